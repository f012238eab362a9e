"""Ghosts at Acme: Gil writes and nobody named him; Gus is invited from a second domain."""

from dataclasses import replace

from graph.database import Database
from graph.statement import Participant, Statement
from queries.catalogue import ask
from queries.relationships.ghosts import GHOST_STAKEHOLDERS
from tests.queries.world import (
    NOW,
    account,
    ago,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    teammate,
    tell,
)


def _by_address(touch: Statement, *parts: tuple[str, str]) -> Statement:
    """The touch, with somebody more, known by an address only."""
    more = tuple(Participant(f"email:{address}", part) for address, part in parts)
    return replace(touch, key=f"{touch.key}+{parts}", participants=(*touch.participants, *more))


WORLD = (
    teammate("tess"),
    account("acme", domain="acme.example"),
    account("bolt", domain="bolt.example"),
    person("ann", "acme", email="ann@acme-labs.example"),
    _by_address(mail_from(ago(5), "ann"), ("gil@acme.example", "wrote")),
    _by_address(mail_to(ago(3), "ann"), ("gil@acme.example", "addressed")),
    _by_address(meeting(ago(9), "ann"), ("gus@acme-labs.example", "attended")),
    _by_address(meeting(ago(8), "ann"), ("free@gmail.com", "attended")),
    _by_address(meeting(ago(7), "ann"), ("guest@elsewhere.example", "attended")),
)


async def ghosts(database: Database) -> set[tuple[str, str | None, int, int, int]]:
    who = await names(database)
    rows = (await ask(database, GHOST_STAKEHOLDERS, GHOST_STAKEHOLDERS.parameters(as_of=NOW))).rows
    return {
        (who[row.account], row.address, row.touches, row.mentions, row.days_since) for row in rows
    }


async def test_ghosts_belong_to_the_account_of_their_domain(database: Database) -> None:
    await tell(database, *WORLD)

    assert await ghosts(database) == {
        ("acme", "gil@acme.example", 1, 1, 3),
        ("acme", "gus@acme-labs.example", 1, 0, 9),
    }


async def test_a_ghost_that_is_named_is_a_person(database: Database) -> None:
    """With everything they took part in."""
    await tell(database, *WORLD)
    await tell(database, person("gil", "acme"), taken_at=NOW + 1)

    assert await ghosts(database) == {("acme", "gus@acme-labs.example", 1, 0, 9)}
    rows = await database.read(
        "tests.gil",
        "MATCH (p:Person {name: 'Gil'})-[:TOOK_PART]->(t) RETURN count(t) AS touches",
    )
    assert rows == [{"touches": 2}]
