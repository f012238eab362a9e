"""A selection of fields becomes one statement whose rows are the answer."""

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.model import Reader
from graph.reading.links import ROOTS
from graph.reading.ordering import encoded
from graph.reading.select import select_list, select_nodes
from graph.reading.selection import Field, View, fields
from tests.acme import (
    ACME,
    ANN,
    CORDA,
    DUNE,
    NOW,
    READING,
    REVIEW,
    at,
)
from tests.graph.reading import NAME, below, node, page, run


async def test_properties_references_and_connections_in_one_statement(world: Database) -> None:
    wanted = (
        Field("name", "called"),
        below("arr", *fields("amount", "currency")),
        *fields("segment", "segment_source", "status", "renewal_on", "topics"),
        below("owners", *fields("function"), below("teammate", *NAME)),
        below("external_ids", *fields("source", "kind", "value")),
        below("subsidiaries", below("nodes", *NAME, below("parent", *NAME)), first=5),
        page("stakeholders", *fields("roles", "title"), below("node", *NAME)),
        below("touchpoints", Field("total_count", "many"), first=1),
    )
    with world.recorded() as statements:
        answer = await node(world, ACME, *wanted)

    assert statements == ["tests.select"]
    assert answer == {
        "called": "Acme",
        "arr": {"amount": [1_200_000_00, "EUR"], "currency": "EUR"},
        "segment": "strategic",
        "segment_source": "derived",
        "status": "customer",
        "renewal_on": "2027-03-31",
        "topics": ["routing", "billing"],
        "owners": [
            {"function": "owner", "teammate": {"name": "Otto"}},
            {"function": "csm", "teammate": {"name": "Tess"}},
        ],
        "external_ids": [{"source": "crm", "kind": "Account", "value": "acme"}],
        "subsidiaries": {"nodes": [{"name": "Bolt", "parent": {"name": "Acme"}}]},
        "stakeholders": {
            "edges": [
                {"roles": ["champion", "economic_buyer"], "title": "CFO", "node": {"name": "Ann"}},
                {"roles": ["executive_sponsor"], "title": "CTO", "node": {"name": "Cleo"}},
            ]
        },
        "touchpoints": {"many": 2},
    }


async def test_a_person_and_all_that_belongs_to_them(world: Database) -> None:
    answer = await node(
        world,
        ANN,
        *fields("name", "email", "opted_out", "links"),
        page("employments", *fields("title", "seniority", "until"), below("node", *NAME)),
        page("roles", *fields("role", "attitude", "since"), below("node", *NAME)),
        below("reports", below("nodes", *NAME), first=5),
        below("last_touch", *fields("id", "channel")),
        below("sentiment", *fields("id", "kind", "raw")),
        below("reports_to", *NAME),
    )

    assert answer == {
        "name": "Ann",
        "email": "ann@acme.example",
        "opted_out": False,
        "links": [],
        "employments": {
            "edges": [
                {"title": "CFO", "seniority": "c_level", "until": None, "node": {"name": "Acme"}}
            ]
        },
        "roles": {
            "edges": [
                {
                    "role": "champion",
                    "attitude": "advocate",
                    "since": at("2026-03-01"),
                    "node": {"name": "Acme"},
                },
                {
                    "role": "economic_buyer",
                    "attitude": None,
                    "since": at("2025-06-01"),
                    "node": {"name": "Acme"},
                },
            ]
        },
        "reports": {"nodes": [{"name": "Ben"}]},
        "last_touch": {"id": REVIEW, "channel": "meeting"},
        "sentiment": {"id": READING, "kind": "nps", "raw": 9},
        "reports_to": None,
    }


async def test_those_who_took_part_are_theirs_and_ours(world: Database) -> None:
    who = Field(
        "node",
        "who",
        children=(
            *(Field(name, name, on="Person") for name in ("name", "email")),
            *(Field(name, name, on="Teammate") for name in ("name", "function")),
        ),
    )

    answer = await node(world, REVIEW, page("participants", *fields("part"), who))

    assert answer["participants"]["edges"] == [
        {
            "part": "attended",
            "who": {"__typename": "Person", "name": "Ann", "email": "ann@acme.example"},
        },
        {
            "part": "declined",
            "who": {"__typename": "Person", "name": "Cleo", "email": "cleo@acme.example"},
        },
        {"part": "attended", "who": {"__typename": "Teammate", "name": "Tess", "function": "csm"}},
    ]


async def test_what_does_not_exist_is_no_row(world: Database) -> None:
    selected = select_nodes(
        View(Reader.CSM, NOW), "Account", ["acc_nobody", DUNE, CORDA], fields("id")
    )

    assert await run(world, selected) == [{"id": CORDA}]


async def test_the_same_selection_gives_the_same_text() -> None:
    def text(first: int, name: str, after: str | None = None) -> str:
        some = {"stakeholders": {"some": {"roles": {"has": name}}}}
        cursor = after and encoded(["NAME_ASC", after, after])
        inner = page("stakeholders", below("node", *NAME), first=first, include_ended=first > 3)
        field = page("accounts", below("node", inner), first=first, filter=some, after=cursor)
        return select_list(View(Reader.CSM, first), ROOTS["accounts"], field).text

    assert text(3, "champion") == text(7, "admin")
    assert text(3, "champion", "a") == text(7, "admin", "b")


@pytest.mark.parametrize("key", ["a`: 1}) //", "", "1st", "naïve", "a b"])
def test_a_key_is_a_name_and_nothing_else(key: str) -> None:
    with pytest.raises(BadInput, match="letters, digits and underscores"):
        Field("name", key)
