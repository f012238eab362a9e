"""Somebody left, by our word: nothing goes on that hung on them. Taken back, everything does."""

from dataclasses import replace
from typing import Any

import pytest

from graph.cases import case_id
from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput, Conflict, NotFound
from queries.advocacy.references import REFERENCE_CANDIDATES
from queries.catalogue import ask
from tests.departures.world import (
    ACME,
    ANN,
    ASK,
    BEN,
    BOLT,
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
    thing,
)
from tests.graph.digest import Digest, digest
from tests.queries.world import DAY, NOW, SECOND, ago, ask_of, call, role, tell

LATER = NOW + DAY
CASE = case_id(ACME, ANN)
OF_DECISIONS = ("Decision", "Step", "Notice")


async def graph_of(database: Database) -> Digest:
    """The whole graph without what only decisions make: themselves, steps and notices."""
    found = {
        kind: rows for kind, rows in (await digest(database)).items() if kind not in OF_DECISIONS
    }
    made = {
        row["id"]
        for row in await database.read(
            "tests.made",
            "MATCH (n) WHERE n:Decision OR n:Step OR n:Notice RETURN n.id AS id",
        )
    }
    for kind, rows in found.items():
        found[kind] = [row for row in rows if not {str(row[0]), str(row[1])} & made]
    return {
        kind: [row for row in rows if not str(row[0]).startswith("rapport:")]
        for kind, rows in found.items()
        if rows
    }


async def test_nothing_goes_on_that_hung_on_her(database: Database) -> None:
    await tell(database, *WORLD)
    before = await states(database)
    decision = await change(database, "departure_confirm", id=CASE, reason="her out of office")
    assert await states(database) == {
        **before,
        ASK: "cancelled",
        WIDE: "ended",
        PRAISE: "in_approval",
    }
    case = await case_of(database)
    assert case is not None
    assert (case.status, case.because) == (
        "CONFIRMED",
        "Ann (champion, economic buyer) left Acme: a colleague decided so. "
        "On them hung: 1 goal, 1 open ask, 1 consent, 2 assets.",
    )
    steps = await database.read(
        "tests.steps",
        "MATCH (s:Step {cause: $cause})-[:STEP_OF]->(n) RETURN n.id AS of, s.was AS was, "
        "s.reason AS reason, s.actor AS actor, s.at AS at ORDER BY was",
        {"cause": decision.id},
    )
    shared = {"reason": "Ann left Acme", "actor": "key_cass", "at": NOW}
    assert steps == [
        {"of": ASK, "was": "accepted", **shared},
        {"of": WIDE, "was": "in_force", **shared},
        {"of": PRAISE, "was": "published", **shared},
    ]
    assert await notices(database) == {
        (
            "departure_confirmed",
            CASE,
            frozenset({TESS, CASS}),
            "Ann left Acme. Cancelled: 1 ask; ended: 1 consent; to be approved again: 1 asset.",
        ),
        (
            "ask_stopped",
            ASK,
            frozenset({MARK}),
            "Ann left Acme: the case study asked of them was cancelled. Find somebody else for it.",
        ),
    }


async def test_what_was_taken_back_was_never_so(database: Database) -> None:
    """The whole graph is what it was, and so is every day before."""
    await tell(database, *WORLD)
    before, stood = await graph_of(database), await states(database)
    await change(database, "departure_confirm", person=ANN, account=ACME)
    assert await graph_of(database) != before
    undone = await change(database, "departure_undo", LATER, id=CASE)
    after = await graph_of(database)
    assert {kind: after.get(kind) for kind in (*before, *after)} == before
    assert await states(database) == {**stood, WIDE: "in_force"}
    assert await case_of(database, as_of=LATER) is None
    was = await case_of(database, as_of=LATER - 1)
    assert was is not None
    assert (was.status, was.exposure.consents) == ("CONFIRMED", [WIDE])
    told = {(kind, about, to, text) for kind, about, to, text in await notices(database)}
    assert (
        "departure_undone",
        CASE,
        frozenset({TESS, CASS, MARK}),
        "It was taken back that Ann left Acme. 3 of 3 things that were stopped can go on.",
    ) in told
    (kept,) = await database.read(
        "tests.kept", "MATCH (d:Decision {id: $id}) RETURN d.unrestored AS kept", {"id": undone.id}
    )
    assert kept["kept"] == []


async def test_the_consent_holds_as_of_then(database: Database) -> None:
    """Who may be asked is judged by the consents as they stood."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    await change(database, "departure_undo", LATER, id=CASE)

    async def blockers(as_of: int) -> set[str]:
        parameters = REFERENCE_CANDIDATES.parameters(as_of=as_of, act="quote", include_blocked=True)
        rows = (await ask(database, REFERENCE_CANDIDATES, parameters)).rows
        return {b.code.value for row in rows if row.person == ANN for b in row.blockers}

    before = await blockers(NOW - 1)
    assert not before & {"CONSENT_EXPIRED", "PERSON_DEPARTED"}
    assert await blockers(NOW) >= {"CONSENT_EXPIRED", "PERSON_DEPARTED"}
    assert not await blockers(LATER) & {"CONSENT_EXPIRED", "PERSON_DEPARTED"}


async def test_what_went_on_otherwise_stays_so(database: Database) -> None:
    """An asset retired since, and an ask whose person is asked for something else by now."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    newer = ask_of("ann", "acme", "review", NOW + SECOND, "invited")
    await tell(database, newer, taken_at=NOW + 2 * SECOND)
    await database.write(
        "tests.retire", "MATCH (s:Asset {id: $id}) SET s.state = 'retired'", {"id": PRAISE}
    )
    undone = await change(database, "departure_undo", LATER, id=CASE)
    (row,) = await database.read(
        "tests.kept", "MATCH (d:Decision {id: $id}) RETURN d.unrestored AS kept", {"id": undone.id}
    )
    assert sorted(row["kept"]) == [
        "The case study asked of Ann stays cancelled: something else is being asked of them "
        "by now.",
        "“Praise” is retired by now and stays so.",
    ]
    stands = await states(database)
    assert (stands[ASK], stands[WIDE]) == ("cancelled", "in_force")


async def test_the_next_import_starts_nothing_again(database: Database) -> None:
    """The same export again, and a newer one that says the same, leave stopped what was stopped."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    stopped = await states(database)
    for taken_at in (NOW, LATER):
        await tell(database, *WORLD, taken_at=taken_at)
        assert await states(database) == stopped
    await change(database, "departure_undo", LATER, id=CASE)
    stands = await states(database)
    assert (stands[ASK], stands[WIDE], stands[PRAISE]) == ("accepted", "in_force", "published")


async def test_a_record_that_was_changed_later_counts(database: Database) -> None:
    """Somebody moved the ask on where it comes from: so it stays when the decision goes."""
    await tell(database, *WORLD)
    decided = await change(database, "departure_confirm", id=CASE)
    (ask_,) = (said for said in WORLD if said.kind == "Ask" and said.values["act"] == "case_study")
    values = {**ask_.values, "state": "completed", "ended_at": NOW + 2 * SECOND}
    moved = replace(ask_, values=values, modified_at=NOW + 3 * SECOND)
    await tell(database, moved, taken_at=NOW + 4 * SECOND)
    assert (await states(database))[ASK] == "completed"
    await change(database, "departure_undo", LATER, id=CASE)
    assert (await states(database))[ASK] == "completed"
    (row,) = await database.read(
        "tests.kept", "MATCH (d:Decision {id: $id}) RETURN d.unrestored AS kept", {"id": decided.id}
    )
    assert row["kept"] == ["The case study asked of Ann is completed by now and stays so."]


async def test_what_is_hers_elsewhere_goes_on(database: Database) -> None:
    """What names another account, and what names none and began while she worked elsewhere."""
    said = {"acts": ["quote"], "since": ago(5)}
    await tell(
        database,
        *WORLD,
        role("ann", "bolt", "influencer", since=ago(40)),
        thing("Consent", "of bolt", "ann", "bolt", **said),
        thing("Consent", "of nobody", "ann", None, **said),
        thing("Consent", "older", "ann", None, acts=["quote"], since=ago(200)),
    )
    await change(database, "departure_confirm", id=CASE)
    stands = await states(database)
    assert {
        name: stands[id_of("Consent", name)] for name in ("of bolt", "of nobody", "older", "wide")
    } == {"of bolt": None, "of nobody": None, "older": "ended", "wide": "ended"}


async def test_a_decision_twice_is_refused(database: Database) -> None:
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    stood = await states(database)
    for name in ("departure_confirm", "departure_dismiss"):
        with pytest.raises(Conflict, match="confirmed already"):
            await change(database, name, LATER, id=CASE, reason="no")
    assert await states(database) == stood
    await change(database, "departure_undo", LATER, id=CASE)
    with pytest.raises(Conflict, match="nothing to take back"):
        await change(database, "departure_undo", LATER + 1, id=CASE)


async def test_she_is_back_and_leaves_again(database: Database) -> None:
    """A call after the decision overtakes it, so that it can be decided again."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    await tell(database, call(NOW + SECOND, "ann"), taken_at=NOW + 2 * SECOND)
    assert await case_of(database, as_of=LATER) is None
    await change(database, "departure_confirm", LATER, id=CASE)
    case = await case_of(database, as_of=LATER)
    assert case is not None
    assert case.status == "CONFIRMED"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({}, BadInput),
        ({"person": ANN}, BadInput),
        ({"id": "dep_nobody"}, NotFound),
        ({"id": case_id(ACME, "per_00")}, NotFound),
        ({"id": CASE, "person": BEN}, BadInput),
        ({"person": ANN, "account": BOLT}, BadInput),
    ],
)
async def test_what_names_no_departure(
    database: Database, given: dict[str, Any], error: type[Exception]
) -> None:
    await tell(database, *WORLD)
    before = await graph_of(database)
    with pytest.raises(error):
        await change(database, "departure_confirm", **given)
    assert await graph_of(database) == before
    assert not await notices(database)


async def test_half_of_it_never_stands(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever breaks before the end, nothing was changed."""
    await tell(database, *WORLD)
    before = await digest(database)

    async def broken(*_: object) -> None:
        raise RuntimeError("the outbox broke")

    monkeypatch.setattr("graph.changes.stopping.tell", broken)
    with pytest.raises(RuntimeError):
        await change(database, "departure_confirm", id=CASE)
    assert await digest(database) == before


async def test_a_key_decides_once(database: Database) -> None:
    """The same idempotency key again is the first answer, and nothing twice."""
    await tell(database, *WORLD)

    async def once(fresh: str, at: int) -> str:
        confirm = CHANGES["departure_confirm"]
        made = await make(database, confirm, {"id": CASE}, Author("key"), at, fresh, "once")
        return made.id

    first = await once("one", NOW)
    assert await once("two", LATER) == first
    assert len(await notices(database)) == 2
