"""`python -m bench.sources`: how fast each source is read, and imported, and in how much memory.

A million mails, a hundred thousand events and a million CRM rows take long and gigabytes of disk,
so this runs only on request; `--scale 0.01` shows that everything works. The page goes to
`docs/benchmarks-sources.md`, its figures to the JSON file beside it, unless `--out` says otherwise.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import orjson

from bench.engines import ROOT, Running, known_engines, running
from bench.importing import Imported
from bench.machine import machine, versions
from bench.plan import AS_OF, PEOPLE, SEED, TOUCHPOINTS
from examples.bulk import Bulk, write_bulk
from examples.correspondence import write_calendar, write_mbox

PAGE = ROOT / "docs" / "benchmarks-sources.md"
ROWS_OF_AN_ACCOUNT = 130
"""About so many rows a CRM export has for each of the accounts that `bulk.py` writes."""
FLAT = 1.25
"""Memory is flat where the peak at the end is at most so many times that at half of the rows."""


@dataclass(frozen=True)
class Kind:
    """A source to measure: how much of it, and how that is written."""

    source: str
    what: str
    records: int
    write: Callable[[Path, int], None]


def _crm(path: Path, rows: int) -> None:
    accounts = max(1, rows // ROWS_OF_AN_ACCOUNT)
    write_bulk(path, Bulk(accounts, PEOPLE, TOUCHPOINTS, SEED, AS_OF))


KINDS = (
    Kind("mail", "mails", 1_000_000, lambda path, n: write_mbox(path, n, SEED, AS_OF)),
    Kind("calendar", "events", 100_000, lambda path, n: write_calendar(path, n, SEED, AS_OF)),
    Kind("salesforce", "CRM rows", 1_000_000, _crm),
)
_SUFFIX = {"mail": ".mbox", "calendar": ".ics", "salesforce": ""}


@dataclass(frozen=True)
class Measured:
    """One source: read alone, and imported into each engine by its title."""

    what: str
    read: Imported
    imported: Mapping[str, Imported]


async def measure(scale: float, engines: Sequence[str]) -> dict[str, Measured]:
    """Every source at that share of its size, on these engines."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as name:
        folder = Path(name)
        for kind in KINDS:
            path = folder / f"{kind.source}{_SUFFIX[kind.source]}"
            records = max(1, round(kind.records * scale))
            _tell(f"writing {records:,} {kind.what}")
            kind.write(path, records)
            _tell(f"reading {kind.what}")
            read = await _in_a_process(kind.source, path)
            imported = {}
            for engine in engines:
                _tell(f"{engine}: importing {kind.what}")
                async with running(engine, folder / f"{engine}-{kind.source}") as server:
                    title = known_engines()[engine].title
                    imported[title] = await _in_a_process(kind.source, path, server)
            found[kind.source] = Measured(kind.what, read, imported)
    return found


async def _in_a_process(source: str, path: Path, server: Running | None = None) -> Imported:
    """What it took to read (without a server) or to import, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.importing", str(path), source),
        *(() if server else ("--read-only",)),
        env=None if server is None else server.environment,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{source} ended with {process.returncode}")
    return Imported(**orjson.loads(said))


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def page(found: Mapping[str, Measured], scale: float) -> str:
    """The figures as a page of Markdown."""
    return "\n".join((*_page(found, scale), ""))


def _page(found: Mapping[str, Measured], scale: float) -> Iterator[str]:
    today = datetime.now(UTC).date().isoformat()
    yield "<!-- Written by `python -m bench.sources`; the figures are in the JSON beside it. -->"
    yield "# Reading and importing"
    yield ""
    if scale < 1:
        yield f"> **{scale:g} of the full size.** It shows that everything can be measured; its"
        yield "> figures mean nothing."
        yield ""
    yield f"Measured on {today} with `python -m bench.sources`, each line in a process of its own;"
    yield f"{', '.join(f'{name}: {value}' for name, value in machine().items())}. Memory is flat"
    yield f"where the peak at the end is at most {FLAT} times that at half of the rows."
    yield ""
    yield "| source | records | how | rows/s | MB at half | MB at the end | flat |"
    yield "|---|---|---|---|---|---|---|"
    for measured in found.values():
        ways = {"read alone": measured.read, **measured.imported}
        for how, took in ways.items():
            half = took.peaks_mb[4]
            flat = "yes" if took.peak_mb <= FLAT * half else "**no**"
            yield (
                f"| {measured.what} | {took.rows:,} | {how} | {took.rate:,.0f} | {half:.0f} "
                f"| {took.peak_mb:.0f} | {flat} |"
            )


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line and does what it says."""
    engines = known_engines()
    parser = argparse.ArgumentParser(prog="python -m bench.sources", description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the full size (1)")
    parser.add_argument("--engines", nargs="*", choices=engines, help="which engines (embedded)")
    parser.add_argument("--out", type=Path, default=PAGE, help="where to write the page")
    options = parser.parse_args(arguments)
    chosen = ["embedded"] if options.engines is None else options.engines
    found = asyncio.run(measure(options.scale, chosen))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(page(found, options.scale), encoding="utf-8")
    figures = {
        "scale": options.scale,
        "machine": machine(),
        "versions": versions(),
        "sources": {name: asdict(measured) for name, measured in found.items()},
    }
    options.out.with_suffix(".json").write_bytes(
        orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )
    _tell(f"written: {options.out}")


if __name__ == "__main__":
    main()
