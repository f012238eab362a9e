"""Loading an export: batches of statements, each with its ledger entry in one transaction.

A batch is there whole or not at all; a run that was cut off goes on after its last batch; the same
export again changes nothing.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Protocol

from graph.absences import Newer, Shown, mark_missing, read_missing, read_newer
from graph.apply import apply
from graph.batch import Batch, batch_of
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput
from graph.identity import Target
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Reject, Statement

BATCH = 2500
REMEMBERED = 200_000
"""How many names a run keeps in mind; about 40 MB."""


class Table(Protocol):
    """One file or object of an export: its name, and how many rows it has."""

    @property
    def name(self) -> str: ...

    @property
    def rows(self) -> int: ...

    def statements(self) -> Iterator[Statement | Reject]:
        """What its rows say, in order; the same every time."""
        ...


class Export(Protocol):
    """What an importer opened, its tables in the order in which they are best read.

    See `importers/source.py` for what each property means.
    """

    @property
    def source(self) -> str: ...

    @property
    def path(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def taken_at(self) -> Millis | None: ...

    @property
    def has_touchpoints(self) -> bool: ...

    @property
    def tables(self) -> Iterable[Table]: ...


@dataclass(slots=True)
class Summary:
    """What a run did: rows by what became of them, and records marked absent."""

    run: str
    resumed: bool = False
    read: int = 0
    written: int = 0
    unchanged: int = 0
    rejected: int = 0
    absent: int = 0
    by_table: dict[str, Counter[str]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: rows of the table that were read, of all it has."""

    table: str
    done: int
    total: int


class Full(StrEnum):
    """Whether an export holds all there is of its objects, so that the rest is marked absent."""

    NO = "no"
    YES = "yes"
    WHATEVER_IS_ABSENT = "whatever_is_absent"  # also where that is most of what is known


class _RolledBackError(Exception):
    """Ends the transaction of a dry run."""


async def load(
    database: Database,
    export: Export,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    reject: Callable[[Reject], None] = lambda _: None,
    dry_run: bool = False,
    full: Full = Full.NO,
    batch: int = BATCH,
) -> Summary:
    """Load `export`; rows that cannot be used go to `reject`.

    Raises BadInput when nothing tells when the export was taken. A dry run counts what would be
    written and writes nothing.
    """
    if export.taken_at is None:
        raise BadInput(f"Nothing in {export.path} tells when it was taken; say so with --taken-at.")
    run = _Run(database, export, export.taken_at, progress, reject, dry_run, full)
    return await run.load(batch)


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of a table: the batch they make, and those that cannot be used."""

    batch: Batch
    rejects: list[Reject]


class _Run:
    def __init__(
        self,
        database: Database,
        export: Export,
        taken_at: Millis,
        progress: Callable[[Progress], None],
        reject: Callable[[Reject], None],
        dry_run: bool,
        full: Full,
    ) -> None:
        self.database = database
        self.export = export
        self.taken_at = taken_at
        self.progress = progress
        self.reject = reject
        self.dry_run = dry_run
        self.full = full
        self.shown = Shown(full=full is not Full.NO)
        self.newer = Newer({})
        self.objects_in_full: list[str] = []
        self.remembered: dict[str, Target] = {}
        self.summary = Summary("")

    async def load(self, size: int) -> Summary:
        done = await self._begin()
        for table in self.export.tables:
            counts = self.summary.by_table.setdefault(table.name, Counter())
            async for number, part in self._parts(table, size):
                for rejected in part.rejects:
                    self.reject(rejected)
                counts["read"] += part.batch.size + len(part.rejects)
                counts["rejected"] += len(part.rejects)
                written = done.get((table.name, number))
                if written is None and part.batch.size:
                    written = await self._write(table.name, number, part.batch)
                counts["written"] += written or 0
                counts["unchanged"] += part.batch.size - (written or 0)
                self.progress(Progress(table.name, counts["read"], table.rows))
            if self.full is not Full.NO and not counts["read"]:
                self.summary.warnings.append(
                    f"{table.name} says nothing: nothing was marked absent because of it."
                )
        if self.full is not Full.NO:
            for object in self.shown.objects_of(self.export.source):
                await self._mark_missing(object, done)
        return await self._end()

    async def _begin(self) -> dict[tuple[str, int], int]:
        """Open the run, or go on with one that was cut off; returns the batches it has written."""
        export = self.export
        identity = f"{export.source}:{export.fingerprint}:{self.taken_at}"
        if self.full is not Full.NO:
            identity += f":{self.full}"
        self.newer = await read_newer(self.database, export.source, self.taken_at)
        self.summary.run = id_from("ImportRun", f"{identity}:{time.time_ns()}")
        if self.dry_run:
            return {}
        rows = await self.database.write(
            "load.begin_run",
            cypher("graph.changes", "begin_run"),
            {
                "id": self.summary.run,
                "fingerprint": identity,
                "source": export.source,
                "path": export.path,
                "taken_at": self.taken_at,
                "touchpoints": export.has_touchpoints,
                "now": _now(),
            },
        )
        self.summary.resumed = rows[0]["id"] != self.summary.run
        self.summary.run = rows[0]["id"]
        return {(row["file"], row["number"]): row["written"] for row in rows[0]["batches"]}

    async def _mark_missing(self, object: str, done: Mapping[tuple[str, int], int]) -> None:
        """Mark what is known of an object and not in this full export; say it where we may not."""
        missing = await read_missing(self.database, self.shown, object, self.taken_at, self.newer)
        doubt = missing.doubt(
            self.shown.unnamed(object),
            self.newer.unsure(object),
            believed=self.full is Full.WHATEVER_IS_ABSENT,
        )
        if doubt:
            self.summary.warnings += [doubt] * bool(missing.count)
            return
        self.objects_in_full.append(object)
        before = [(number, count) for (file, number), count in done.items() if file == object]
        self.summary.absent += sum(count for _, count in before)
        for number, (label, some) in enumerate(missing.parts(), len(before) + 1):
            self.summary.absent += await self._write_missing(object, number, label, some)

    async def _write_missing(
        self, object: str, number: int, label: str | None, some: Sequence[str]
    ) -> int:
        async def work(tx: Transaction) -> int:
            marked = await mark_missing(tx, label, some, self.taken_at, self.newer)
            await self._enter(tx, object, number, len(some), marked)
            return marked

        if self.dry_run:
            return len(some)
        return await self.database.transaction("load.missing", work)

    async def _write(self, table: str, number: int, batch: Batch) -> int:
        names: dict[str, Target] = {}
        written = 0

        async def work(tx: Transaction) -> None:
            nonlocal names, written
            applied = await apply(tx, batch, self.remembered, self.newer.full_at)
            names = {} if applied.people_moved else applied.names
            written = len(applied.changed)
            if applied.people_moved:
                self.remembered.clear()
            if self.dry_run:
                raise _RolledBackError
            await self._enter(tx, table, number, batch.size, written)

        try:
            await self.database.transaction("load.batch", work)
        except _RolledBackError:
            return written
        if len(self.remembered) > REMEMBERED:
            self.remembered.clear()
        self.remembered |= names
        return written

    async def _parts(self, table: Table, size: int) -> AsyncIterator[tuple[int, _Part]]:
        """Numbered parts of a table; the next is read in a thread while the last one is written."""
        rows = table.statements()

        def read() -> _Part | None:
            some = list(islice(rows, size))
            self.shown.note(table.name, some)
            rejects = [row for row in some if isinstance(row, Reject)]
            statements = (row for row in some if isinstance(row, Statement))
            return _Part(batch_of(statements, self.taken_at), rejects) if some else None

        number = 0
        part = await asyncio.to_thread(read)
        while part:
            number += 1
            following = asyncio.create_task(asyncio.to_thread(read))
            try:
                yield number, part
            finally:
                part = await following

    async def _enter(
        self, tx: Transaction, file: str, number: int, rows: int, written: int
    ) -> None:
        """Enter a batch into the ledger, in the transaction that writes it."""
        entry = {
            "id": id_from("ImportBatch", f"{self.summary.run}:{file}:{number}"),
            "run": self.summary.run,
            "file": file,
            "number": number,
            "rows": rows,
            "written": written,
        }
        await tx.run("load.ledger", "CREATE (b:ImportBatch) SET b = $entry", {"entry": entry})

    async def _end(self) -> Summary:
        summary = self.summary
        for counts in summary.by_table.values():
            summary.read += counts["read"]
            summary.written += counts["written"]
            summary.unchanged += counts["unchanged"]
            summary.rejected += counts["rejected"]
        if not self.dry_run:
            await self.database.write(
                "load.end_run",
                cypher("graph.changes", "end_run"),
                {
                    "id": summary.run,
                    "counts": {
                        "state": "done",
                        "ended_at": _now(),
                        "read": summary.read,
                        "written": summary.written,
                        "unchanged": summary.unchanged,
                        "rejected": summary.rejected,
                        "absent": summary.absent,
                        "objects": sorted(self.shown.kinds),
                        "full": self.objects_in_full,
                    },
                },
            )
        return summary


def _now() -> Millis:
    return time.time_ns() // 1_000_000
