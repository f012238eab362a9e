"""Somebody follows: what was chosen passes to them, what was not does not, in one transaction."""

from typing import Any

import pytest

from graph.cases import case_id
from graph.database import Database
from graph.errors import BadInput, Conflict, NotFound
from graph.ids import id_from
from graph.statement import Statement, Value
from queries.catalogue import ask
from queries.relationships.coverage import COVERAGE_GAPS
from tests.departures.test_confirm_and_undo import graph_of
from tests.departures.world import (
    ACME,
    ANN,
    ASK,
    BEN,
    CASS,
    MARK,
    PRAISE,
    TESS,
    WIDE,
    WORLD,
    case_of,
    change,
    id_of,
    notices,
    states,
)
from tests.graph.digest import digest
from tests.queries.world import DAY, LONG_AGO, NOW, ago, key, tell

LATER = NOW + DAY
CASE = case_id(ACME, ANN)
GOAL = id_of("Goal", "ann")


def looks_after(who: str, whom: str) -> Statement:
    """Who of us looks after one person."""
    ends = {"teammate": key("Teammate", who), "person": key("Person", whom)}
    said: dict[str, Value] = {**ends, "since": LONG_AGO}
    return Statement("LOOKS_AFTER", key("Care", f"{who}-{whom}"), said, created_at=LONG_AGO)


CARED_FOR = (*WORLD, looks_after("tess", "ann"), looks_after("cass", "ann"))
EVERYTHING: dict[str, Any] = {
    "successor": BEN,
    "roles": ["champion", "Economic Buyer"],
    "goals": [GOAL],
    "looked_after_by": [TESS],
    "asks": [ASK],
}


async def has(database: Database, who: str, as_of: int) -> dict[str, Any]:
    """What somebody has as of a moment: roles, goals, who looks after them, asks, successors."""
    (row,) = await database.read(
        "tests.has",
        "MATCH (p:Person {id: $id}) "
        "CALL (p) { MATCH (p)-[r:STAKEHOLDER_IN]->() WHERE coalesce(r.since, 0) <= $as_of "
        "AND coalesce(r.until, $as_of + 1) > $as_of RETURN collect(DISTINCT r.role) AS roles } "
        "CALL (p) { MATCH (p)-[:WANTS]->(g) WHERE coalesce(g.since, 0) <= $as_of "
        "AND coalesce(g.until, $as_of + 1) > $as_of RETURN collect(g.text) AS goals } "
        "CALL (p) { MATCH (t)-[r:LOOKS_AFTER]->(p) WHERE r.since <= $as_of "
        "AND coalesce(r.until, $as_of + 1) > $as_of RETURN collect(t.id) AS looked_after_by } "
        "CALL (p) { MATCH (p)-[:WAS_ASKED]->(k) RETURN collect(k.act + ' ' + k.state) AS asks } "
        "CALL (p) { MATCH (p)-[r:SUCCEEDED_BY]->(s) WHERE r.since <= $as_of "
        "AND coalesce(r.until, $as_of + 1) > $as_of RETURN collect(s.id) AS successors } "
        "RETURN roles, goals, looked_after_by, asks, successors",
        {"id": who, "as_of": as_of},
    )
    return {name: sorted(found) for name, found in row.items()}


async def test_what_was_chosen_passes_on(database: Database) -> None:
    await tell(database, *CARED_FOR)
    await change(database, "departure_confirm", id=CASE)
    stopped = await states(database)
    decision = await change(database, "departure_resolve", LATER, id=CASE, **EVERYTHING)
    assert await has(database, BEN, LATER) == {
        "roles": ["champion", "economic_buyer"],
        "goals": ["Grow"],
        "looked_after_by": [TESS],
        "asks": ["case_study proposed"],
        "successors": [],
    }
    assert (await has(database, ANN, LATER))["successors"] == [BEN]
    assert (await has(database, BEN, LATER - 1))["roles"] == ["economic_buyer"]
    made = {id_: state for id_, state in (await states(database)).items() if id_ not in stopped}
    assert set(made.values()) == {"proposed"}
    assert {id_: s for id_, s in (await states(database)).items() if id_ in stopped} == stopped
    case = await case_of(database, as_of=LATER)
    assert case is not None
    assert (case.status, case.successor, case.next_action) == (
        "RESOLVED",
        BEN,
        "None: it is resolved.",
    )
    assert case.because.endswith("Ben follows.")
    told = await notices(database)
    assert {(kind, to, text) for kind, _, to, text in told if kind == "request_changed"} == {
        (
            "request_changed",
            frozenset({MARK}),
            "Ben is proposed for the case study that Ann was asked for.",
        )
    }
    assert (
        "departure_confirmed",
        CASE,
        frozenset({TESS, CASS}),
        "Ann left Acme. Ben follows.",
    ) in told
    assert decision.id in {d["id"] for d in await _decisions(database)}


async def _decisions(database: Database) -> list[dict[str, Any]]:
    return await database.read(
        "tests.decisions",
        "MATCH (d:Decision)-[:HANDED_TO]->(s:Person) RETURN d.id AS id, s.id AS to",
    )


async def test_what_was_not_chosen_does_not(database: Database) -> None:
    await tell(database, *CARED_FOR)
    await change(database, "departure_resolve", id=CASE, successor=BEN, roles=["champion"])
    assert await has(database, BEN, NOW) == {
        "roles": ["champion", "economic_buyer"],
        "goals": [],
        "looked_after_by": [],
        "asks": [],
        "successors": [],
    }


async def test_who_is_resolved_at_once_is_stopped_as_well(database: Database) -> None:
    """Without a decision before: asks, consents and assets stop with it."""
    await tell(database, *CARED_FOR)
    await change(database, "departure_resolve", id=CASE, successor=BEN)
    stands = await states(database)
    assert (stands[ASK], stands[WIDE], stands[PRAISE]) == ("cancelled", "ended", "in_approval")


async def test_the_role_is_no_gap_any_more(database: Database) -> None:
    """The champion who left is missed until somebody follows."""
    await tell(database, *CARED_FOR)
    await change(database, "departure_confirm", id=CASE)

    async def gaps(as_of: int) -> set[tuple[str, str | None]]:
        parameters = COVERAGE_GAPS.parameters(as_of=as_of, accounts=(ACME,))
        rows = (await ask(database, COVERAGE_GAPS, parameters)).rows
        return {(row.kind.value, row.role) for row in rows}

    assert ("DEPARTED_ROLE", "champion") in await gaps(NOW)
    await change(database, "departure_resolve", LATER, id=CASE, **EVERYTHING)
    assert ("DEPARTED_ROLE", "champion") in await gaps(LATER - 1)
    assert ("DEPARTED_ROLE", "champion") not in await gaps(LATER)


async def test_taken_back_everybody_has_what_they_had(database: Database) -> None:
    """The graph is what it was, as of now and of every day before; the days between stay."""
    await tell(database, *CARED_FOR)
    before, stood = await graph_of(database), await states(database)
    ben, ann = await has(database, BEN, NOW), await has(database, ANN, NOW)
    await change(database, "departure_resolve", NOW, id=CASE, **EVERYTHING)
    between = await has(database, BEN, LATER - 1)
    await change(database, "departure_undo", LATER, id=CASE)
    now = await has(database, BEN, LATER)
    assert now | {"asks": []} == ben
    assert now["asks"] == ["case_study cancelled"]
    assert await has(database, ANN, LATER) == ann
    assert await has(database, BEN, LATER - 1) | {"asks": []} == between | {"asks": []}
    assert {id_: s for id_, s in (await states(database)).items() if id_ in stood} == {
        **stood,
        WIDE: "in_force",
    }
    after = await graph_of(database)
    kept = {
        kind: [row for row in after.get(kind, ()) if row in rows] for kind, rows in before.items()
    }
    assert kept == before


async def test_what_went_on_with_the_successor_goes_on(database: Database) -> None:
    await tell(database, *CARED_FOR)
    decided = await change(database, "departure_resolve", NOW, id=CASE, **EVERYTHING)
    await database.write(
        "tests.invite",
        "MATCH (p:Person {id: $id})-[:WAS_ASKED]->(k:Ask) SET k.state = 'invited'",
        {"id": BEN},
    )
    await change(database, "departure_undo", LATER, id=CASE)
    (row,) = await database.read(
        "tests.kept", "MATCH (d:Decision {id: $id}) RETURN d.unrestored AS kept", {"id": decided.id}
    )
    assert row["kept"] == ["The case study asked of Ben is invited by now and goes on."]


@pytest.mark.parametrize(
    ("given", "error", "at_fault"),
    [
        ({"successor": ANN}, BadInput, "successor"),
        ({"roles": ["legal"]}, BadInput, "roles"),
        ({"goals": [id_from("Goal", "nothing")]}, NotFound, None),
        ({"asks": [id_of("Ask", f"ann-quote-{ago(90)}")]}, BadInput, "asks"),
        ({"looked_after_by": [MARK]}, BadInput, "looked_after_by"),
    ],
)
async def test_what_is_not_offered_is_refused(
    database: Database, given: dict[str, Any], error: type[Exception], at_fault: str | None
) -> None:
    """And nothing is half done."""
    await tell(database, *CARED_FOR)
    before = await graph_of(database)
    with pytest.raises(error) as refused:
        await change(database, "departure_resolve", id=CASE, **{**EVERYTHING, **given})
    assert getattr(refused.value, "field", None) == at_fault
    assert await graph_of(database) == before


async def test_nobody_follows_who_left_as_well(database: Database) -> None:
    """Until that is taken back."""
    await tell(database, *CARED_FOR)
    await change(database, "departure_confirm", id=case_id(ACME, BEN))
    with pytest.raises(BadInput, match="Ben left Acme as well") as refused:
        await change(database, "departure_resolve", NOW + 1, id=CASE, **EVERYTHING)
    assert refused.value.field == "successor"
    await change(database, "departure_undo", NOW + 2, id=case_id(ACME, BEN))
    await change(database, "departure_resolve", LATER, id=CASE, **EVERYTHING)
    assert (await has(database, ANN, LATER))["successors"] == [BEN]


async def test_it_is_resolved_once(database: Database) -> None:
    await tell(database, *CARED_FOR)
    await change(database, "departure_resolve", id=CASE, **EVERYTHING)
    before = await digest(database)
    for name in ("departure_resolve", "departure_confirm"):
        with pytest.raises(Conflict, match="resolved already"):
            await change(database, name, LATER, id=CASE, **EVERYTHING)
    assert await digest(database) == before
