"""Contact pressure, told of Ann and Ben of Acme, of whom everybody wants something."""

from typing import Any

import pytest
from pydantic import ValidationError

from graph.database import Database
from graph.model import Millis
from queries.advocacy.pressure import CONTACT_PRESSURE, ContactPressure
from queries.catalogue import ask
from tests.queries.world import (
    DAY,
    NOW,
    account,
    ago,
    ask_of,
    call,
    key,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    request,
    teammate,
    tell,
    touch,
    webinar,
)

WORLD = (
    teammate("tess", function="csm"),
    teammate("mia", function="marketing"),
    account("acme"),
    person("ann", "acme", "champion"),
    person("ben", "acme"),
    person("cleo", "acme"),
)


def newsletter(when: Millis, *who: str) -> Any:
    """A mail nobody wrote by hand."""
    said = {"addressed": who}
    return touch("email", when, said, {"wrote": ["mia"]}, direction="out", reach="automated")


async def pressure(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> dict[str, ContactPressure]:
    """The pressure on each person, or account, by name."""
    who = await names(database)
    parameters = CONTACT_PRESSURE.parameters(as_of=as_of, **narrowed)
    rows = (await ask(database, CONTACT_PRESSURE, parameters)).rows
    return {who[row.person or row.account]: row for row in rows}


def counts(row: ContactPressure) -> tuple[int, int, int, int, int]:
    """Asks, touches, attempts, campaigns, planned."""
    return (row.asks, row.touches, row.attempts, row.campaigns, row.planned)


async def test_what_everybody_wants(database: Database) -> None:
    """By all teams; made, and ahead as far as the export knew."""
    await tell(
        database,
        *WORLD,
        meeting(ago(3), "ann", "ben", purpose="qbr"),
        mail_from(ago(2), "ann"),
        mail_to(ago(1), "ann", ours="mia", purpose="event"),
        newsletter(ago(4), "ann", "ben"),
        webinar(ago(5), "ben"),
        ask_of("ann", "acme", "quote", ago(6)),
        meeting(ago(-8), "ann", ours=["mia"], purpose="event"),
    )
    found = await pressure(database)
    assert found.keys() == {"ann", "ben"}
    ann, ben = found["ann"], found["ben"]
    assert counts(ann) == (1, 2, 1, 1, 1)
    assert [(c.kind.value, c.planned, c.from_them, c.purpose) for c in ann.contacts] == [
        ("ASK", False, False, "quote"),
        ("CAMPAIGN", False, False, None),
        ("TOUCH", False, False, "qbr"),
        ("TOUCH", False, True, None),
        ("ATTEMPT", False, False, "event"),
        ("TOUCH", True, False, "event"),
    ]
    assert (ann.teams, ann.repeated, ann.within_7_days) == (["csm", "marketing"], ["event"], 3)
    assert ann.because == (
        "Ann: 5 contacts, the last 1 day ago; 1 planned, the next on 2026-06-23; repeated: event."
    )
    assert counts(ben) == (0, 1, 0, 2, 0)
    assert ben.because == "Ben: 3 contacts, the last 3 days ago."

    (acme,) = (await pressure(database, on="ACCOUNT")).values()
    assert acme.person is None
    assert counts(acme) == (1, 2, 1, 2, 1)
    who = await names(database)
    assert [sorted(who[id_] for id_ in c.people) for c in acme.contacts][:4] == [
        ["ann"],
        ["ben"],
        ["ann", "ben"],
        ["ann", "ben"],
    ]


async def test_the_window(database: Database) -> None:
    """To the day, back and ahead."""
    await tell(
        database,
        *WORLD,
        call(ago(30, 86_399), "ann"),
        call(ago(31), "ann"),
        call(ago(-30, -86_399), "ann"),
        call(ago(-31), "ann"),
        ask_of("ann", "acme", "quote", ago(31)),
    )
    assert counts((await pressure(database))["ann"]) == (0, 1, 0, 0, 1)
    assert counts((await pressure(database, days=31))["ann"]) == (1, 2, 0, 0, 2)
    assert counts((await pressure(database, ago(31)))["ann"]) == (1, 1, 0, 0, 1)
    for days in (0, 91):
        with pytest.raises(ValidationError):
            CONTACT_PRESSURE.parameters(as_of=NOW, days=days)


@pytest.mark.parametrize(("calls", "over"), [(5, False), (6, True)])
async def test_too_often_in_a_week(database: Database, calls: int, over: bool) -> None:
    """More than five in less than seven days; webinars aside."""
    await tell(
        database,
        *WORLD,
        *(call(ago(7, -1) + n, "ann") for n in range(calls)),
        call(ago(7), "ann"),
        webinar(ago(1), "ann"),
    )
    ann = (await pressure(database))["ann"]
    assert (ann.within_7_days, ann.over_touched) == (calls, over)
    assert ("approached 6 times in seven days" in ann.because) == over


async def test_what_customers_begin_repeats_nothing(database: Database) -> None:
    await tell(
        database,
        *WORLD,
        touch("email", ago(3), {"wrote": ["ann"]}, {}, direction="in", purpose="billing"),
        mail_to(ago(2), "ann", purpose="billing"),
        call(ago(1), "ben"),
    )
    assert (await pressure(database))["ann"].repeated == []
    await tell(database, mail_to(ago(1), "ann", purpose="billing"), taken_at=NOW + DAY)
    assert (await pressure(database))["ann"].repeated == ["billing"]


async def test_of_some_people(database: Database) -> None:
    await tell(
        database,
        *WORLD,
        account("bolt"),
        person("dora", "bolt"),
        call(ago(1), "ann"),
        call(ago(1), "ben"),
        call(ago(1), "dora"),
    )
    ids = {name: id_ for id_, name in (await names(database)).items()}
    assert (await pressure(database)).keys() == {"ann", "ben", "dora"}
    assert (await pressure(database, people=(ids["ann"], ids["cleo"]))).keys() == {"ann"}
    assert (await pressure(database, people=(ids["ann"],), on="ACCOUNT")).keys() == {"acme"}
    assert (await pressure(database, people=())) == {}
    assert (await pressure(database, accounts=(ids["bolt"],))).keys() == {"dora"}


async def test_who_asks_for_which_campaign_and_when_it_takes_place(database: Database) -> None:
    """An ask and its call are one purpose, not two; the call lies ahead once it has a time."""
    for_it = key("AdvocacyRequest", "autumn")
    await tell(
        database,
        *WORLD,
        request("autumn", campaign="Autumn report", requester=key("Teammate", "mia")),
        ask_of(
            "ann",
            "acme",
            "interview",
            ago(9),
            "scheduled",
            request=for_it,
            decided_at=ago(5),
            scheduled_at=ago(-4),
        ),
    )
    ann = (await pressure(database))["ann"]
    who = await names(database)
    assert [(c.at, c.planned, c.campaign, c.teams) for c in ann.contacts] == [
        (ago(9), False, "Autumn report", ["marketing"]),
        (ago(-4), True, "Autumn report", ["marketing"]),
    ]
    assert {who[id_] for c in ann.contacts for id_ in c.teammates} == {"mia"}
    assert (ann.asks, ann.planned, ann.repeated, ann.teams) == (1, 1, [], ["marketing"])
    (acme,) = (await pressure(database, on="ACCOUNT")).values()
    assert (acme.asks, acme.planned) == (1, 1)
    assert (await pressure(database, ago(6)))["ann"].planned == 0
