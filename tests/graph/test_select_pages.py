"""Lists are ordered, and walked by cursors in both directions."""

from dataclasses import replace
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.model import Reader
from graph.reading.links import ROOTS
from graph.reading.ordering import encoded
from graph.reading.select import select_list
from graph.reading.selection import View, fields
from tests.acme import (
    ACME,
    BOLT,
    CORDA,
    NOW,
)
from tests.graph.reading import NAME, below, listed


async def walk(
    database: Database, name: str, order: list[str], size: int, *, backwards: bool = False
) -> list[str]:
    """The names along a whole walk by cursor."""
    cursor: str | None = None
    seen: list[str] = []
    while True:
        arguments: dict[str, Any] = (
            {"last": size, "before": cursor} if backwards else {"first": size, "after": cursor}
        )
        more, at_the_end = (
            ("has_previous_page", "start_cursor") if backwards else ("has_next_page", "end_cursor")
        )
        field = below(
            name,
            below("nodes", *NAME),
            below("page_info", *fields(more, at_the_end)),
            order_by=order,
            **arguments,
        )
        answer = await listed(database, name, field)
        names = [each["name"] for each in answer["nodes"]]
        seen = names + seen if backwards else seen + names
        if not answer["page_info"][more]:
            return seen
        cursor = encoded(answer["page_info"][at_the_end])


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("size", [1, 2, 3, 100])
@pytest.mark.parametrize(
    ("order", "names"),
    [
        (["NAME_ASC"], ["Acme", "Bolt", "Corda"]),
        (["NAME_DESC"], ["Corda", "Bolt", "Acme"]),
        (["ARR_DESC", "NAME_DESC"], ["Acme", "Corda", "Bolt"]),
        (["INDUSTRY_ASC", "STATUS_DESC"], ["Acme", "Bolt", "Corda"]),
        (["RENEWAL_ON_DESC", "NAME_ASC"], ["Acme", "Bolt", "Corda"]),
    ],
)
async def test_walks_in_every_order_both_ways(
    world: Database, order: list[str], names: list[str], size: int, backwards: bool
) -> None:
    assert await walk(world, "accounts", order, size, backwards=backwards) == names


async def test_page_info_and_cursors_of_a_page(world: Database) -> None:
    info = below(
        "page_info", *fields("has_next_page", "has_previous_page", "start_cursor", "end_cursor")
    )
    field = below("accounts", below("edges", *fields("cursor")), info, *fields("total_count"))

    answer = await listed(world, "accounts", replace(field, arguments={"first": 2}))

    acme, bolt = ["NAME_ASC", "acme", ACME], ["NAME_ASC", "bolt", BOLT]
    assert answer == {
        "edges": [{"cursor": acme}, {"cursor": bolt}],
        "page_info": {
            "has_next_page": True,
            "has_previous_page": False,
            "start_cursor": acme,
            "end_cursor": bolt,
        },
        "total_count": 3,
    }
    following = {"first": 2, "after": encoded(bolt)}
    answer = await listed(world, "accounts", replace(field, arguments=following))
    corda = ["NAME_ASC", "corda", CORDA]
    assert answer == {
        "edges": [{"cursor": corda}],
        "page_info": {
            "has_next_page": False,
            "has_previous_page": True,
            "start_cursor": corda,
            "end_cursor": corda,
        },
        "total_count": 3,
    }


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({}, "Say first or last (not both)"),
        ({"first": 1, "last": 1}, "Say first or last (not both)"),
        ({"first": 0}, "go from 1 to 100"),
        ({"last": 101}, "go from 1 to 100"),
        ({"first": 1, "after": "no cursor"}, "The cursor is damaged"),
        ({"first": 1, "after": encoded(["NAME_ASC", {"a": 1}, "x"])}, "The cursor is damaged"),
        ({"first": 1, "after": encoded(["NAME_ASC", 10**30, "x"])}, "The cursor is damaged"),
        ({"first": 1, "after": encoded(["ARR_ASC", "a", "b"])}, "belongs to another ordering"),
        ({"first": 1, "order_by": ["SIZE_ASC"]}, "There is no ordering SIZE_ASC"),
    ],
)
def test_pages_that_cannot_be(arguments: dict[str, Any], sentence: str) -> None:
    field = below("accounts", below("nodes", *NAME), **arguments)

    with pytest.raises(BadInput) as refused:
        select_list(View(Reader.CSM, NOW), ROOTS["accounts"], field)

    assert sentence in refused.value.message
