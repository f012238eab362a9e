"""Writing things that keep only their newest version: readings, goals, consents, asks, deals …

The statements derive from the label table: one upsert per label, one line per reference.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.changes.carrying import carry_over, take_told_steps
from graph.database import Database, Transaction
from graph.identity import NAMED, Target
from graph.ids import id_from, id_meant
from graph.loading.footprint import Footprint
from graph.model import ENTITIES, SCALES, Entity, Millis, Reference
from graph.statement import Statement, Value
from graph.versions import NEVER_FULL, FullAt, object_of, version_of

Row = dict[str, Any]

PAGE = 20_000

ENDED_BY = {
    "Opportunity": "deleted_at",
    "Escalation": "deleted_at",
    "Goal": "until",
    "Consent": "until",
    "Policy": "until",
}
"""The property that ends a thing which lasts; a full export that does not have it ends it.

Everything else is what happened once, and stays: sources put away what is old.
"""


def thing_references(statement: Statement) -> set[tuple[str, str]]:
    """The accounts, people and teammates a thing refers to."""
    return {
        (reference.to, key)
        for reference in ENTITIES[statement.kind].references
        if reference.to in NAMED
        for key in _keys(statement.values.get(reference.name))
    }


def _keys(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return value if isinstance(value, list) else []


async def write_things(
    tx: Transaction,
    label: str,
    statements: list[Statement],
    seen_at: Millis,
    names: Mapping[str, Target],
    full_at: FullAt = NEVER_FULL,
    footprint: Footprint | None = None,
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
        absent_at = _absent_at(old, seen_at, full_at.get(object_of(key), ()))
        rows.append(row if absent_at is None else _ended(label, row, absent_at))
        changed.append(statement)
    if footprint is not None:
        ids = [str(row["id"]) for row in rows]
        told_before = [id_ for id_ in ids if before.get(id_, {}).get("hash") is not None]
        footprint.things[label] = {
            **dict.fromkeys(ids),
            **await read_images(tx, label, told_before),
        }
    if rows:
        news = await carry_over(tx, label, rows)
        await tx.run(f"load.write_{label.lower()}", _upsert(label), {"rows": rows})
        for reference in entity.references:
            if reference.edge:
                await _draw(tx, label, reference, changed, names)
        await take_told_steps(tx, news)
    return changed


async def read_images(tx: Transaction, label: str, ids: Sequence[str]) -> dict[str, Row]:
    """What is stored of things: their properties, and by reference the ends of their lines."""
    if not ids:
        return {}
    rows = await tx.run(f"load.image_{label.lower()}", _image(label), {"ids": ids})
    found: dict[str, Row] = {row["id"]: {"thing": row["thing"], "lines": {}} for row in rows}
    for reference in ENTITIES[label].references:
        if not reference.edge:
            continue
        name = f"load.image_{label.lower()}_{reference.name}"
        for row in await tx.run(name, _image_line(label, reference), {"ids": ids}):
            lines = found[row["id"]]["lines"].setdefault(reference.name, [])
            lines.append({"other": row["other"], "who": row["who"]})
    return found


async def put_back(
    tx: Transaction,
    label: str,
    images: Mapping[str, Row],
    names: Mapping[str, Target],
) -> None:
    """Store things as their images show them."""
    rows = [image["thing"] for image in images.values()]
    await tx.run(f"undo.put_back_{label.lower()}", _put_back(label), {"rows": rows})
    for reference in ENTITIES[label].references:
        if not reference.edge:
            continue
        await tx.run("undo.clear_lines", _clear(label, reference), {"ids": sorted(images)})
        lines = [
            {"id": id_, "who": line["who"], "other": _end_of(line, names)}
            for id_, image in images.items()
            for line in image["lines"].get(reference.name, ())
        ]
        if lines:
            await tx.run("undo.draw_lines", _line(label, reference), {"rows": lines})


async def strip(tx: Transaction, label: str, ids: Iterable[str]) -> None:
    """Make stubs of things that no record tells of; gone where nothing speaks of them."""
    some = {"ids": sorted(ids)}
    if not some["ids"]:
        return
    for reference in ENTITIES[label].references:
        if reference.edge:
            await tx.run("undo.clear_lines", _clear(label, reference), some)
    text = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n = {{id: id}}"
    await tx.run(f"undo.strip_{label.lower()}", text, some)
    text = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE NOT (n)--() DELETE n"
    await tx.run(f"undo.drop_{label.lower()}", text, some)


def _end_of(line: Row, names: Mapping[str, Target]) -> str:
    found = names.get(line["who"])
    return str(line["other"]) if found is None else found.id


def _newer(row: Row, old: Row) -> bool:
    if old["absent_at"] is not None and row["seen_at"] > old["absent_at"]:
        return True  # it has come back
    if old["hash"] == row["hash"]:
        return False
    return bool(
        (row["modified_at"], row["seen_at"], row["hash"])
        > (old["modified_at"], old["seen_at"], old["hash"])
    )


def _absent_at(old: Row | None, seen_at: Millis, full_at: Sequence[Millis]) -> Millis | None:
    """Since when full exports that are newer than this one do not have a thing."""
    if old is not None and old["hash"] is not None:
        absent_at: Millis | None = old["absent_at"]
        return absent_at if absent_at is not None and absent_at >= seen_at else None
    return min((moment for moment in full_at if moment > seen_at), default=None)


def _ended(label: str, row: Row, absent_at: Millis) -> Row:
    end = ENDED_BY.get(label)
    if end is None:
        return row
    stated = row.get(end)
    ended_at = absent_at if stated is None else min(stated, absent_at)
    return row | {"absent_at": absent_at, end: ended_at, "stated_end": stated}


async def things_absent_at(
    tx: Transaction, label: str, span: tuple[str, str], absent_at: Millis
) -> list["KnownThing"]:
    """The things whose keys lie in a span that are absent since that very moment."""
    rows = await tx.run(
        f"undo.absent_{label.lower()}",
        f"MATCH (n:{label} {{absent_at: $absent_at}}) WHERE n.key > $from AND n.key < $to "
        "RETURN n.id AS id, n.key AS key, n.seen_at AS seen_at, n.absent_at AS absent_at "
        "ORDER BY id",
        {"from": span[0], "to": span[1], "absent_at": absent_at},
    )
    return [KnownThing(**row) for row in rows]


async def show_things(tx: Transaction, label: str, ids: Iterable[str]) -> None:
    """Take back that things are absent: they end when they said they do."""
    await tx.run(
        f"undo.show_{label.lower()}",
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) SET n.{ENDED_BY[label]} = n.stated_end "
        "REMOVE n.absent_at, n.stated_end",
        {"ids": sorted(ids)},
    )


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A thing that is stored: when it was last seen to change, and since when it is absent."""

    id: str
    key: str
    seen_at: Millis
    absent_at: Millis | None


async def known_things(
    database: Database, label: str, span: tuple[str, str]
) -> AsyncIterator[KnownThing]:
    """The things with a label whose keys lie in a span, but for those that were deleted."""
    after, rows = "", None
    while rows is None or len(rows) == PAGE:
        rows = await database.read(
            f"load.known_{label.lower()}",
            _known(label),
            {"from": span[0], "to": span[1], "after": after, "limit": PAGE},
        )
        for row in rows:
            yield KnownThing(**row)
            after = row["id"]


async def end_things(
    tx: Transaction, label: str, ids: Iterable[str], absent_at: Millis
) -> list[str]:
    """Note that a full export did not have these things; returns the keys of those that ends."""
    rows = await tx.run(
        f"load.end_{label.lower()}", _end(label), {"ids": sorted(ids), "absent_at": absent_at}
    )
    return [row["key"] for row in rows]


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
        keeps_its_end = "deleted_at" in {p.name for p in ENTITIES[label].properties}
        if statement.deleted and not keeps_its_end:
            continue
        for key in _keys(statement.values.get(reference.name)):
            to, named = reference.to, names.get(key)
            target = named if to in NAMED else Target("", id_meant(to, key))
            if target is not None:
                rows.append({"id": id_from(label, statement.key), "other": target.id, "who": key})
    if rows:
        await tx.run(f"load.draw_{label.lower()}", _line(label, reference), {"rows": rows})


@cache
def _read(label: str) -> str:
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "RETURN id, n.hash AS hash, n.modified_at AS modified_at, n.seen_at AS seen_at, "
        "n.absent_at AS absent_at"
    )


@cache
def _image(label: str) -> str:
    return f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN id, properties(n) AS thing"


@cache
def _image_line(label: str, reference: Reference) -> str:
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}){_edge(reference, 'r', 'other')} "
        f"WHERE other:{reference.to} RETURN id, other.id AS other, r.who AS who"
    )


@cache
def _put_back(label: str) -> str:
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n = row"


@cache
def _known(label: str) -> str:
    return (
        f"MATCH (n:{label}) WHERE n.id > $after AND n.key > $from AND n.key < $to "
        "AND n.hash IS NOT NULL AND n.deleted IS NULL "
        "RETURN n.id AS id, n.key AS key, n.seen_at AS seen_at, n.absent_at AS absent_at "
        "ORDER BY id LIMIT $limit"
    )


@cache
def _end(label: str) -> str:
    end = f"n.{ENDED_BY[label]}"
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "WHERE n.absent_at IS NULL OR n.absent_at > $absent_at "
        f"WITH n, CASE WHEN n.absent_at IS NULL THEN {end} ELSE n.stated_end END AS stated "
        f"SET {end} = CASE WHEN stated < $absent_at THEN stated ELSE $absent_at END, "
        "n.stated_end = stated, "
        "n.absent_at = $absent_at RETURN n.key AS key"
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
