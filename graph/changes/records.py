"""Keeping what sources say of accounts and people, and redrawing what follows from it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.cypher import cypher
from graph.database import Transaction
from graph.loading.footprint import Footprint
from graph.model import Millis
from graph.statement import Statement, Value
from graph.versions import (
    FullAt,
    SourceRecord,
    Version,
    object_of,
    packed,
    unpacked,
    version_of,
    with_version,
    without_version,
)

Row = dict[str, Any]
OURS = "rapport:"
"""What the keys of records begin with in which people say things.

In each version somebody says what is new: one never takes the place of another, as of two exports
of one moment."""
SUBJECTS = ("person", "account")
"""The reference that a relation's record is filed under: the person, else the account."""


def text(name: str) -> str:
    """A statement of this package."""
    return cypher("graph.changes", name)


def record_of(
    kind: str, key: str, versions: tuple[Version, ...], names: Iterable[str]
) -> SourceRecord:
    """The record with these versions: whom it speaks of, and through which deal, the last says."""
    told: Mapping[str, Value] = versions[0].values
    for version in versions[1:]:
        told = {**told, **version.values}
    subject, through = key, told.get("opportunity")
    if kind not in ("Account", "Person"):
        subject = str(next((told[name] for name in SUBJECTS if told.get(name)), key))
    return SourceRecord(
        key,
        kind,
        subject,
        through if isinstance(through, str) else None,
        versions,
        tuple(sorted(set(names))),
    )


async def store_records(
    tx: Transaction,
    statements: Sequence[Statement],
    seen_at: Millis,
    full_at: FullAt,
    footprint: Footprint | None,
) -> tuple[list[SourceRecord], set[str]]:
    """Keep the versions that `statements` show.

    Returns the records that say something new, and whom they spoke of before if of somebody else.
    """
    known = {
        record.key: record
        for record in await read_records(tx, "read_records", {s.key for s in statements})
    }
    original = dict(known)
    fresh = {statement.key for statement in statements} - known.keys()
    changed: dict[str, SourceRecord] = {}
    former: set[str] = set()
    for statement in statements:
        before = known.get(statement.key)
        versions = () if before is None else before.versions
        at = seen_at if statement.seen_at is None else statement.seen_at
        if versions and statement.key.startswith(OURS):
            at = max(at, versions[-1].seen_at + 1)
        full = full_at.get(object_of(statement.key), ()) if full_at else ()
        after = with_version(versions, version_of(statement, at), full)
        if after is versions:
            continue
        names = (*(before.names if before else ()), *statement.names)
        record = record_of(statement.kind, statement.key, after, names)
        if before is not None and before.subject != record.subject:
            former.add(before.subject)
        if footprint is not None and statement.key not in changed:
            footprint.records[statement.key] = _before(before, seen_at) if before else None
        if footprint is not None and at != seen_at:
            _note_past(footprint, original.get(statement.key), statement.key, at)
        known[statement.key] = changed[statement.key] = record
    for name, is_new in (("create_records", True), ("update_records", False)):
        await write_records(tx, name, [r for r in changed.values() if (r.key in fresh) is is_new])
    return list(changed.values()), former


def _before(record: SourceRecord, seen_at: Millis) -> Row:
    """What taking back needs of a record: its names, and what another export of then showed."""
    rival = [version for version in record.versions if version.seen_at == seen_at]
    return {"names": list(record.names)} | ({"rival": packed(rival)} if rival else {})


def _note_past(
    footprint: Footprint, original: SourceRecord | None, key: str, moment: Millis
) -> None:
    """The same of what a record said at an earlier moment, by its source's own account."""
    noted = footprint.records[key] or {"names": []}
    past = {*noted.get("past", ()), moment}
    rivals = [] if original is None else [v for v in original.versions if v.seen_at in past]
    now = unpacked(noted["rival"]) if "rival" in noted else ()
    told = {v.seen_at: v for v in (*now, *rivals)}
    noted |= {"past": sorted(past)} | ({"rival": packed(told.values())} if told else {})
    footprint.records[key] = noted


async def store_absences(
    tx: Transaction, keys: Iterable[str], seen_at: Millis, full_at: FullAt
) -> list[SourceRecord]:
    """Note that a full export did not have these records; tells which that is news of."""
    changed = []
    for record in await read_records(tx, "read_records", keys):
        after = without_version(record.versions, seen_at, full_at.get(object_of(record.key), ()))
        if after is not record.versions:
            changed.append(replace(record, versions=after))
    await write_records(tx, "update_records", changed)
    return changed


async def write_records(tx: Transaction, name: str, records: Iterable[SourceRecord]) -> None:
    """Store records that are new (`create_records`) or known (`update_records`)."""
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
