"""`python -m bench.importing FOLDER`: imports one export and prints what it took, as JSON.

A process of its own, so that the memory measured is the importer's. Its environment names the
graph.
"""

import asyncio
import re
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import orjson

from graph.database import open_database
from graph.load import Progress, load
from graph.schema import prepare
from graph.settings import read_settings
from importers.catalogue import open_source

STATUS = Path("/proc/self/status")
TENTHS = 10


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


async def import_folder(folder: Path) -> Imported:
    """Import a Salesforce export into the graph that the environment names."""
    async with open_database(read_settings()) as database:
        await prepare(database)
        started = perf_counter()
        export = open_source("salesforce", folder)
        watch = _Watch(sum(table.rows for table in export.tables))
        summary = await load(database, export, progress=watch)
        seconds = perf_counter() - started
    return Imported(
        summary.read,
        summary.written,
        summary.unchanged,
        summary.rejected,
        seconds,
        max(watch.most, peak_mb()),
        tuple(watch.peaks),
    )


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


if __name__ == "__main__":
    print(orjson.dumps(asdict(asyncio.run(import_folder(Path(sys.argv[1]))))).decode())
