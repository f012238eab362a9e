"""Campaign holdouts, told of a campaign that Ann of Acme may or may not be sent."""

from itertools import combinations as combinations_of
from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.holdouts import CAMPAIGN_HOLDOUTS, CampaignHoldout
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    call,
    day,
    escalation,
    key,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    reading,
    request,
    teammate,
    tell,
)

ANN = person("ann", "acme", "champion")
ACME = account("acme")


async def held(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[CampaignHoldout]:
    parameters = CAMPAIGN_HOLDOUTS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, CAMPAIGN_HOLDOUTS, parameters)).rows


async def reasons(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> dict[str, dict[str, str | None]]:
    """Why each is held out, and on which day that lifts."""
    who = await names(database)
    return {
        who[row.person]: {reason.code.value: reason.lifts_on for reason in row.reasons}
        for row in await held(database, as_of, **narrowed)
    }


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ([ACME, ANN], {}),
        ([ACME, person("ann", "acme", opted_out=True)], {"OPTED_OUT": None}),
        ([ACME, ANN, escalation("acme", ago(3), priority="High")], {"OPEN_ESCALATION": None}),
        ([account("acme", renewal_on=day(60)), ANN], {"RENEWAL_WINDOW": day(61)}),
        ([account("acme", renewal_on=day(61)), ANN], {}),
        ([account("acme", hold_until=day(2)), ANN], {"OWNER_HOLD": day(2)}),
        (
            [ACME, ANN, ask_of("ann", "acme", "quote", ago(40), reserved_until=ago(-5))],
            {"PENDING_ELSEWHERE": day(5)},
        ),
        ([ACME, ANN, ask_of("ann", "acme", "quote", ago(40), "cancelled", ended_at=ago(9))], {}),
        ([ACME, ANN, reading("ann", ago(1), score=-0.5)], {"DETRACTOR": None}),
        (
            [ACME, person("ann", "acme", "champion", left=True, modified_at=ago(1))],
            {"PERSON_DEPARTED": None},
        ),
        (
            [ACME, person("ann", "acme", "champion", bounced_at=ago(5), bounce_weight=0.5)],
            {"PERSON_DEPARTED": None},
        ),
        ([ACME, ANN, *(call(ago(n), "ann") for n in range(5))], {}),
        ([ACME, ANN, *(call(ago(n), "ann") for n in range(6))], {"OVER_TOUCHED": day(2)}),
        ([ACME, ANN, *(mail_to(ago(n), "ann") for n in range(7))], {"OVER_TOUCHED": day(2)}),
    ],
)
async def test_each_reason(
    database: Database, what: list[Statement], found: dict[str, str | None]
) -> None:
    await tell(database, teammate("tess"), *what)
    assert await reasons(database) == ({"ann": found} if found else {})


async def test_the_same_purpose_again(database: Database) -> None:
    """Within thirty days, made or planned; not what they wrote, not for another purpose."""
    await tell(
        database,
        teammate("tess"),
        ACME,
        *(person(name, "acme") for name in ("ann", "ben", "cleo", "dora")),
        mail_to(ago(30), "ann", purpose="event"),
        mail_from(ago(3), "ben"),
        meeting(ago(-9), "cleo", purpose="Event"),
        mail_to(ago(31), "dora", purpose="event"),
    )
    assert await reasons(database) == {}
    assert await reasons(database, purpose="event") == {
        "ann": {"SAME_PURPOSE": day(1)},
        "cleo": {"SAME_PURPOSE": day(40)},
    }
    assert await reasons(database, purpose="survey") == {}
    assert [row.because for row in await held(database, purpose="event")] == [
        "Ann: contacted on 2026-05-16 for the same purpose, event.",
        "Cleo: planned for 2026-06-24 for the same purpose, event.",
    ]


async def test_asked_for_the_same_campaign(database: Database) -> None:
    """For the campaign by its name, or for the act by its own."""
    asked = ask_of(
        "ann",
        "acme",
        "quote",
        ago(9),
        "declined",
        decided_at=ago(8),
        request=key("AdvocacyRequest", "autumn"),
    )
    autumn = request("autumn", campaign="Autumn report")
    await tell(database, teammate("tess"), ACME, ANN, autumn, asked)
    for purpose in ("autumn report", "Quote"):
        assert await reasons(database, purpose=purpose) == {"ann": {"SAME_PURPOSE": day(22)}}
    assert await reasons(database, purpose="spring report") == {}


async def test_all_reasons_of_all_accounts(database: Database) -> None:
    """Held until the last lifts; one that does not lift by itself holds for good."""
    await tell(
        database,
        teammate("tess"),
        account("acme", renewal_on=day(10)),
        account("bolt", hold_until=day(20), status="prospect"),
        ANN,
        person("ann2", "bolt", email="ann@acme.example"),
    )
    (row,) = await held(database)
    who = await names(database)
    assert [(reason.code.value, who[reason.account or ""]) for reason in row.reasons] == [
        ("RENEWAL_WINDOW", "acme"),
        ("OWNER_HOLD", "bolt"),
    ]
    assert row.until == day(20)
    assert row.because == "Ann2: the contract renews in 10 days, the owner holds it."
    await tell(database, escalation("acme", ago(1), priority="Urgent"), taken_at=ago(-1))
    (row,) = await held(database)
    assert row.until is None


async def test_who_left_one_account_for_another_may_be_written_to(database: Database) -> None:
    """What stands in the way at the account left is no reason any more."""
    await tell(
        database,
        teammate("tess"),
        account("acme", renewal_on=day(10)),
        account("bolt"),
        person("ann", "acme", left=True, modified_at=ago(9)),
        person("ann2", "bolt", email="ann@acme.example"),
    )
    assert await reasons(database) == {}


async def test_of_a_list_of_people(database: Database) -> None:
    """Only they; and one of whom nothing is known is held out."""
    await tell(
        database,
        teammate("tess"),
        account("acme", hold_until=day(2)),
        ANN,
        person("ben", "acme"),
        person("stray", None, email="stray@nowhere.example"),
    )
    ids = {name: id_ for id_, name in (await names(database)).items()}
    assert (await reasons(database)).keys() == {"ann", "ben"}
    audience = (ids["ann"], ids["stray"])
    assert await reasons(database, people=audience) == {
        "ann": {"OWNER_HOLD": day(2)},
        "stray": {"NOT_KNOWN": None},
    }
    assert await reasons(database, people=audience, accounts=(ids["acme"],)) == {
        "ann": {"OWNER_HOLD": day(2)}
    }


async def test_as_it_stood(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        ACME,
        ANN,
        escalation("acme", ago(9), priority="High", closed_at=ago(3)),
        ask_of("ann", "acme", "quote", ago(20), "completed", decided_at=ago(19), ended_at=ago(12)),
    )
    assert await reasons(database, ago(20, 1)) == {}
    assert await reasons(database, ago(20)) == {"ann": {"PENDING_ELSEWHERE": None}}
    assert await reasons(database, ago(12)) == {}
    assert await reasons(database, ago(9)) == {"ann": {"OPEN_ESCALATION": None}}
    assert await reasons(database) == {}


REASONS = (
    "OPTED_OUT",
    "OPEN_ESCALATION",
    "RENEWAL_WINDOW",
    "PENDING_ELSEWHERE",
    "OWNER_HOLD",
    "DETRACTOR",
    "OVER_TOUCHED",
    "SAME_PURPOSE",
)


def someone(name: str, why: frozenset[str]) -> list[Statement]:
    """Somebody at an account of their own, with these reasons to be held out and no others."""
    where = f"{name}-co"
    values: dict[str, Any] = {}
    if "RENEWAL_WINDOW" in why:
        values["renewal_on"] = day(30)
    if "OWNER_HOLD" in why:
        values["hold_until"] = day(3)
    said = [account(where, **values), person(name, where, opted_out="OPTED_OUT" in why)]
    if "OPEN_ESCALATION" in why:
        said.append(escalation(where, ago(2), priority="High"))
    if "PENDING_ELSEWHERE" in why:
        said.append(ask_of(name, where, "quote", ago(100), reserved_until=ago(-9)))
    if "DETRACTOR" in why:
        said.append(reading(name, ago(5), score=-1.0))
    if "OVER_TOUCHED" in why:
        said += [call(ago(n), name) for n in range(6)]
    if "SAME_PURPOSE" in why:
        said.append(mail_to(ago(20), name, purpose="event"))
    return said


async def test_whoever_has_a_reason_and_nobody_else(database: Database) -> None:
    """Every pair of reasons, every single one, and none."""
    combinations = [frozenset(some) for n in range(3) for some in combinations_of(REASONS, n)]
    world = {f"p{number:02}": why for number, why in enumerate(combinations)}
    said = [statement for name, why in world.items() for statement in someone(name, why)]
    await tell(database, teammate("tess"), *said)
    found = await reasons(database, purpose="event")
    assert {name: set(why) for name, why in found.items()} == {
        name: set(why) for name, why in world.items() if why
    }
