"""What a graph says, in natural keys: two graphs with one digest answer every question alike."""

from typing import Any

from graph.database import Database
from graph.model import ENTITIES

OPERATIONS = ("ImportRun", "ImportBatch", "AuditEntry", "ApiKey", "Migration")
BOOKKEEPING = ("id", "settled", "hash", "seen_at", "locked_by")
"""Ids follow from whichever key came first; the others tell how the graph came to be."""

Digest = dict[str, list[Any]]


async def digest(database: Database) -> Digest:
    """Every node and relationship, by label and type, named by what sources call them."""
    names = await _names(database)
    found: Digest = {}
    for label in ENTITIES:
        if label in OPERATIONS:
            continue
        rows = await database.read(
            "digest.nodes",
            f"MATCH (n:{label}) RETURN n.id AS id, properties(n) AS said",
        )
        found[label] = sorted(
            (
                [names.get(row["id"], ""), _said(row["said"])]
                for row in rows
                if not _alias(row["said"].get("key"))
            ),
            key=repr,
        )
    rows = await database.read(
        "digest.lines",
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, coalesce(a.id, a.key) AS start, "
        "coalesce(b.id, b.key) AS end, properties(r) AS said",
    )
    for row in rows:
        if _alias(row["start"]):
            continue
        start, end = (names.get(row[place], row[place]) for place in ("start", "end"))
        found.setdefault(row["type"], []).append([start, end, _said(row["said"])])
    return {kind: sorted(lines, key=repr) for kind, lines in found.items()}


async def _names(database: Database) -> dict[str, str]:
    named = await database.read(
        "digest.names",
        "MATCH (i:Identifier)-[:NAMES]->(n) WHERE NOT i.key STARTS WITH 'rapport:' "
        "WITH n.id AS id, min(i.key) AS name RETURN id, name",
    )
    names = {row["id"]: row["name"] for row in named}
    states = await database.read(
        "digest.states",
        "MATCH (a:Account)-[:HAS_STATE]->(s:AccountState) RETURN s.id AS id, a.id AS account",
    )
    return names | {row["id"]: f"state of {names[row['account']]}" for row in states}


def _alias(key: Any) -> bool:
    """Whether a key is a former id of a node that was merged; which one survives is chance."""
    return isinstance(key, str) and key.startswith("rapport:") and "_" in key


def _said(properties: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted(
        (name, value)
        for name, value in properties.items()
        if name not in BOOKKEEPING and not (name == "who" and str(value).startswith("per_"))
    )
