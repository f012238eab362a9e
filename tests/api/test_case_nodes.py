"""A departure case is a node too: computed, and found again by its id."""

import dataclasses

import pytest

from api.context import Context, Key
from api.schema import build_schema
from graph.apply import apply
from graph.batch import batch_of
from graph.database import Database, Transaction
from graph.model import Reader
from tests.acme import NOVEMBER, NOW, WORLD, load_world


@pytest.fixture
async def world(prepared: Database) -> Database:
    """The world of `tests/acme.py`, after the CRM said that Ann left Acme."""
    await load_world(prepared)
    (ann,) = (s for s in WORLD if s.key == "crm:Contact:ann")
    left = dataclasses.replace(ann, values={**ann.values, "left": True}, modified_at=NOVEMBER + 1)

    async def later(tx: Transaction) -> None:
        await apply(tx, batch_of([left], NOVEMBER + 2))

    await prepared.transaction("tests.later", later)
    return prepared


async def test_a_case_is_found_again_by_its_id(world: Database) -> None:
    async def data(query: str) -> object:
        context = Context(world, Key("somebody", Reader.CSM), "a request", NOW)
        result = await build_schema().execute(query, context_value=context)
        assert result.errors is None
        return result.data

    case = "id status roles person { name reportsTo { name } } account { name }"
    listed = await data(f"{{ championDepartures(first: 5) {{ nodes {{ {case} }} }} }}")
    assert isinstance(listed, dict)
    (found,) = listed["championDepartures"]["nodes"]
    assert found == {
        "id": found["id"],
        "status": "CONFIRMED",
        "roles": ["champion", "economic_buyer"],
        "person": {"name": "Ann", "reportsTo": None},
        "account": {"name": "Acme"},
    }

    again = f'node(id: "{found["id"]}") {{ __typename ... on ChampionDeparture {{ {case} }} }}'
    assert await data(f'{{ {again} none: node(id: "dep_no_one") {{ id }} }}') == {
        "node": {"__typename": "ChampionDeparture", **found},
        "none": None,
    }
