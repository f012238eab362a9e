"""Two records of one person, told apart by no key: Ann and her double Annie at Acme.

Annie took part in a call, feels fine, allowed a quote and is Bob's manager; all of it is Ann's once
somebody says that they are one, and Annie's again once they take it back.
"""

from dataclasses import replace

import pytest

from graph.change import Author, Target, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput, NotFound
from graph.ids import id_from
from graph.statement import Statement
from tests.graph.digest import digest
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    consent,
    key,
    person,
    reading,
    reports,
    role,
    teammate,
    tell,
)

ANN, ANNIE, BOB = (id_from("Person", key("Person", name)) for name in ("ann", "annie", "bob"))
SAID: tuple[Statement, ...] = (
    teammate("tess"),
    account("acme"),
    person("ann", "acme"),
    person("annie", "acme", title="VP IT"),
    person("bob", "acme"),
    role("ann", "acme", "champion"),
    role("annie", "acme", "admin"),
    reports("bob", "annie"),
    call(ago(9), "ann"),
    call(ago(5), "annie"),
    reading("annie", ago(3), score=0.5),
    consent("annie", "quote"),
)
WHAT_IS_KNOWN = (
    "MATCH (p:Person {id: $id}) "
    "OPTIONAL MATCH (p)-[r:STAKEHOLDER_IN]->() WITH p, collect(r.role) AS roles "
    "OPTIONAL MATCH (p)-[:TOOK_PART]->(t) WITH p, roles, count(t) AS touches "
    "OPTIONAL MATCH (p)<-[:REPORTS_TO]-(other) "
    "RETURN roles, touches, collect(other.id) AS reports"
)


async def change(database: Database, name: str, **values: str) -> Target:
    return await make(database, CHANGES[name], values, Author("a test"), NOW + 1, "fresh")


async def known_of(database: Database, id_: str) -> list[tuple[list[str], int, list[str]]]:
    rows = await database.read("tests.known", WHAT_IS_KNOWN, {"id": id_})
    return [(sorted(row["roles"]), row["touches"], row["reports"]) for row in rows]


async def test_what_is_known_of_one_is_known_of_the_other(prepared: Database) -> None:
    await tell(prepared, *SAID)

    assert await change(prepared, "person_merge", keep=ANN, merge=ANNIE) == Target("Person", ANN)

    assert await known_of(prepared, ANN) == [(["admin", "champion"], 2, [BOB])]
    assert await known_of(prepared, ANNIE) == []


async def test_taken_back_everybody_is_who_they_were(prepared: Database) -> None:
    await tell(prepared, *SAID)
    before = await digest(prepared)

    await change(prepared, "person_merge", keep=ANN, merge=ANNIE)
    assert await change(prepared, "person_unmerge", person=ANNIE) == Target("Person", ANNIE)

    assert await digest(prepared) == before
    assert await known_of(prepared, ANNIE) == [(["admin"], 1, [BOB])]


async def test_the_next_import_of_either_changes_nothing(prepared: Database) -> None:
    await tell(prepared, *SAID)
    await change(prepared, "person_merge", keep=ANNIE, merge=ANN)
    merged = await digest(prepared)

    await tell(prepared, *SAID, taken_at=NOW + 5)

    assert await digest(prepared) == merged
    assert await known_of(prepared, ANNIE) == [(["admin", "champion"], 2, [BOB])]


async def test_what_came_in_between_is_theirs_whose_record_it_was(prepared: Database) -> None:
    await tell(prepared, *SAID)
    await change(prepared, "person_merge", keep=ANN, merge=ANNIE)
    address = "annie.new@acme.example"
    moved = replace(
        person("annie", "acme", email=address), names=(f"email:{address}",), modified_at=NOW + 6
    )
    later = (call(ago(1), "annie"), moved)
    await tell(prepared, *later, taken_at=NOW + 9)
    await change(prepared, "person_unmerge", person=ANNIE)

    await tell(prepared, *SAID, *later, taken_at=NOW + 20)

    assert await known_of(prepared, ANN) == [(["champion"], 1, [])]
    assert await known_of(prepared, ANNIE) == [(["admin"], 2, [BOB])]


async def test_a_chain_is_parted_link_by_link(prepared: Database) -> None:
    await tell(prepared, *SAID)
    before = await digest(prepared)

    await change(prepared, "person_merge", keep=BOB, merge=ANNIE)
    await change(prepared, "person_merge", keep=ANN, merge=BOB)
    assert await known_of(prepared, ANN) == [(["admin", "champion"], 2, [])]
    await change(prepared, "person_unmerge", person=ANNIE)
    await change(prepared, "person_unmerge", person=BOB)

    assert await digest(prepared) == before


async def test_what_cannot_be_merged_or_parted(prepared: Database) -> None:
    await tell(prepared, *SAID)
    with pytest.raises(BadInput, match="into itself"):
        await change(prepared, "person_merge", keep=ANN, merge=ANN)
    with pytest.raises(NotFound, match="There is no person"):
        await change(prepared, "person_merge", keep=ANN, merge="per_none")
    with pytest.raises(NotFound, match="Nobody merged"):
        await change(prepared, "person_unmerge", person=ANN)


async def test_an_import_merges_somebody_a_change_was_made_to(prepared: Database) -> None:
    await tell(prepared, *SAID)
    for who in (ANN, ANNIE):
        await make(
            prepared,
            CHANGES["preference_set"],
            {"person": who, "preferred_channel": "call"},
            Author("a test"),
            NOW,
            "fresh",
        )
    same = replace(person("annie", "acme"), names=("email:ann@acme.example",))

    await tell(prepared, same, taken_at=NOW + 5)

    survivor, loser = sorted((ANN, ANNIE))
    assert await known_of(prepared, survivor) == [(["admin", "champion"], 2, [BOB])]
    assert await known_of(prepared, loser) == []
