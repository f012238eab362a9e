"""`rapport import`: load an export of another system, or the CSV folder."""

import csv
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from api.cli.session import with_graph
from api.cli.terminal import counted, errors, output
from api.import_options import ImportOptions, check_dated
from graph.database import Database
from graph.errors import BadInput, RapportError
from graph.loading.holdings import read_nameless_accounts
from graph.loading.load import Full, Summary, load
from graph.loading.load import Progress as Reached
from graph.loading.rejects import COLUMNS, lines_of
from graph.statement import Reject
from importers.catalogue import SOURCES, open_source
from importers.files import printable
from importers.mapping import read_map
from importers.source import Export, not_read
from importers.templates import write_templates

REJECTS_SHOWN = 5


def import_(
    source: Annotated[str, typer.Argument(help=f"Where it comes from: {', '.join(SOURCES)}.")],
    path: Annotated[
        Path | None, typer.Argument(help="A folder, a zip or one file.", show_default=False)
    ] = None,
    taken_at: Annotated[
        str,
        typer.Option(
            help="When the export was taken, if its newest date does not tell; file: when the "
            "newest of its files was written."
        ),
    ] = "",
    name: Annotated[str, typer.Option(help="What to call the source (csv only).")] = "",
    currency: Annotated[str, typer.Option(help="Currency of amounts that name none.")] = "USD",
    map_: Annotated[
        Path | None, typer.Option("--map", help="TOML file with your own columns and words.")
    ] = None,
    rejects: Annotated[
        Path | None,
        typer.Option(help="File for rows that cannot be used (if left out: SOURCE-rejects.csv)."),
    ] = None,
    our_domains: Annotated[
        str,
        typer.Option(
            envvar="RAPPORT_OUR_DOMAINS",
            help="Mail domains of our own people, with commas between (mail, calendars).",
        ),
    ] = "",
    whose: Annotated[
        str, typer.Option(help="Address of the one of us whose mailbox, calendar or list it is.")
    ] = "",
    keep_text: Annotated[
        bool, typer.Option("--keep-text", help="Keep the bodies of mails, not only read them.")
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="It holds all there is: mark what its tables no longer have as absent."
        ),
    ] = False,
    accept_absent: Annotated[
        bool,
        typer.Option(
            "--accept-absent", help="With --full: also where most of what is known is absent."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change; change nothing.")
    ] = False,
    templates: Annotated[
        Path | None, typer.Option(help="Write empty CSV files with explanations there instead.")
    ] = None,
) -> None:
    """Load an export. The same one again changes nothing; one that was cut off goes on."""
    if templates is not None:
        written = write_templates(templates)
        output.print(f"{len(written)} templates in {templates}.", markup=False, highlight=False)
        return
    if path is None:
        raise BadInput("Say which folder or file to import.")
    said = ImportOptions(
        source=source,
        name=name,
        taken_at=taken_at,
        currency=currency,
        our_domains=our_domains,
        whose=whose,
        keep_text=keep_text,
        full=full,
        accept_absent=accept_absent,
    )
    whole = said.fullness()
    options = said.options(path, read_map(map_) if map_ else None)
    export = open_source(source, path, options)
    rejected = RejectsFile(rejects or Path(f"{export.source}-rejects.csv"))
    with rejected:
        summary = with_graph(
            lambda database: import_export(database, export, rejected, whole, dry_run=dry_run)
        )
    print_summary(export, summary, dry_run=dry_run)
    rejected.report()


class RejectsFile:
    """Rows that could not be used, or not wholly, as they come; no file when there are none.

    BadInput, before anything is imported, when `path` cannot be written or holds anything but what
    an earlier import rejected: it may be the export itself.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._check()
        self.first: list[Reject] = []
        self.count = self.partly = 0
        self._file: TextIO | None = None

    def __call__(self, reject: Reject) -> None:
        """Write one row."""
        try:
            if self._file is None:
                self._file = self.path.open("w", newline="", encoding="utf-8")
                csv.writer(self._file).writerow(COLUMNS)
            csv.writer(self._file).writerows(lines_of(reject))
        except OSError as error:
            raise self._unwritten(error) from error
        self.count += not reject.kept
        self.partly += reject.kept
        if len(self.first) < REJECTS_SHOWN:
            self.first.append(reject)

    def __enter__(self) -> "RejectsFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if self._file is not None:
                self._file.close()
            elif kind is None and self.path.is_file():
                self.path.unlink()  # what it holds was rejected by an import before this one
        except OSError as error:
            if kind is None:
                raise self._unwritten(error) from error

    def _check(self) -> None:
        there = self.path.exists()
        try:
            if there and not self.path.is_char_device():
                if not self.path.is_file():
                    raise BadInput(f"{self.path} is no file that rejected rows can go to.")
                with self.path.open(encoding="utf-8", errors="replace", newline="") as file:
                    first = file.readline(1000).strip()
                if first and not first.startswith(",".join(COLUMNS[:5])):
                    raise BadInput(
                        f"{self.path} holds something else than rejected rows: say another file "
                        "with --rejects."
                    )
            with self.path.open("a", encoding="utf-8"):
                pass
            if not there:
                self.path.unlink()
        except OSError as error:
            raise BadInput(
                f"Rejected rows cannot be written to {self.path}: {error.strerror}."
            ) from error

    def _unwritten(self, error: OSError) -> RapportError:
        return RapportError(
            f"Rejected rows could not be written to {self.path}: {error.strerror}. Import the same "
            "again with another --rejects: what is in the graph by now stays as it is."
        )

    def report(self) -> None:
        """Say on standard error what was rejected, and where to find it."""
        if not self.first:
            return
        for reject in self.first:
            for column, reason in reject.faults:
                where = f"{reject.file}, line {reject.line}{column and f', {column}'}"
                left_out = " (left out; the rest of the row was used)" if reject.kept else ""
                errors.print(
                    printable(f"{where}: {reason}{left_out}"), markup=False, highlight=False
                )
        said = []
        if self.count:
            said.append(f"{counted(self.count, 'row')} could not be used")
        if self.partly:
            were = "was" if self.partly == 1 else "were"
            said.append(f"{self.partly:,} {were} used without a value that could not be read")
        all_ = "has all of them" if self.count + self.partly > 1 else "has it"
        errors.print(
            f"{'; '.join(said)}: {self.path} {all_}.",
            style="yellow",
            markup=False,
            highlight=False,
        )


async def import_export(
    database: Database,
    export: Export,
    reject: Callable[[Reject], None],
    full: Full = Full.NO,
    *,
    dry_run: bool = False,
) -> Summary:
    """Load an export, showing how far it has come."""
    check_dated(export)
    with progress_shown() as progress:
        summary = await load(
            database, export, progress=progress, reject=reject, full=full, dry_run=dry_run
        )
    if nameless := await read_nameless_accounts(database, export.source):
        accounts = "1 account is" if nameless == 1 else f"{nameless:,} accounts are"
        summary.warnings.append(f"{accounts} referred to, and in no export of {export.source} yet.")
    return summary


@contextmanager
def progress_shown() -> Iterator[Callable[[Reached], None]]:
    """A bar for each table with rows per second on a terminal; elsewhere a line for each table."""
    if not errors.is_terminal:
        lines = _Lines()
        yield lines
        lines.end_table()
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f} rows"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        console=errors,
    ) as bars:
        yield _Bars(bars)


class _Bars:
    def __init__(self, bars: Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, tuple[TaskID, float]] = {}

    def __call__(self, reached: Reached) -> None:
        if reached.table not in self._tasks:
            task = self._bars.add_task(reached.table, total=reached.total, rate="")
            self._tasks[reached.table] = (task, time.monotonic())
        task, started = self._tasks[reached.table]
        self._bars.update(task, completed=reached.done, rate=_rate(reached.done, started))


class _Lines:
    def __init__(self) -> None:
        self._started = time.monotonic()
        self._last: Reached | None = None

    def __call__(self, reached: Reached) -> None:
        if self._last is not None and reached.table != self._last.table:
            self.end_table()
            self._started = time.monotonic()
        self._last = reached

    def end_table(self) -> None:
        """Say how much of the table was read: rows that say nothing are not told of."""
        if self._last is None:
            return
        rate = _rate(self._last.done, self._started)
        rows = counted(self._last.done, "row")
        line = f"{self._last.table}: {rows}{', ' if rate else ''}{rate}"
        errors.print(line, markup=False, highlight=False)


def _rate(rows: int, started: float) -> str:
    seconds = time.monotonic() - started
    return f"{rows / seconds:,.0f}/s" if seconds > 0.1 else ""


def print_summary(export: Export, summary: Summary, *, dry_run: bool = False) -> None:
    """Print what became of the rows, per table."""
    table = Table(box=None, pad_edge=False)
    table.add_column("table")
    counted = ["read", "written", "unchanged", "rejected"]
    if summary.partly_read:
        counted.append("partly_read")
    for name in counted:
        title = "would change" if dry_run and name == "written" else name.replace("_", " ")
        table.add_column(title, justify="right")
    for name, counts in summary.by_table.items():
        table.add_row(name, *(f"{counts[key]:,}" for key in counted))
    output.print(table)
    if export.taken_at is not None:
        taken = datetime.fromtimestamp(export.taken_at / 1000, UTC)
        said = f"Taken {taken:%Y-%m-%d %H:%M} UTC"
        said += "; nothing was changed (dry run)." if dry_run else f"; run {summary.run}."
        output.print(said, markup=False, highlight=False)
    if summary.absent:
        verb = "would be marked so" if dry_run else "marked so"
        said = f"Absent from it, and {verb}: {summary.absent:,}."
        output.print(said, markup=False, highlight=False)
    warn(summary)
    for line in not_read(export):
        errors.print(printable(line), style="dim", markup=False)


def warn(summary: Summary) -> None:
    """Say on standard error what an import did not do, and why."""
    for warning in summary.warnings:
        errors.print(printable(warning), style="yellow", markup=False, highlight=False)
