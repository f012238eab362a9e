"""A selection shows the graph as it was at a moment."""

import pytest

from graph.database import Database
from graph.model import Millis
from graph.reading.selection import Field, fields
from tests.acme import (
    ACME,
    ASKED,
    MAIL,
    NOW,
    REVIEW,
    at,
)
from tests.graph.reading import NAME, below, listed, node, page


@pytest.mark.parametrize(
    ("moment", "holders"),
    [
        (at("2025-06-01") - 1, []),
        (at("2025-06-01"), ["Ann", "Ben"]),
        (at("2026-01-01") - 1, ["Ann", "Ben"]),
        (at("2026-01-01"), ["Ann", "Ben", "Cleo"]),
        (at("2026-09-01") - 1, ["Ann", "Ben", "Cleo"]),
        (at("2026-09-01"), ["Ann", "Cleo"]),
    ],
)
async def test_relations_hold_to_the_millisecond(
    world: Database, moment: Millis, holders: list[str]
) -> None:
    field = below("stakeholders", below("nodes", *NAME), Field("total_count", "n"), first=9)

    answer = await node(world, ACME, field, as_of=moment)

    assert answer["stakeholders"] == {
        "nodes": [{"name": name} for name in holders],
        "n": len(holders),
    }


async def test_relations_that_are_over_are_shown_when_asked_for(world: Database) -> None:
    edges = page("stakeholders", *fields("until"), below("node", *NAME), include_ended=True)

    answer = await node(world, ACME, edges)

    assert answer["stakeholders"]["edges"] == [
        {"until": None, "node": {"name": "Ann"}},
        {"until": at("2026-09-01"), "node": {"name": "Ben"}},
        {"until": None, "node": {"name": "Cleo"}},
    ]


async def test_an_account_is_as_its_state_was(world: Database) -> None:
    wanted = (below("arr", *fields("amount")), *fields("segment"))

    before = await node(world, ACME, *wanted, as_of=at("2026-11-20") - 1)
    after = await node(world, ACME, *wanted, as_of=at("2026-11-20"))

    assert before == {"arr": {"amount": [300_000_00, "EUR"]}, "segment": "enterprise"}
    assert after == {"arr": {"amount": [1_200_000_00, "EUR"]}, "segment": "strategic"}


async def test_accounts_are_listed_while_they_exist(world: Database) -> None:
    names = below("accounts", below("nodes", *NAME), first=9)

    async def at_moment(moment: Millis) -> list[str]:
        answer = await listed(world, "accounts", names, as_of=moment)
        return [account["name"] for account in answer["nodes"]]

    assert await at_moment(at("2025-01-01") - 1) == []
    assert await at_moment(at("2026-10-01") - 1) == ["Acme", "Bolt", "Corda", "Dune"]
    assert await at_moment(at("2026-10-01")) == ["Acme", "Bolt", "Corda"]


async def test_events_are_seen_from_their_moment_on(world: Database) -> None:
    field = below("touchpoints", below("nodes", *fields("id")), first=9)

    async def at_moment(moment: Millis) -> list[str]:
        answer = await node(world, ACME, field, as_of=moment)
        return [touchpoint["id"] for touchpoint in answer["touchpoints"]["nodes"]]

    assert await at_moment(at("2026-11-02T10:00") - 1) == []
    assert await at_moment(at("2026-11-02T10:00")) == [REVIEW]
    assert await at_moment(NOW) == [MAIL, REVIEW]
    assert await node(world, REVIEW, *fields("id"), as_of=at("2026-11-02T10:00") - 1) is None


@pytest.mark.parametrize(
    ("moment", "state", "decided", "ended"),
    [
        ("2026-07-01", "invited", None, None),
        ("2026-07-05", "accepted", at("2026-07-05"), None),
        ("2026-07-20", "completed", at("2026-07-05"), at("2026-07-20")),
    ],
)
async def test_an_ask_stood_where_it_stood_then(
    world: Database, moment: str, state: str, decided: Millis | None, ended: Millis | None
) -> None:
    answer = await node(world, ASKED, *fields("state", "decided_at", "ended_at"), as_of=at(moment))

    assert answer == {"state": state, "decided_at": decided, "ended_at": ended}
    assert await node(world, ASKED, *fields("id"), as_of=at("2026-07-01") - 1) is None
