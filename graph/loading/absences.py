"""Full exports: what such an export no longer has is absent from then on, and never deleted.

What an absent record said ends at the moment the export was taken, and is no evidence of anything;
when the record comes back, it goes on. What happened once (touchpoints, readings, asks) stays.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.apply import redraw
from graph.batch import RECORD_KINDS
from graph.changes.records import store_absences, text
from graph.changes.things import ENDED_BY, end_things, known_things, read_images
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.identity import Plan
from graph.loading.footprint import Footprint, Marks
from graph.model import Millis
from graph.statement import Reject, Statement
from graph.versions import FullAt, object_of, unpacked, without_version

LASTING = RECORD_KINDS | ENDED_BY.keys()
"""The kinds that can be absent."""
PAGE = 20_000
SOME = 2_500
"""How many records are read, and marked in one transaction."""


class Shown:
    """What an export shows: its objects and, if it is full, each of its records.

    A record is known by eight bytes, so that a million of them take eight megabytes.
    """

    def __init__(self, *, full: bool) -> None:
        self.full = full
        self.kinds: dict[str, set[str]] = defaultdict(set)
        self._by_table: dict[str, set[str]] = defaultdict(set)
        self._unnamed: dict[str, int] = defaultdict(int)
        self._marks = Marks()

    def note(self, table: str, rows: Iterable[Statement | Reject]) -> None:
        """Note some rows of a table."""
        for row in rows:
            if isinstance(row, Statement):
                self._note(table, row.key, row.kind)
            elif row.key is not None:
                self._note(table, row.key)
            else:
                self._unnamed[table] += 1

    def objects_of(self, source: str) -> list[str]:
        """The objects of a source that it shows something lasting of."""
        return sorted(object for object in self.kinds if object.startswith(f"{source}:"))

    def unnamed(self, object: str) -> int:
        """How many rows could not be used in tables of an object and do not tell whose they are."""
        tables = (table for table, objects in self._by_table.items() if object in objects)
        return sum(self._unnamed[table] for table in tables)

    def __contains__(self, key: str) -> bool:
        return key in self._marks

    def _note(self, table: str, key: str, kind: str = "") -> None:
        object = object_of(key)
        self._by_table[table].add(object)
        if kind in LASTING:
            self.kinds[object].add(kind)
        if self.full:
            self._marks.add(key)


@dataclass(frozen=True, slots=True)
class Newer:
    """What is imported already that was exported later than this export, of the same source.

    `full_at` are the moments of full exports of each object, `partly` the objects of others; of a
    run that does not tell its objects it is `anything`.
    """

    full_at: FullAt
    partly: frozenset[str] = frozenset()
    anything: bool = False

    def unsure(self, object: str) -> bool:
        """Whether a newer export showed records of the object that we cannot name."""
        return self.anything or object in self.partly

    def none_of(self, object: str) -> bool:
        """Whether this export is the newest of the object."""
        return not self.unsure(object) and not self.full_at.get(object)


async def read_newer(database: Database, source: str, taken_at: Millis) -> Newer:
    """What is imported of a source that was exported later."""
    rows = await database.read(
        "load.newer_runs",
        cypher("graph.changes", "newer_runs"),
        {"source": source, "taken_at": taken_at},
    )
    full_at: dict[str, list[Millis]] = defaultdict(list)
    partly: set[str] = set()
    for row in rows:
        for object in row["full"]:
            full_at[object].append(row["taken_at"])
        partly |= set(row["objects"] or ()) - set(row["full"])
    return Newer(full_at, frozenset(partly), any(row["objects"] is None for row in rows))


@dataclass(slots=True)
class Missing:
    """What is known of an object and not in a full export: keys of records, ids of things.

    `known` is how much was known of it before, whether the export has it or not.
    """

    object: str
    known: int = 0
    records: list[str] = field(default_factory=list)
    things: dict[str, list[str]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many are missing."""
        return len(self.records) + sum(map(len, self.things.values()))

    @property
    def most(self) -> bool:
        """Whether more than half is missing: more likely a slip than the truth."""
        return 2 * self.count > self.known

    def parts(self) -> Iterator[tuple[str | None, list[str]]]:
        """What is missing in parts of a size for one transaction; things with their label."""
        for label, every in ((None, self.records), *self.things.items()):
            for start in range(0, len(every), SOME):
                yield label, every[start : start + SOME]

    def doubt(self, unnamed: int, newer: bool, *, believed: bool) -> str:
        """Why nothing may be marked, for the one who imports it; empty where it may.

        `unnamed` are rows that may be of any record; `newer` tells that an export taken later may
        have records that this one lacks; `believed` that somebody said to mark also most.
        """
        if unnamed:
            rows = "1 row" if unnamed == 1 else f"{unnamed:,} rows"
            why = f"{rows} that could not be used may be of any of them"
        elif newer:
            why = "a newer export, which was not full, is imported already"
        elif self.most and not believed:
            why = (
                f"{self.count:,} of {self.known:,} known are not in this export, too many to "
                "believe (--accept-absent marks them)"
            )
        else:
            return ""
        return f"Nothing of {self.object} was marked absent: {why}."


async def read_missing(
    database: Database, shown: Shown, object: str, taken_at: Millis, newer: Newer
) -> Missing:
    """What an object lacks in a full export that was taken at that moment."""
    missing = Missing(object)
    if shown.kinds[object] & RECORD_KINDS:
        await _read_missing_records(database, shown, missing, taken_at)
    for label in sorted(shown.kinds[object] & ENDED_BY.keys()):
        known = [thing async for thing in known_things(database, label, span(object))]
        absent = [
            thing
            for thing in known
            if thing.key not in shown
            and thing.seen_at < taken_at
            and (thing.absent_at is None or thing.absent_at > taken_at)
        ]
        ended = sum(thing.absent_at is not None and thing.key not in shown for thing in known)
        missing.known += len(known) - ended
        if newer.none_of(object):
            missing.things[label] = [t.id for t in absent if t.absent_at is None]
        else:
            missing.things[label] = [t.id for t in absent if t.absent_at is not None]
    return missing


async def _read_missing_records(
    database: Database, shown: Shown, missing: Missing, taken_at: Millis
) -> None:
    after, end = span(missing.object)
    rows = None
    while rows is None or len(rows) == PAGE:
        rows = await database.read(
            "load.known_records",
            text("known_records"),
            {"after": after, "end": end, "first": f"[[{taken_at},", "limit": PAGE},
        )
        after = rows[-1]["key"] if rows else after
        absent = [row["key"] for row in rows if row["key"] not in shown]
        missing.known += sum(not row["fresh"] for row in rows) - len(absent)
        for start in range(0, len(absent), SOME):
            vanish = await _in_force(database, absent[start : start + SOME], taken_at)
            missing.known += len(vanish)
            missing.records += vanish


async def _in_force(database: Database, keys: Sequence[str], taken_at: Millis) -> list[str]:
    """Those of the records that it is news of that they were absent at a moment."""
    rows = await database.read("load.read_records", text("read_records"), {"keys": keys})
    versions = ((row["key"], unpacked(row["versions"])) for row in rows)
    return [key for key, known in versions if without_version(known, taken_at) is not known]


def span(object: str) -> tuple[str, str]:
    """What every key of an object lies between."""
    return f"{object}:", f"{object};"


async def mark_missing(
    tx: Transaction,
    label: str | None,
    some: Sequence[str],
    taken_at: Millis,
    newer: Newer,
    footprint: Footprint,
) -> int:
    """Mark records, or things with a label, as absent; returns of how many that is news."""
    if label is None:
        changed = await store_absences(tx, some, taken_at, newer.full_at)
        footprint.records |= dict.fromkeys(record.key for record in changed)
        await redraw(tx, changed, (), Plan({}))
        return len(changed)
    footprint.things[label] = dict(await read_images(tx, label, some))
    keys = await end_things(tx, label, some, taken_at)
    if label == "Opportunity":
        await redraw(tx, (), keys, Plan({}))
    return len(keys)
