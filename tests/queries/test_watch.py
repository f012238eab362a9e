"""What time alone brings about, and that nobody is told of it twice."""

import pytest

from graph.changes.steps import Step, take_steps
from graph.database import Database
from graph.errors import StatementTimeout
from graph.model import Millis
from graph.statement import Statement, Value
from queries.watch.watch import LOOKS, watch
from tests.queries.world import (
    DAY,
    LONG_AGO,
    NOW,
    account,
    ago,
    ask_of,
    consent,
    key,
    names,
    person,
    teammate,
    tell,
)


async def told(database: Database) -> list[tuple[str, str, list[str]]]:
    """Kind, text and addressees of every notice, in the order of their texts."""
    called = await names(database)
    rows = await database.read(
        "tests.told",
        "MATCH (n:Notice) OPTIONAL MATCH (n)-[:TELLS]->(t:Teammate) "
        "RETURN n.kind AS kind, n.text AS text, collect(t.id) AS to ORDER BY text",
    )
    return [(row["kind"], row["text"], sorted(called[id_] for id_ in row["to"])) for row in rows]


async def find(database: Database, label: str) -> str:
    """The id of the one thing of a kind."""
    rows = await database.read("tests.find", f"MATCH (n:{label}) RETURN n.id AS id")
    (row,) = rows
    return str(row["id"])


def request(state: str, created_at: Millis, **values: Value) -> Statement:
    """A request of Mia's."""
    return Statement(
        "AdvocacyRequest",
        key("AdvocacyRequest", "one"),
        {
            "title": "A call for Initech",
            "act": "reference_call",
            "state": state,
            "created_at": created_at,
            "requester": key("Teammate", "mia"),
            **values,
        },
    )


async def test_a_consent_that_ends_within_30_days_is_told_once(prepared: Database) -> None:
    await tell(
        prepared,
        teammate("tess"),
        account("acme"),
        *(person(name, "acme") for name in ("ann", "bea", "cas", "dan")),
        consent("ann", "quote", "logo", until=NOW + 30 * DAY),
        consent("bea", "quote", until=NOW + 30 * DAY + 1),
        consent("cas", "quote", until=NOW - 1),
        consent("dan", "quote", until=NOW + DAY, revoked_at=NOW - 1),
    )
    sentence = "What Ann (Acme) allows us (quote, logo) ends on 2026-07-15."
    assert await watch(prepared, NOW) == 1
    assert await told(prepared) == [("consent_ending", sentence, ["tess"])]
    assert await watch(prepared, NOW) == 0
    assert await watch(prepared, NOW + 1) == 1
    assert [text for _, text, _ in await told(prepared)] == [
        sentence,
        "What Bea (Acme) allows us (quote) ends on 2026-07-15.",
    ]
    assert await watch(prepared, NOW + DAY) == 0


async def test_a_reservation_that_lapsed_is_told_once(prepared: Database) -> None:
    await tell(
        prepared,
        teammate("tess"),
        account("acme"),
        person("ann", "acme"),
        ask_of("ann", "acme", "quote", ago(20), reserved_until=NOW - 1),
    )
    assert [await watch(prepared, NOW), await watch(prepared, NOW + 1)] == [1, 0]
    ((kind, text, to),) = await told(prepared)
    assert (kind, to) == ("reservation_lapsed", ["tess"])
    assert "the reservation lapsed" in text


async def test_a_look_that_fails_keeps_no_other_from_it(
    prepared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def blind(_database: Database, _now: Millis) -> int:
        raise StatementTimeout("It took too long.")

    await tell(
        prepared,
        teammate("tess"),
        account("acme"),
        person("ann", "acme"),
        consent("ann", "quote", until=NOW + DAY),
    )
    monkeypatch.setattr("queries.watch.watch.LOOKS", (blind, *LOOKS))
    with pytest.raises(StatementTimeout):
        await watch(prepared, NOW)
    assert [kind for kind, *_ in await told(prepared)] == ["consent_ending"]


async def test_a_consent_that_a_decision_ended_is_not_told(prepared: Database) -> None:
    await tell(
        prepared,
        teammate("tess"),
        account("acme"),
        person("ann", "acme"),
        consent("ann", "quote", until=NOW + DAY),
    )
    of = await find(prepared, "Consent")
    step = Step(of, None, "ended", "She left.")
    await prepared.transaction("tests.step", lambda tx: take_steps(tx, [step], NOW - 1, "test"))
    assert await watch(prepared, NOW) == 0


@pytest.mark.parametrize(
    ("state", "days", "stalled"),
    [
        ("submitted", 8, True),
        ("submitted", 7.99, False),
        ("owner_approval", 8, True),
        ("declined_by_owner", 8, True),
        ("scheduled", 99, False),
        ("completed", 99, False),
        ("draft", 99, False),
    ],
)
async def test_which_requests_stall(
    prepared: Database, state: str, days: float, stalled: bool
) -> None:
    await tell(prepared, teammate("mia"), request(state, ago(days)))
    assert await watch(prepared, NOW) == stalled


async def test_a_stalled_request_is_told_once_for_each_time_it_stops(prepared: Database) -> None:
    await tell(prepared, teammate("mia"), request("submitted", LONG_AGO))
    assert await watch(prepared, NOW) == 1
    assert await watch(prepared, NOW + DAY) == 0
    of = await find(prepared, "AdvocacyRequest")
    step = Step(of, "submitted", "owner_approval")
    moved_at = NOW + 2 * DAY
    await prepared.transaction("tests.step", lambda tx: take_steps(tx, [step], moved_at, "test"))
    assert await watch(prepared, moved_at + 7 * DAY) == 0
    assert await watch(prepared, moved_at + 8 * DAY) == 1
    assert await told(prepared) == [
        (
            "request_stalled",
            "The request A call for Initech has not moved for 8 days; it is waiting for the "
            "owner's approval.",
            ["mia"],
        ),
        (
            "request_stalled",
            "The request A call for Initech has not moved for 900 days; it is submitted.",
            ["mia"],
        ),
    ]
