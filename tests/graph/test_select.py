"""A selection of fields becomes one statement whose rows are the answer."""

from dataclasses import replace
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput, Forbidden
from graph.model import Millis, Reader
from graph.reading.links import ROOTS
from graph.reading.ordering import encoded
from graph.reading.select import select_list, select_named, select_nodes
from graph.reading.selection import Field, View, fields
from tests.acme import (
    ACME,
    ANN,
    ASKED,
    BEN,
    BOLT,
    CLEO,
    CONSENT,
    CORDA,
    DUNE,
    MAIL,
    NOW,
    READING,
    REVIEW,
    at,
    load_world,
)
from tests.engines import empty
from tests.graph.reading import NAME, below, listed, node, page, run


@pytest.fixture(scope="module")
async def world(connected: Database, first_nodes: object) -> Database:
    """The world of `tests/acme.py`, loaded once: nothing here changes it."""
    assert first_nodes
    await empty(connected)
    await load_world(connected)
    return connected


# --- shape


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


# --- as of a moment


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


# --- orderings and cursors


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


# --- rights


PRIVATE_OF_TOUCHPOINT = fields("id", "subject", "summary")


@pytest.mark.parametrize("role", [Reader.READER, Reader.MARKETING])
async def test_private_notes_are_left_out_on_every_path(world: Database, role: Reader) -> None:
    view = View(role, NOW)
    nothing = {"id": MAIL, "subject": None, "summary": None}
    mails = {"channel": {"eq": "email"}}
    touchpoints = below(
        "touchpoints", below("nodes", *PRIVATE_OF_TOUCHPOINT), first=5, filter=mails
    )

    direct = await run(world, select_nodes(view, "Touchpoint", [MAIL], PRIVATE_OF_TOUCHPOINT))
    assert direct == [nothing]
    (root,) = await run(world, select_list(view, ROOTS["touchpoints"], touchpoints))
    assert root["nodes"] == [nothing]
    nested = await node(world, ACME, touchpoints, role=role)
    assert nested["touchpoints"]["nodes"] == [nothing]
    edges = page("touchpoints", below("node", *PRIVATE_OF_TOUCHPOINT), filter=mails)
    by_edge = await node(world, BEN, edges, role=role)
    assert by_edge["touchpoints"]["edges"] == [{"node": nothing}]
    assert view.withheld == {"Touchpoint.subject", "Touchpoint.summary"}


async def test_those_who_may_read_notes_do(world: Database) -> None:
    view = View(Reader.LEADER, NOW)

    (mail,) = await run(world, select_nodes(view, "Touchpoint", [MAIL], PRIVATE_OF_TOUCHPOINT))

    assert mail == {"id": MAIL, "subject": "Invoice", "summary": "They wonder about one line."}
    assert view.withheld == set()


async def test_marketing_sees_contact_details_once_the_owner_approved(world: Database) -> None:
    view = View(Reader.MARKETING, NOW)
    details = fields("name", "email", "phone", "hold_reason")

    ann, cleo = await run(world, select_nodes(view, "Person", [ANN, CLEO], details))

    assert ann == {"name": "Ann", "email": None, "phone": None, "hold_reason": None}
    assert cleo == {
        "name": "Cleo",
        "email": "cleo@acme.example",
        "phone": "+1 555 0101",
        "hold_reason": None,
    }
    assert view.withheld == {"Person.email", "Person.phone", "Person.hold_reason"}
    asked_later = View(Reader.MARKETING, at("2026-07-01") - 1)
    assert await run(world, select_nodes(asked_later, "Person", [CLEO], details)) == [
        {"name": "Cleo", "email": None, "phone": None, "hold_reason": None}
    ]


@pytest.mark.parametrize(
    "field",
    [
        below("people", below("nodes", *NAME), first=1, filter={"email": {"contains": "ann"}}),
        below("people", below("nodes", *NAME), first=1, order_by=["EMAIL_ASC"]),
        below("people", below("nodes", *NAME), first=1, filter={"not": {"phone": {"eq": "1"}}}),
        below(
            "people",
            below("nodes", *NAME),
            first=1,
            filter={"touchpoints": {"some": {"summary": {"contains": "line"}}}},
        ),
        below(
            "people",
            below("nodes", *NAME),
            first=1,
            filter={"sentiments": {"every": {"score": {"gt": 0}}}},
        ),
    ],
)
def test_what_may_not_be_read_may_not_be_guessed_either(field: Field) -> None:
    with pytest.raises(Forbidden, match="marketing may not look up, filter or order"):
        select_list(View(Reader.MARKETING, NOW), ROOTS["people"], field)


def test_finding_somebody_by_address_takes_the_right_to_addresses() -> None:
    key = ["email:ann@acme.example"]
    with pytest.raises(Forbidden):
        select_named(View(Reader.MARKETING, NOW), "Person", key, NAME, through="email")


@pytest.mark.parametrize(
    "field",
    [
        below("consents", below("nodes", *fields("id")), first=1),
        below("asks", below("nodes", *fields("id")), first=1),
        below("reports", below("nodes", below("assets", *fields("total_count"), first=1)), first=1),
    ],
)
def test_advocacy_is_not_for_readers(field: Field) -> None:
    with pytest.raises(Forbidden, match="role reader may not see"):
        select_nodes(View(Reader.READER, NOW), "Person", [ANN], (field,))
    with pytest.raises(Forbidden):
        select_nodes(View(Reader.READER, NOW), "Consent", [CONSENT], fields("id"))
    consented = {"consents": {"some": {"acts": {"has": "quote"}}}}
    everybody = below("people", below("nodes", *NAME), first=1, filter=consented)
    with pytest.raises(Forbidden):
        select_list(View(Reader.READER, NOW), ROOTS["people"], everybody)
