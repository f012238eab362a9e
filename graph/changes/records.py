"""Keeping what sources say of accounts and people, and redrawing what follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.cypher import cypher
from graph.database import Transaction
from graph.model import Millis
from graph.statement import Statement
from graph.versions import (
    FullAt,
    SourceRecord,
    object_of,
    packed,
    unpacked,
    version_of,
    with_version,
    without_version,
)

Row = dict[str, Any]
SUBJECTS = ("person", "account")
"""The reference that a relation's record is filed under: the person, else the account."""


def text(name: str) -> str:
    """A statement of this package."""
    return cypher("graph.changes", name)


def subject_of(statement: Statement) -> str:
    """The key of the account or person that a record speaks of."""
    if statement.kind in ("Account", "Person"):
        return statement.key
    found = next(
        (statement.values[name] for name in SUBJECTS if statement.values.get(name)), statement.key
    )
    return str(found)


async def store_records(
    tx: Transaction, statements: Sequence[Statement], seen_at: Millis, full_at: FullAt
) -> list[SourceRecord]:
    """Keep the versions that `statements` show; tells which records say something new."""
    known = {
        record.key: record
        for record in await read_records(tx, "read_records", {s.key for s in statements})
    }
    fresh = {statement.key for statement in statements} - known.keys()
    changed: dict[str, SourceRecord] = {}
    for statement in statements:
        before = known.get(statement.key)
        versions = () if before is None else before.versions
        at = seen_at if statement.seen_at is None else statement.seen_at
        full = full_at.get(object_of(statement.key), ()) if full_at else ()
        after = with_version(versions, version_of(statement, at), full)
        if after is versions:
            continue
        through = statement.values.get("opportunity")
        record = SourceRecord(
            statement.key,
            statement.kind,
            subject_of(statement),
            through if isinstance(through, str) else None,
            after,
            tuple(sorted({*(before.names if before else ()), *statement.names})),
        )
        known[statement.key] = changed[statement.key] = record
    for name, is_new in (("create_records", True), ("update_records", False)):
        await _write(tx, name, [r for r in changed.values() if (r.key in fresh) is is_new])
    return list(changed.values())


async def store_absences(
    tx: Transaction, keys: Iterable[str], seen_at: Millis, full_at: FullAt
) -> list[SourceRecord]:
    """Note that a full export did not have these records; tells which that is news of."""
    changed = []
    for record in await read_records(tx, "read_records", keys):
        after = without_version(record.versions, seen_at, full_at.get(object_of(record.key), ()))
        if after is not record.versions:
            changed.append(replace(record, versions=after))
    await _write(tx, "update_records", changed)
    return changed


async def _write(tx: Transaction, name: str, records: Iterable[SourceRecord]) -> None:
    if rows := [_row(record) for record in records]:
        await tx.run(f"load.{name}", text(name), {"rows": rows})


def _row(record: SourceRecord) -> Row:
    return {
        "key": record.key,
        "kind": record.kind,
        "subject": record.subject,
        "through": record.through,
        "names": list(record.names),
        "versions": packed(record.versions),
    }


async def read_records(tx: Transaction, name: str, keys: Iterable[str]) -> list[SourceRecord]:
    """Records by their own keys (`read_records`) or by what they speak of."""
    wanted = sorted(set(keys))
    if not wanted:
        return []
    rows = await tx.run(f"load.{name}", text(name), {"keys": wanted})
    return [
        SourceRecord(
            row["key"],
            row["kind"],
            row["subject"],
            row["through"],
            unpacked(row["versions"]),
            tuple(row["names"] or ()),
        )
        for row in rows
    ]


async def records_about(
    tx: Transaction, label: str, ids: list[str]
) -> dict[str, list[SourceRecord]]:
    """All records that speak of each account or person."""
    if not ids:
        return {}
    rows = await tx.run(
        "load.keys_naming", text(f"keys_naming_{label.lower()}"), {"ids": sorted(ids)}
    )
    owner = {key: row["id"] for row in rows for key in row["keys"]}
    found: dict[str, list[SourceRecord]] = defaultdict(list)
    for record in await read_records(tx, "read_records_about", owner):
        found[owner[record.subject]].append(record)
    return found


def keys_in(records: Iterable[SourceRecord], names: Iterable[str]) -> set[str]:
    """The keys that records name in the given references, in any version."""
    wanted = tuple(names)
    return {
        value
        for record in records
        for version in record.versions
        for name in wanted
        if isinstance(value := version.values.get(name), str)
    }


def grouped(
    records: Iterable[SourceRecord], owner: Mapping[str, str]
) -> dict[str, list[SourceRecord]]:
    """Records by the id of what they speak of."""
    found: dict[str, list[SourceRecord]] = defaultdict(list)
    for record in records:
        found[owner[record.subject]].append(record)
    return found
