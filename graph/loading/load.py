"""Loading an export: batches of statements, each with its ledger entry in one transaction.

A batch is there whole or not at all; a run that was cut off goes on after its last batch; the same
export again changes nothing.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any, Protocol

from graph.apply import apply
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput, DatabaseUnavailable, RapportError
from graph.identity import Target
from graph.ids import id_from
from graph.loading import rejects
from graph.loading.absences import Newer, Shown, mark_missing, read_missing, read_newer
from graph.loading.footprint import Footprint
from graph.loading.part import Part, part_of
from graph.loading.runs import check_nothing_undone, forget_old_runs
from graph.model import Millis
from graph.statement import Reject, Statement

BATCH = 2500
BEAT_SECONDS = 15
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
    """What a run did: rows by what became of them, and records marked absent.

    Of the rows written or unchanged, `partly_read` ones lost a value that could not be read.
    """

    run: str
    resumed: bool = False
    read: int = 0
    written: int = 0
    unchanged: int = 0
    rejected: int = 0
    partly_read: int = 0
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
    job: str | None = None,
    warnings: Sequence[str] = (),
) -> Summary:
    """Load `export`; rows that cannot be used, or not wholly, go to `reject`.

    `job` is the run that waits for it, `warnings` are noted with it before its own.

    Raises BadInput when nothing tells when the export was taken. A dry run counts what would be
    written and writes nothing.
    """
    if export.taken_at is None:
        raise BadInput(f"Nothing in {export.path} tells when it was taken; say so with --taken-at.")
    run = _Run(database, export, export.taken_at, progress, reject, dry_run, full, job)
    run.summary.warnings += warnings
    return await run.load(batch)


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
        job: str | None,
    ) -> None:
        self.database = database
        self.export = export
        self.taken_at = taken_at
        self.progress = progress
        self.reject = reject
        self.dry_run = dry_run
        self.full = full
        self.job = job
        self.last_sign = _now()
        self.shown = Shown(full=full is not Full.NO)
        self.newer = Newer({})
        self.objects_in_full: list[str] = []
        self.remembered: dict[str, Target] = {}
        self.summary = Summary("")

    async def load(self, size: int) -> Summary:
        done = await self._begin()
        beating = asyncio.create_task(self._beat())
        try:
            if not self.dry_run:
                await check_nothing_undone(self.database)
            return await self._load(done, size)
        except DatabaseUnavailable:
            raise  # the next one goes on
        except RapportError as error:
            await self._fail(error)
            raise
        finally:
            beating.cancel()
            await asyncio.wait([beating])

    async def _load(self, done: Mapping[tuple[str, int], int], size: int) -> Summary:
        for table in self.export.tables:
            counts = self.summary.by_table.setdefault(table.name, Counter())
            async for number, part in self._parts(table, size):
                for rejected in part.rejects:
                    self.reject(rejected)
                written = done.get((table.name, number))
                if written is None:
                    written = await self._write(table.name, number, part)
                self._count(counts, part, written)
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
        self.summary.run = self.job or id_from("ImportRun", f"{identity}:{time.time_ns()}")
        if self.dry_run:
            return {}
        rows = await self.database.write(
            "load.begin_run",
            cypher("graph.changes", "begin_run"),
            {
                "id": self.summary.run,
                "appointed": self.job is not None,
                "fingerprint": identity,
                "about": {
                    "source": export.source,
                    "path": export.path,
                    "taken_at": self.taken_at,
                    "touchpoints": export.has_touchpoints,
                    "total": sum(table.rows for table in export.tables),
                },
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
            footprint = Footprint()
            marked = await mark_missing(tx, label, some, self.taken_at, self.newer, footprint)
            entry = {"file": object, "number": number, "rows": len(some), "written": marked}
            entry |= {"undo": footprint.packed()}
            await self._enter(tx, entry)
            return marked

        if self.dry_run:
            return len(some)
        return await self.database.transaction("load.missing", work)

    async def _write(self, table: str, number: int, part: Part) -> int:
        names: dict[str, Target] = {}
        written = 0
        room = max(0, rejects.MOST - self.summary.rejected - self.summary.partly_read)
        kept = {"rejects": rejects.packed(part.rejects[:room])} if part.rejects[:room] else {}

        async def work(tx: Transaction) -> None:
            nonlocal names, written
            footprint = Footprint()
            applied = await apply(tx, part.batch, self.remembered, self.newer.full_at, footprint)
            names = {} if applied.people_moved else applied.names
            written = len(applied.changed)
            if applied.people_moved:
                self.remembered.clear()
            if self.dry_run:
                raise _RolledBackError
            entry = {"file": table, "number": number, "rows": part.batch.size, "written": written}
            entry |= {"undo": footprint.packed(), **part.marks, **kept}
            await self._enter(tx, entry, read=part.size, rejected=part.rejected)

        try:
            await self.database.transaction("load.batch", work)
        except _RolledBackError:
            return written
        if len(self.remembered) > REMEMBERED:
            self.remembered.clear()
        self.remembered |= names
        return written

    async def _parts(self, table: Table, size: int) -> AsyncIterator[tuple[int, Part]]:
        """Numbered parts of a table; the next is read in a thread while the last one is written."""
        rows = table.statements()

        def read() -> Part | None:
            some = list(islice(rows, size))
            self.shown.note(table.name, some)
            rejects = [row for row in some if isinstance(row, Reject)]
            statements = [row for row in some if isinstance(row, Statement)]
            return part_of(statements, rejects, self.taken_at) if some else None

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
        self, tx: Transaction, entry: Mapping[str, Any], *, read: int = 0, rejected: int = 0
    ) -> None:
        """Enter a batch into the ledger, in the transaction that writes it."""
        run, summary, now = self.summary.run, self.summary, _now()
        key = f"{run}:{entry['file']}:{entry['number']}"
        said = {"id": id_from("ImportBatch", key), "run": run, "entered_at": now, **entry}
        progress = {
            "table": entry["file"],
            "read": summary.read + read,
            "written": summary.written + (entry["written"] if read else 0),
            "rejected": summary.rejected + rejected,
            "heartbeat_at": now,
        }
        given = {"run": run, "entry": said, "progress": progress}
        await tx.run("load.ledger", cypher("graph.changes", "enter_batch"), given)
        self.last_sign = now

    def _count(self, counts: Counter[str], part: Part, written: int) -> None:
        """Count a part that is written, in its table and in all."""
        made = {
            "read": part.size,
            "written": written,
            "unchanged": part.batch.size - written,
            "rejected": part.rejected,
            "partly_read": part.partly_read,
        }
        counts.update(made)
        for name, count in made.items():
            setattr(self.summary, name, getattr(self.summary, name) + count)

    async def _beat(self) -> None:
        """Show every now and then that the run is alive, also where no batch is finished."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            if _now() - self.last_sign >= BEAT_SECONDS * 1000:
                given = {"id": self.summary.run, "now": _now()}
                with suppress(DatabaseUnavailable):
                    await self.database.write("load.beat", cypher("graph.changes", "beat"), given)

    async def _fail(self, error: RapportError) -> None:
        with suppress(DatabaseUnavailable):
            await self._close({"state": "failed", "error": error.message})

    async def _close(self, told: Mapping[str, Any]) -> None:
        given = {"id": self.summary.run, "told": {"ended_at": _now(), **told}}
        await self.database.write("load.end_run", cypher("graph.changes", "end_run"), given)

    async def _end(self) -> Summary:
        summary = self.summary
        if not self.dry_run:
            counts = (
                *("read", "written", "unchanged", "rejected", "partly_read"),
                *("absent", "warnings"),
            )
            told = {name: getattr(summary, name) for name in counts}
            told |= {"objects": sorted(self.shown.kinds), "full": self.objects_in_full}
            await self._close({"state": "done", "table": None, **told})
            await forget_old_runs(self.database, self.export.source)
        return summary


def _now() -> Millis:
    return time.time_ns() // 1_000_000
