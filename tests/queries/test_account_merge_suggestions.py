"""Which company we seem to know twice, told of Acme in the CRM and in marketing's system."""

from dataclasses import replace
from typing import Any

from graph.database import Database
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.account_merge_suggestions import ACCOUNT_MERGE_SUGGESTIONS
from tests.queries.world import NOW, account, ago, key, teammate, tell


def marketing(number: int, name: str, **values: str) -> Statement:
    """A company that marketing's system knows."""
    return replace(
        account("acme", owner=None, name=name, **values), key=f"hubspot:Account:{number}"
    )


async def pairs(database: Database, **narrowed: Any) -> set[tuple[str, float, tuple[str, ...]]]:
    """Both names, the score and the reasons of every suggestion."""
    parameters = ACCOUNT_MERGE_SUGGESTIONS.parameters(**{"as_of": NOW, **narrowed})
    rows = (await ask(database, ACCOUNT_MERGE_SUGGESTIONS, parameters)).rows
    return {(row.because.partition(" have ")[0], row.score, tuple(row.reasons)) for row in rows}


async def test_one_name_or_one_domain_in_two_systems(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme", domain="acme.example"),
        account("bolt", domain="bolt.example"),
        account("corda", domain="corda.example"),
        account("dune", domain="gmail.com"),
        marketing(1, "Acme", domain="acme.example"),
        marketing(2, "Bolt Industries Ltd", domain="bolt.example"),
        marketing(3, "Corda", domain="corda-group.example"),
        marketing(4, "Somebody Else", domain="gmail.com"),
    )

    found = await pairs(database)

    assert {(frozenset(who.split(" and ")), score, why) for who, score, why in found} == {
        (frozenset({"Acme"}), 0.88, ("the same web domain", "the same name")),
        (
            frozenset({"Bolt", "Bolt Industries Ltd"}),
            0.72,
            ("the same web domain", "names that may be one"),
        ),
        (frozenset({"Corda"}), 0.7, ("the same name",)),
    }


async def test_one_system_that_knows_both_may_mean_two(database: Database) -> None:
    """Two offices of one company; of a parent and its subsidiary nothing is said."""
    await tell(
        database,
        teammate("tess"),
        account("acme", name="Acme", domain="acme.example"),
        account("acme2", name="Acme", domain="acme.example"),
        account("north", name="Acme North", domain="acme.example", parent=key("Account", "acme")),
    )

    found = await pairs(database)

    assert ("Acme and Acme", 0.44, ("the same web domain", "the same name")) in found
    assert not any(who == "Acme and Acme North" and score > 0.4 for who, score, _ in found)


async def test_before_one_of_them_was_known_there_was_no_pair(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme", domain="acme.example"),
        replace(marketing(1, "Acme", domain="acme.example"), created_at=ago(10)),
    )

    assert await pairs(database, as_of=ago(11)) == set()
    assert len(await pairs(database, as_of=ago(9))) == 1
