"""What a role may not read is left out of a selection, on every path."""

import pytest

from graph.database import Database
from graph.errors import Forbidden
from graph.model import Reader
from graph.reading.links import ROOTS
from graph.reading.select import select_list, select_named, select_nodes
from graph.reading.selection import Field, View, fields
from tests.acme import (
    ACME,
    ANN,
    BEN,
    CLEO,
    CONSENT,
    MAIL,
    NOW,
    at,
)
from tests.graph.reading import NAME, below, node, page, run

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
