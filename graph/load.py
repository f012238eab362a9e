"""Loading an export: batches of statements, each with its ledger entry in one transaction.

A batch is there whole or not at all; a run that was cut off goes on after its last batch; the same
export again changes nothing.
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

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
    """What a run did: rows by what became of them."""

    run: str
    resumed: bool = False
    read: int = 0
    written: int = 0
    unchanged: int = 0
    rejected: int = 0
    by_table: dict[str, Counter[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: rows of the table that were read, of all it has."""

    table: str
    done: int
    total: int


class _RolledBackError(Exception):
    """Ends the transaction of a dry run."""


async def load(
    database: Database,
    export: Export,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    reject: Callable[[Reject], None] = lambda _: None,
    dry_run: bool = False,
    batch: int = BATCH,
) -> Summary:
    """Load `export`; rows that cannot be used go to `reject`.

    Raises BadInput when nothing tells when the export was taken. A dry run counts what would be
    written and writes nothing.
    """
    if export.taken_at is None:
        raise BadInput(f"Nothing in {export.path} tells when it was taken; say so with --taken-at.")
    return await _Run(database, export, export.taken_at, progress, reject, dry_run).load(batch)


class _Run:
    def __init__(
        self,
        database: Database,
        export: Export,
        taken_at: Millis,
        progress: Callable[[Progress], None],
        reject: Callable[[Reject], None],
        dry_run: bool,
    ) -> None:
        self.database = database
        self.export = export
        self.taken_at = taken_at
        self.progress = progress
        self.reject = reject
        self.dry_run = dry_run
        self.remembered: dict[str, Target] = {}
        self.summary = Summary("")

    async def load(self, size: int) -> Summary:
        done = await self._begin()
        for table in self.export.tables:
            counts = self.summary.by_table.setdefault(table.name, Counter())
            async for number, part in _parts(table.statements(), size, self.taken_at):
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
        return await self._end()

    async def _begin(self) -> dict[tuple[str, int], int]:
        """Open the run, or go on with one that was cut off; returns the batches it has written."""
        export = self.export
        identity = f"{export.source}:{export.fingerprint}:{self.taken_at}"
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

    async def _write(self, table: str, number: int, batch: Batch) -> int:
        names: dict[str, Target] = {}
        written = 0

        async def work(tx: Transaction) -> None:
            nonlocal names, written
            applied = await apply(tx, batch, self.remembered)
            names = {} if applied.people_moved else applied.names
            written = len(applied.changed)
            if applied.people_moved:
                self.remembered.clear()
            if self.dry_run:
                raise _RolledBackError
            entry = {
                "id": id_from("ImportBatch", f"{self.summary.run}:{table}:{number}"),
                "run": self.summary.run,
                "file": table,
                "number": number,
                "rows": batch.size,
                "written": written,
            }
            await tx.run("load.ledger", "CREATE (b:ImportBatch) SET b = $entry", {"entry": entry})

        try:
            await self.database.transaction("load.batch", work)
        except _RolledBackError:
            return written
        if len(self.remembered) > REMEMBERED:
            self.remembered.clear()
        self.remembered |= names
        return written

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
                    },
                },
            )
        return summary


@dataclass(frozen=True, slots=True)
class _Part:
    """Some rows of a table: the batch they make, and those that cannot be used."""

    batch: Batch
    rejects: list[Reject]


async def _parts(
    rows: Iterator[Statement | Reject], size: int, seen_at: Millis
) -> AsyncIterator[tuple[int, _Part]]:
    """Numbered parts of a table; the next is read in a thread while the last one is written."""

    def read() -> _Part | None:
        some = list(islice(rows, size))
        rejects = [row for row in some if isinstance(row, Reject)]
        statements = (row for row in some if isinstance(row, Statement))
        return _Part(batch_of(statements, seen_at), rejects) if some else None

    number = 0
    part = await asyncio.to_thread(read)
    while part:
        number += 1
        following = asyncio.create_task(asyncio.to_thread(read))
        try:
            yield number, part
        finally:
            part = await following


def _now() -> Millis:
    return time.time_ns() // 1_000_000
