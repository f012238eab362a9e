"""The request funnel, told of Tess, who needs references for a deal with Hope."""

from typing import Any

import pytest

from graph.changes.steps import Step, take_steps
from graph.database import Database, Transaction
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.request_funnel import (
    REQUEST_FUNNEL,
    REQUEST_STAGES,
    RequestProgress,
    RequestStage,
)
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    day,
    key,
    names,
    opportunity,
    person,
    request,
    teammate,
    tell,
)

WORLD = (
    teammate("tess"),
    account("acme"),
    account("hope", status="prospect"),
    opportunity("deal", "hope"),
    *(person(name, "acme") for name in ("ann", "ben", "cleo", "dora")),
)


async def requests(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[RequestProgress]:
    parameters = REQUEST_FUNNEL.parameters(as_of=as_of, **narrowed)
    return (await ask(database, REQUEST_FUNNEL, parameters)).rows


async def stages(database: Database, as_of: Millis = NOW) -> list[RequestStage]:
    parameters = REQUEST_STAGES.parameters(as_of=as_of)
    return (await ask(database, REQUEST_STAGES, parameters)).rows


def asked(who: str, name: str, days: float, state: str = "invited", **values: Any) -> Statement:
    """Somebody asked for a request."""
    said = {"request": key("AdvocacyRequest", name), **values}
    return ask_of(who, "acme", "reference_call", ago(days), state, **said)


async def step(database: Database, name: str, was: str, state: str, when: Millis) -> None:
    """A step that was taken here."""
    taken = Step(id_from("AdvocacyRequest", key("AdvocacyRequest", name)), was, state)

    async def take(tx: Transaction) -> None:
        await take_steps(tx, [taken], when, "test")

    await database.transaction("tests.step", take)


async def test_one_request(database: Database) -> None:
    await tell(
        database,
        *WORLD,
        request(
            "Q3", "deal", state="invited", created_at=ago(20), needed_on=day(12), title="Q3 deal"
        ),
        asked("ann", "Q3", 9),
        asked("ben", "Q3", 8, "declined", decided_at=ago(7)),
        asked("cleo", "Q3", 6, "accepted", decided_at=ago(5)),
        asked("dora", "Q3", -1),
    )
    (row,) = await requests(database)
    who = await names(database)
    assert who[row.account or ""] == "hope"
    assert who[row.requester or ""] == "tess"
    assert (row.act, row.state, row.age_days, row.in_state_days, row.stalled) == (
        "reference_call",
        "accepted",
        20,
        5,
        False,
    )
    assert (row.asked, row.accepted, row.declined, row.completed) == (3, 1, 1, 0)
    assert (row.acceptance_rate, row.days_left) == (0.5, 12)
    assert row.because == (
        "Q3 deal: accepted for 5 days; 3 asked, 1 said yes, 1 no; due in 12 days."
    )
    assert row.next_action == "Agree on a time."
    assert [row.acceptance_rate for row in await requests(database, ago(6))] == [0.0]
    assert await requests(database, ago(20, 1)) == []


@pytest.mark.parametrize(("days", "stalled"), [(7, False), (8, True)])
async def test_a_step_of_an_ask_is_one_of_its_request(
    database: Database, days: int, stalled: bool
) -> None:
    await tell(
        database,
        *WORLD,
        request("one", state="invited", created_at=ago(20)),
        asked("ann", "one", days),
    )
    (row,) = await requests(database)
    assert (row.state, row.in_state_days, row.stalled) == ("invited", 20, stalled)


@pytest.mark.parametrize(("days", "stalled"), [(7, False), (8, True)])
async def test_when_it_stalls(database: Database, days: int, stalled: bool) -> None:
    """Counted from its last step, else from its beginning."""
    await tell(database, *WORLD, request("one", state="submitted", created_at=ago(days)))
    assert [row.stalled for row in await requests(database)] == [stalled]
    assert len(await requests(database, stalled_only=True)) == stalled
    await step(database, "one", "submitted", "matching", ago(3))
    (row,) = await requests(database)
    assert (row.state, row.in_state_days, row.stalled) == ("matching", 3, False)
    (before,) = await requests(database, ago(3, 1))
    assert (before.state, before.in_state_days) == ("submitted", days - 4)


async def test_which_are_asked_about(database: Database) -> None:
    """Open ones, unless told otherwise; late ones say so."""
    await tell(
        database,
        *WORLD,
        request("one", state="submitted", created_at=ago(3), needed_on=day(-2)),
        request("two", state="completed", created_at=ago(3)),
        request("three", "deal", state="draft", created_at=ago(2), act="quote"),
        request("four", state="cancelled", created_at=ago(3)),
    )
    ids = {name: id_ for id_, name in (await names(database)).items()}

    async def titles(**narrowed: Any) -> set[str | None]:
        return {row.title for row in await requests(database, **narrowed)}

    assert await titles() == {"One", "Three"}
    assert await titles(states=("completed", "cancelled")) == {"Two", "Four"}
    assert await titles(acts=("quote",)) == {"Three"}
    assert await titles(accounts=(ids["hope"],)) == {"Three"}
    assert await titles(accounts=(ids["acme"],)) == set()
    (one, _) = sorted(await requests(database), key=lambda row: row.title or "")
    assert one.because == "One: submitted for 3 days; 2 days late."


async def test_where_they_stall(database: Database) -> None:
    await tell(
        database,
        *WORLD,
        request("one", state="owner_approval", created_at=ago(40)),
        request("two", state="owner_approval", created_at=ago(20)),
        request("three", state="owner_approval", created_at=ago(3)),
        request("four", state="submitted"),
    )
    assert [(r.state, r.requests, r.stalled, r.median_days) for r in await stages(database)] == [
        ("submitted", 1, 0, None),
        ("owner_approval", 3, 2, 20.0),
    ]
    assert [row.because for row in await stages(database)] == [
        "1 submitted, 0 of them stalled.",
        "3 owner approval, 2 of them stalled; the longest for 40 days.",
    ]
