"""How much a graph holds: whether it is the one that somebody meant."""

from dataclasses import dataclass

from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Holdings:
    """Numbers of known accounts and people and of touchpoints, and when the newest import began."""

    accounts: int
    people: int
    touchpoints: int
    imported_at: Millis | None


async def read_nameless_accounts(database: Database, source: str) -> int:
    """How many accounts records of a source refer to that no record describes."""
    given = {"source": f"{source}:"}
    rows = await database.read("nameless", cypher("graph.loading", "nameless_accounts"), given)
    return int(rows[0]["accounts"])


async def read_holdings(database: Database) -> Holdings:
    """What the graph holds now."""
    (row,) = await database.read("holdings", cypher("graph.loading", "holdings"))
    return Holdings(**row)
