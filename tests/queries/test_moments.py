"""Advocacy moments, told of Ann of Acme, who has something to be glad of."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement, Value
from queries.advocacy.moments import ADVOCACY_MOMENTS, AdvocacyMoment
from queries.catalogue import ask
from tests.queries.world import (
    LONG_AGO,
    NOW,
    account,
    ago,
    ask_of,
    day,
    key,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = (teammate("tess"), account("acme"))
ANN = person("ann", "acme", "champion")
GLAD = reading("ann", ago(100), score=0.2)


async def moments(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[AdvocacyMoment]:
    parameters = ADVOCACY_MOMENTS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, ADVOCACY_MOMENTS, parameters)).rows


async def kinds(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[tuple[str, str]]:
    """Whose moment, of which kind."""
    who = await names(database)
    rows = await moments(database, as_of, **narrowed)
    return sorted((who[row.person], row.kind.value) for row in rows)


def met(who: str, when: Millis) -> Statement:
    """A goal that was reached."""
    said: dict[str, Value] = {
        "text": "Grow",
        "since": LONG_AGO,
        "met_at": when,
        "person": key("Person", who),
    }
    return Statement("Goal", key("Goal", f"{who}-{when}"), said)


def nps(days: float, answer: float) -> Statement:
    return reading("ann", ago(days), "nps", raw=answer, scale_min=0, scale_max=10)


@pytest.mark.parametrize(
    ("what", "kind", "at"),
    [
        ([nps(14, 9)], "PROMOTER", 14),
        ([nps(14, 8)], None, 0),
        ([nps(15, 10)], None, 0),
        ([nps(9, 10), nps(3, 7)], None, 0),
        ([met("ann", ago(14))], "GOAL_MET", 14),
        ([met("ann", ago(15)), met("ann", ago(-1))], None, 0),
        ([met("ann", ago(9)), met("ann", ago(2))], "GOAL_MET", 2),
        ([GLAD, meeting(ago(14), "ann", purpose="qbr")], "GOOD_QBR", 14),
        ([GLAD, meeting(ago(14), "ann", purpose="ebr")], "GOOD_QBR", 14),
        ([GLAD, meeting(ago(15), "ann", purpose="qbr")], None, 0),
        ([GLAD, meeting(ago(3), "ann", purpose="training")], None, 0),
        ([GLAD, meeting(ago(-3), "ann", purpose="qbr")], None, 0),
        ([meeting(ago(3), "ann", purpose="qbr")], None, 0),
        ([reading("ann", ago(9), score=0.19), meeting(ago(3), "ann", purpose="qbr")], None, 0),
    ],
)
async def test_what_there_is_to_be_glad_of(
    database: Database, what: list[Statement], kind: str | None, at: int
) -> None:
    await tell(database, *ACME, ANN, *what)
    assert [(row.kind.value, row.at, row.until) for row in await moments(database)] == (
        [] if kind is None else [(kind, ago(at), day(14 - at))]
    )


async def test_onboarding_is_done(database: Database) -> None:
    """For everybody with a role, from the day the stage changed; going back undoes it."""
    people = (ANN, person("ben", "acme"), person("cleo", "acme", "admin"))
    acme = account("acme", stage="Onboarding")
    await tell(database, teammate("tess"), acme, *people, taken_at=ago(40))
    await tell(database, account("acme", stage="Adoption"), taken_at=ago(10))
    assert await kinds(database) == [("ann", "ONBOARDING_DONE"), ("cleo", "ONBOARDING_DONE")]
    assert await kinds(database, ago(10, 1)) == []
    assert await kinds(database, ago(-5)) == []
    await tell(database, account("acme", stage="Implementation again"), taken_at=ago(2))
    assert await kinds(database) == []


async def test_whether_she_may_be_asked(database: Database) -> None:
    """What stands in the way is told; who left has no moment."""
    await tell(
        database,
        *ACME,
        ANN,
        person("ben", "acme", left=True, modified_at=ago(3)),
        nps(5, 10),
        met("ben", ago(4)),
        ask_of("ann", "acme", "quote", ago(9), "declined", decided_at=ago(8)),
    )
    (row,) = await moments(database)
    assert (row.may_ask, [blocker.code.value for blocker in row.blockers]) == (False, ["COOLDOWN"])
    assert row.because == (
        "Ann at Acme answered as a promoter on 2026-06-10; not now: declined not long ago."
    )
    assert await moments(database, ready_only=True) == []
    assert await kinds(database, kinds=("GOAL_MET",)) == []
    assert await kinds(database, days=4) == []
    assert await kinds(database, ago(4)) == [("ann", "PROMOTER"), ("ben", "GOAL_MET")]
