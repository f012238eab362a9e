"""Whom to believe: two sources that differ about Ann, told in either order."""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.statement import Statement
from tests.queries.world import NOW, account, person, teammate, tell

CRM = person("ann", "acme", email="ann@acme.example", title="CIO", modified_at=NOW - 9)
CARD = replace(
    CRM,
    key="vcard:Card:ann",
    values={"name": "Annie", "title": "Boss", "phone": "+1 555 0100", "links": ["x.example/ann"]},
    modified_at=NOW - 1,
)
HELP_DESK = replace(
    CRM, key="zendesk:User:7", values={"name": "ann@acme", "phone": "1234567"}, modified_at=NOW
)


@pytest.mark.parametrize("turn", range(3))
async def test_the_crm_names_her_her_card_says_how_to_reach_her(
    prepared: Database, turn: int
) -> None:
    said = [CRM, CARD, HELP_DESK]
    for statement in said[turn:] + said[:turn]:
        await _told(prepared, statement)

    rows = await prepared.read(
        "tests.ann",
        "MATCH (p:Person) WHERE p.known RETURN p.name AS name, p.phone AS phone, p.links AS links",
    )
    assert rows == [{"name": "Ann", "phone": "+1 555 0100", "links": ["x.example/ann"]}]


async def test_equals_are_believed_by_the_date_of_their_word(prepared: Database) -> None:
    board = replace(CRM, key="board:Person:1", values={"name": "Anne"}, modified_at=NOW - 1)
    await _told(prepared, board)
    await _told(prepared, CRM)

    rows = await prepared.read("tests.ann", "MATCH (p:Person) RETURN p.name AS name")
    assert rows == [{"name": "Anne"}]


@pytest.mark.parametrize("turn", range(2))
async def test_a_help_desk_does_not_rename_one_of_us(prepared: Database, turn: int) -> None:
    tess = replace(teammate("tess"), modified_at=NOW - 9)
    agent = replace(tess, key="zendesk:User:1", values={"name": "tess@desk"}, modified_at=NOW)
    said = [tess, agent]
    for statement in said[turn:] + said[:turn]:
        await _told(prepared, statement)

    rows = await prepared.read("tests.tess", "MATCH (t:Teammate) RETURN t.name AS name")
    assert rows == [{"name": "Tess"}]


async def _told(database: Database, statement: Statement) -> None:
    await tell(database, account("acme", owner=None), statement)
