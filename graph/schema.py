"""Constraints and indexes, derived from the label table, and the numbered migrations.

`prepare` brings any graph, empty or old, up to date; it changes nothing the second time.
"""

from importlib.resources import files

from graph.cypher import cypher
from graph.database import Database
from graph.model import ENTITIES

KEYED = {"Identifier": "key", "Record": "key"}
"""Labels that are found by a key of their own; every other label by `id`."""

INDEXES = (
    ("Record", "subject"),
    ("Record", "through"),
    ("Account", "name"),
    ("Account", "domain"),
    ("Person", "name"),
    ("Person", "email"),
    ("Person", "dial"),
    ("Person", "domain"),
    ("Touchpoint", "at"),
    ("Touchpoint", "logged_as"),
    ("Touchpoint", "expects"),
    ("ImportRun", "fingerprint"),
    ("ImportBatch", "run"),
    ("ApiKey", "hash"),
    ("AuditEntry", "at"),
    ("Notice", "at"),
    ("Notice", "waiting"),
    ("Delivery", "due"),
    ("Delivery", "state"),
    ("Notice", "about"),
    ("Step", "cause"),
    ("Ask", "reserved_until"),
)


def constraints() -> dict[str, str]:
    """One uniqueness constraint per label: its name and its statement."""
    found = {}
    for label in (*ENTITIES, "Migration"):
        key = KEYED.get(label, "id")
        name = f"{label.lower()}_{key}"
        found[name] = (
            f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        )
    return found


def indexes() -> dict[str, str]:
    """The indexes by which things are looked up otherwise."""
    return {
        f"{label.lower()}_by_{name}": (
            f"CREATE INDEX {label.lower()}_by_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
        )
        for label, name in INDEXES
    }


def migrations() -> list[str]:
    """Names of the migrations, in the order they are applied."""
    folder = files("graph.migrations")
    return sorted(f.name.removesuffix(".cypher") for f in folder.iterdir() if f.name[0].isdigit())


async def pending(database: Database) -> list[str]:
    """Migrations that this graph has not seen yet."""
    rows = await database.read(
        "schema.applied", "MATCH (m:Migration) RETURN m.id AS id ORDER BY id"
    )
    applied = {row["id"] for row in rows}
    return [name for name in migrations() if name not in applied]


async def prepare(database: Database) -> list[str]:
    """Bring the graph up to date; returns the migrations that were applied."""
    waiting = await pending(database)
    if not waiting:
        return []
    for name, statement in (*constraints().items(), *indexes().items()):
        await database.write(f"schema.{name}", statement)
    for name in waiting:
        await database.write(
            f"schema.{name}",
            cypher("graph.migrations", name) + "\nWITH count(*) AS done\n"
            "MERGE (m:Migration {id: $migration}) SET m.applied_at = timestamp()",
            {"migration": name},
        )
    return waiting
