"""Reading while the graph changes."""

import pytest

from graph.database import Database
from graph.reading.ordering import encoded
from graph.reading.selection import fields
from tests.acme import ANN, BEN, CLEO, DEV, load_world
from tests.graph.reading import NAME, below, listed, node


@pytest.fixture
async def world(prepared: Database) -> Database:
    """The world of `tests/acme.py`."""
    await load_world(prepared)
    return prepared


async def test_a_merged_id_finds_what_it_was_merged_into(world: Database) -> None:
    await world.write(
        "tests.merged",
        "MATCH (p:Person {id: $id}) "
        "CREATE (:Identifier {key: 'rapport:Person:per_gone'})-[:NAMES]->(p)",
        {"id": ANN},
    )

    assert await node(world, "per_gone", *fields("id", "name")) == {"id": ANN, "name": "Ann"}


async def test_a_walk_neither_skips_nor_repeats_while_others_write(world: Database) -> None:
    """Between any two pages an account appears at every place and the cursor's own one goes."""
    add = (
        "UNWIND $names AS name CREATE (:Account {id: 'acc_' + name, name: name, known: true, "
        "domain: name + '.example'})"
    )
    resident = [f"r{number:02}" for number in range(12)]
    await world.write("tests.add", add, {"names": resident})
    seen: list[str] = []
    cursor = None
    for visit in range(100):
        field = below(
            "accounts",
            below("edges", *fields("cursor"), below("node", *NAME)),
            first=2,
            after=cursor,
        )
        edges = (await listed(world, "accounts", field))["edges"]
        if not edges:
            break
        seen += [edge["node"]["name"] for edge in edges]
        cursor = encoded(edges[-1]["cursor"])
        names = [f"{place}-{visit}" for place in ("a", "r03", "z")] if visit < 5 else []
        await world.write("tests.add", add, {"names": names})
        if not seen[-1].startswith("r"):
            gone = {"name": seen[-1]}
            await world.write("tests.gone", "MATCH (a:Account {name: $name}) DETACH DELETE a", gone)

    assert [name for name in seen if name in resident] == resident
    assert len(seen) == len(set(seen))


async def test_people_only_mentioned_are_not_listed(world: Database) -> None:
    await world.write("tests.stub", "CREATE (:Person {id: 'per_stub', known: false})")

    answer = await listed(world, "people", below("people", below("nodes", *fields("id")), first=9))

    assert [person["id"] for person in answer["nodes"]] == [ANN, BEN, CLEO, DEV]
