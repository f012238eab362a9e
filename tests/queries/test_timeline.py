"""The timeline of Acme: what happened there, newest first."""

from dataclasses import replace
from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.timeline import ACCOUNT_TIMELINE, TimelineEvent
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    call,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    reading,
    role,
    teammate,
    tell,
)


async def events(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[TimelineEvent]:
    parameters = ACCOUNT_TIMELINE.parameters(as_of=as_of, **narrowed)
    return (await ask(database, ACCOUNT_TIMELINE, parameters)).rows


async def told(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[tuple[Millis, str, str]]:
    """Moment, kind and sentence of every event, in its order."""
    return [(e.at, e.kind.value, e.because) for e in await events(database, as_of, **narrowed)]


async def test_what_happened_at_acme(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        person("ann", "acme", since=ago(100), title="IT Manager", left=True, modified_at=ago(1)),
        role("ann", "acme", "champion", since=ago(50), until=ago(3)),
        person("ben", "acme", since=ago(90)),
        meeting(ago(30), "ann", "ben", subject="Kick-off"),
        mail_from(ago(20), "ann"),
        mail_to(ago(10), "ben"),
        call(ago(-1), "ben"),
        reading("ann", ago(5), kind="nps", raw=9, scale_min=0, scale_max=10, note="pleased"),
        ask_of("ann", "acme", "case_study", ago(4), "declined", decided_at=ago(2)),
    )
    assert await told(database) == [
        (ago(1), "DEPARTURE", "departure of Ann: confirmed"),
        (ago(3), "ROLE_CHANGE", "Ann is no longer champion"),
        (ago(4), "ASK", "Ann was asked for a case study: declined"),
        (ago(5), "SENTIMENT", "Ann: nps"),
        (ago(10), "TOUCHPOINT", "email to Ben"),
        (ago(20), "TOUCHPOINT", "email from Ann"),
        (ago(30), "TOUCHPOINT", "meeting with Ann, Ben"),
        (ago(50), "ROLE_CHANGE", "Ann became champion"),
        (ago(90), "EMPLOYMENT_CHANGE", "Ben began at Acme"),
        (ago(100), "EMPLOYMENT_CHANGE", "Ann began as IT Manager"),
    ]
    details = {e.because: e.detail for e in await events(database) if e.detail}
    assert details == {"meeting with Ann, Ben": "Kick-off", "Ann: nps": "9 of 10: pleased"}
    who = await names(database)
    (kick_off,) = [e for e in await events(database) if e.detail == "Kick-off"]
    assert sorted(who[id] for id in kick_off.people) == ["ann", "ben"]


async def test_what_two_systems_tell_of_one_job_is_told_once(database: Database) -> None:
    """Each knows of Ann since she was entered there."""
    await tell(
        database,
        account("acme"),
        person("ann", "acme", since=ago(100), title="Platform Admin"),
        replace(
            person("ann", "acme", since=ago(80), title="Platform Admin"), key="other:Contact:ann"
        ),
        role("ann", "acme", "champion", since=ago(50)),
        replace(role("ann", "acme", "champion", since=ago(40)), key="other:Role:ann"),
    )
    assert await told(database) == [
        (ago(50), "ROLE_CHANGE", "Ann became champion"),
        (ago(100), "EMPLOYMENT_CHANGE", "Ann began as Platform Admin"),
    ]


async def test_a_part_of_it(database: Database) -> None:
    """Some kinds only, up to a moment; what was decided later had not happened then."""
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        person("ann", "acme", since=ago(100), title="IT Manager"),
        meeting(ago(30), "ann"),
        meeting(ago(29), "ann"),
        ask_of("ann", "acme", "quote", ago(28), "completed", decided_at=ago(27), ended_at=ago(20)),
    )
    assert await told(database, kinds=("TOUCHPOINT",)) == [
        (ago(29), "TOUCHPOINT", "meeting with Ann"),
        (ago(30), "TOUCHPOINT", "meeting with Ann"),
    ]
    assert await told(database, ago(30), kinds=("TOUCHPOINT", "ASK")) == [
        (ago(30), "TOUCHPOINT", "meeting with Ann"),
    ]
    asked = "Ann was asked for a quote"
    assert await told(database, kinds=("ASK",)) == [(ago(28), "ASK", f"{asked}: completed")]
    assert await told(database, ago(27), kinds=("ASK",)) == [(ago(28), "ASK", f"{asked}: accepted")]
    assert await told(database, ago(28), kinds=("ASK",)) == [(ago(28), "ASK", f"{asked}: invited")]


async def test_a_new_title_and_a_new_employer(database: Database) -> None:
    """A change holds from the export that showed it."""
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        account("bolt"),
        person("ann", "acme", since=ago(100), title="Clerk"),
        taken_at=ago(90),
    )
    promoted = person("ann", "acme", since=ago(100), title="Director", modified_at=ago(65))
    await tell(database, promoted, taken_at=ago(60))
    moved = person("ann", "bolt", since=ago(100), title="Director", modified_at=ago(35))
    await tell(database, moved, taken_at=ago(30))
    assert set(await told(database)) == {
        (ago(30), "EMPLOYMENT_CHANGE", "Ann began as Director"),
        (ago(30), "EMPLOYMENT_CHANGE", "Ann is no longer Director"),
        (ago(30), "DEPARTURE", "departure of Ann: confirmed"),
        (ago(60), "EMPLOYMENT_CHANGE", "Ann began as Director"),
        (ago(60), "EMPLOYMENT_CHANGE", "Ann is no longer Clerk"),
        (ago(100), "EMPLOYMENT_CHANGE", "Ann began as Clerk"),
    }
    assert [when for when, *_ in await told(database)] == [ago(30)] * 3 + [ago(60)] * 2 + [ago(100)]
