"""`python -m bench.importing PATH [SOURCE]`: imports one export and prints what it took, as JSON.

A process of its own, so that the memory measured is the importer's. Its environment names the
graph; with `--read-only` everything is read and nothing written, and no graph is needed.
"""

import argparse
import asyncio
import re
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import orjson

from examples.team import DOMAIN
from graph.database import open_database
from graph.loading.load import Progress, load
from graph.schema import prepare
from graph.settings import read_settings
from graph.statement import Reject, Statement
from importers.catalogue import open_source
from importers.source import Options

STATUS = Path("/proc/self/status")
TENTHS = 10
NOTED = 1000
"""After so many rows the memory is looked at, where nothing is loaded."""


@dataclass(frozen=True)
class Imported:
    """One import: rows by what became of them, seconds from opening the files to the end.

    `peak_mb` is the most memory the process ever held, `peaks_mb` the same after each tenth of
    the rows.
    """

    rows: int
    written: int
    unchanged: int
    rejected: int
    seconds: float
    peak_mb: float
    peaks_mb: tuple[float, ...]

    @property
    def rate(self) -> float:
        """Rows per second."""
        return self.rows / self.seconds


OPTIONS = Options(our_domains=(DOMAIN,))


async def import_export(path: Path, source: str) -> Imported:
    """Import an export into the graph that the environment names."""
    async with open_database(read_settings()) as database:
        await prepare(database)
        started = perf_counter()
        export = open_source(source, path, OPTIONS)
        watch = _Watch(sum(table.rows for table in export.tables))
        summary = await load(database, export, progress=watch)
        seconds = perf_counter() - started
    watch.end()
    return Imported(
        summary.read,
        summary.written,
        summary.unchanged,
        summary.rejected,
        seconds,
        max(watch.most, peak_mb()),
        tuple(watch.peaks),
    )


def read_export(path: Path, source: str) -> Imported:
    """Read an export and make statements of it, for nobody."""
    started = perf_counter()
    export = open_source(source, path, OPTIONS)
    watch = _Watch(sum(table.rows for table in export.tables))
    said = rejected = 0
    for table in export.tables:
        for number, item in enumerate(table.statements(), 1):
            rejected += isinstance(item, Reject) and not item.kept
            said += isinstance(item, Statement)
            if number % NOTED == 0:
                watch(Progress(table.name, min(number, table.rows), table.rows))
        watch(Progress(table.name, table.rows, table.rows))
    seconds = perf_counter() - started
    watch.end()
    most = max(watch.most, peak_mb())
    return Imported(watch.rows, said, 0, rejected, seconds, most, tuple(watch.peaks))


class _Watch:
    """Notes the peak of memory after each tenth of the rows."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.most = 0.0
        self.peaks: list[float] = []
        self._by_table: dict[str, int] = {}

    def __call__(self, progress: Progress) -> None:
        # The kernel's own peak may fall by some pages again.
        self.most = max(self.most, peak_mb())
        self._by_table[progress.table] = progress.done
        done = sum(self._by_table.values())
        while len(self.peaks) < TENTHS and done * TENTHS >= self.rows * (len(self.peaks) + 1):
            self.peaks.append(self.most)

    def end(self) -> None:
        """Note the rest: rows that say nothing are not told of."""
        self.most = max(self.most, peak_mb())
        self.peaks += [self.most] * (TENTHS - len(self.peaks))


def peak_mb() -> float:
    """The most memory this process held so far, in megabytes (2^20 bytes).

    Linux counts what the starting process held towards `ru_maxrss`, but not towards VmHWM.
    """
    if STATUS.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
        if found is not None:
            return int(found[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Reads the command line and does what it says."""
    parser = argparse.ArgumentParser(prog="python -m bench.importing")
    parser.add_argument("path", type=Path)
    parser.add_argument("source", nargs="?", default="salesforce")
    parser.add_argument("--read-only", action="store_true")
    said = parser.parse_args()
    if said.read_only:
        took = read_export(said.path, said.source)
    else:
        took = asyncio.run(import_export(said.path, said.source))
    print(orjson.dumps(asdict(took)).decode())


if __name__ == "__main__":
    main()
