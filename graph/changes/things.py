"""Writing things that keep only their newest version: readings, goals, consents, asks, deals …

The statements derive from the label table: one upsert per label, one line per reference.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from graph.database import Transaction
from graph.identity import NAMED, Target
from graph.ids import id_from
from graph.model import ENTITIES, SCALES, Entity, Millis, Reference
from graph.statement import Statement, Value
from graph.versions import version_of

Row = dict[str, Any]


def thing_references(statement: Statement) -> set[tuple[str, str]]:
    """The accounts, people and teammates a thing refers to."""
    return {
        (reference.to, str(key))
        for reference in ENTITIES[statement.kind].references
        if reference.to in NAMED and (key := statement.values.get(reference.name))
    }


async def write_things(
    tx: Transaction,
    label: str,
    statements: list[Statement],
    seen_at: Millis,
    names: Mapping[str, Target],
) -> list[Statement]:
    """Write the things with one label; returns the statements that said something new."""
    entity = ENTITIES[label]
    newest = {s.key: s for s in sorted(statements, key=lambda s: s.modified_at or 0)}
    stored = await tx.run(
        f"load.read_{label.lower()}", _read(label), {"ids": [id_from(label, k) for k in newest]}
    )
    before = {row["id"]: row for row in stored}
    rows: list[Row] = []
    changed: list[Statement] = []
    for key, statement in newest.items():
        row = _row(entity, statement, seen_at)
        old = before.get(id_from(label, key))
        if old is not None and old["hash"] is not None and not _newer(row, old):
            continue
        rows.append(row)
        changed.append(statement)
    if rows:
        await tx.run(f"load.write_{label.lower()}", _upsert(label), {"rows": rows})
        for reference in entity.references:
            if reference.edge:
                await _draw(tx, label, reference, changed, names)
    return changed


def _newer(row: Row, old: Row) -> bool:
    if old["hash"] == row["hash"]:
        return False
    return bool(
        (row["modified_at"], row["seen_at"], row["hash"])
        > (old["modified_at"], old["seen_at"], old["hash"])
    )


def _row(entity: Entity, statement: Statement, seen_at: Millis) -> Row:
    version = version_of(statement, seen_at)
    values = _scored(statement.values) if entity.label == "Sentiment" else statement.values
    row: Row = {p.name: values.get(p.name) for p in entity.properties}
    if statement.deleted and "deleted_at" in row:
        row["deleted_at"] = version.flagged_at
    return row | {
        "id": id_from(entity.label, statement.key),
        "key": statement.key,
        "source": statement.key.partition(":")[0],
        "seen_at": seen_at,
        "modified_at": statement.modified_at or 0,
        "deleted": statement.deleted or None,
        "hash": version.hash,
    }


def _scored(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """A reading with its score on -1 … 1, linear on its own scale."""
    raw = values.get("raw")
    if values.get("score") is not None or not isinstance(raw, int | float):
        return values
    low, high = SCALES.get(str(values.get("kind")), (-1, 1))
    stated_low, stated_high = values.get("scale_min"), values.get("scale_max")
    low = stated_low if isinstance(stated_low, int | float) else low
    high = stated_high if isinstance(stated_high, int | float) else high
    if high <= low:
        return values
    score = max(-1.0, min(1.0, 2 * (raw - low) / (high - low) - 1))
    return {**values, "score": score, "scale_min": low, "scale_max": high}


async def _draw(
    tx: Transaction,
    label: str,
    reference: Reference,
    statements: list[Statement],
    names: Mapping[str, Target],
) -> None:
    # A reference that a statement does not mention stays as it is.
    statements = [s for s in statements if reference.name in s.values or s.deleted]
    ids = [id_from(label, s.key) for s in statements]
    await tx.run(f"load.clear_{label.lower()}", _clear(label, reference), {"ids": ids})
    rows = []
    for statement in statements:
        key = statement.values.get(reference.name)
        keeps_its_end = "deleted_at" in {p.name for p in ENTITIES[label].properties}
        if not isinstance(key, str) or (statement.deleted and not keeps_its_end):
            continue
        target = names.get(key) if reference.to in NAMED else Target("", id_from(reference.to, key))
        if target is not None:
            rows.append({"id": id_from(label, statement.key), "other": target.id, "who": key})
    if rows:
        await tx.run(f"load.draw_{label.lower()}", _line(label, reference), {"rows": rows})


@cache
def _read(label: str) -> str:
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "RETURN id, n.hash AS hash, n.modified_at AS modified_at, n.seen_at AS seen_at"
    )


@cache
def _upsert(label: str) -> str:
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row"


@cache
def _clear(label: str, reference: Reference) -> str:
    line = _edge(reference, "old", f":{reference.to}")
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}){line} DELETE old"


@cache
def _line(label: str, reference: Reference) -> str:
    """Draws a reference; the line keeps the key that named its end, for the day they are parted."""
    find = "MATCH" if reference.to in NAMED else "MERGE"
    return (
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) "
        f"{find} (other:{reference.to} {{id: row.other}}) "
        f"MERGE (n){_edge(reference, 'drawn', 'other')} SET drawn.who = row.who"
    )


def _edge(reference: Reference, variable: str, node: str) -> str:
    start, end = ("-", "->") if reference.outgoing else ("<-", "-")
    return f"{start}[{variable}:{reference.edge}]{end}({node})"
