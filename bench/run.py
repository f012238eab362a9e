"""One run: every engine in turn, every world on it."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import orjson

from bench.engines import ROOT, Running, known_engines, running
from bench.importing import Imported
from bench.machine import machine, versions
from bench.over_http import compare_over_http
from bench.plan import AS_OF, PEOPLE, SEED, TOUCHPOINTS, Plan
from bench.questions import about_all, about_one, asked, growth
from bench.results import Measured, Run, World
from examples.bulk import Bulk, write_bulk
from graph.database import open_database
from tests.engines.neo4j import EngineMissing

Exports = Mapping[int, Path]


async def measure(plan: Plan, engines: Sequence[str], *, quick: bool) -> Run:
    """Everything the plan asks for, on these engines."""
    known = known_engines()
    missing = {
        each.title: each.missing or "it was left out of this run"
        for name, each in known.items()
        if name not in engines
    }
    found = machine()
    with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
        exports = {}
        for accounts in plan.accounts:
            _tell(f"writing {accounts:,} accounts")
            exports[accounts] = Path(folder) / f"export-{accounts}"
            write_bulk(exports[accounts], Bulk(accounts, PEOPLE, TOUCHPOINTS, SEED, AS_OF))
        measured = []
        for name in engines:
            try:
                measured.append(await _engine(name, plan, exports, Path(folder)))
            except EngineMissing as reason:  # its files could not be fetched, say
                missing[known[name].title] = str(reason)
    today = datetime.now(UTC).date().isoformat()
    return Run(today, quick, plan, found, versions(), tuple(measured), missing)


async def _engine(name: str, plan: Plan, exports: Exports, folder: Path) -> Measured:
    """One engine; all its worlds stay open, so that they can be compared in turns."""
    async with AsyncExitStack() as stack:
        worlds, opened, engines = [], [], []
        for accounts, export in exports.items():
            _tell(f"{name}: {accounts:,} accounts")
            engine = await stack.enter_async_context(running(name, folder / f"{name}-{accounts}"))
            first = await _imported(engine, export)
            again = await _imported(engine, export)
            database = await stack.enter_async_context(open_database(engine.settings))
            world = await asked(accounts, database)
            _tell(f"{name}: {accounts:,} accounts: {first.rate:,.0f} rows/s; asking")
            one, whole = await about_one(world, plan), await about_all(world, plan)
            worlds.append(World(accounts, first, again, one, whole))
            opened.append(world)
            engines.append(engine)
        _tell(f"{name}: comparing worlds")
        grown = [await growth(smaller, larger, plan) for smaller, larger in pairwise(opened)]
        _tell(f"{name}: comparing over HTTP")
        http = await compare_over_http(engines[-1], opened[-1], plan, folder)
    known = known_engines()[name]
    return Measured(
        name,
        known.title,
        known.version,
        tuple(worlds),
        tuple(grown),
        plan.accounts[-1],
        http,
    )


async def _imported(engine: Running, export: Path) -> Imported:
    """What an import took, done by a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.importing", str(export)),
        env=engine.environment,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"the import ended with {process.returncode}")
    return Imported(**orjson.loads(said))


def _tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
