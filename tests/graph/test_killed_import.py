"""An import that is killed, again and again, and goes on: nothing is lost, nothing half-written."""

import asyncio
import random
import signal
import sys
from datetime import date
from pathlib import Path

import pytest

from examples.__main__ import write
from graph.database import Database
from graph.loading.load import load
from graph.schema import prepare
from importers.catalogue import open_source
from tests import engines
from tests.engines import Engine
from tests.graph.digest import digest

KILLS = 30
BATCH = 60
IMPORT = """
import asyncio, sys
from pathlib import Path
from graph.database import open_database
from graph.loading.load import load
from graph.settings import read_settings
from importers.catalogue import open_source

async def main():
    export = open_source("salesforce", Path(sys.argv[1]))
    async with open_database(read_settings()) as database:
        print("open", flush=True)
        await load(database, export, batch=int(sys.argv[2]))

asyncio.run(main())
"""


@pytest.mark.timeout(600)
async def test_thirty_kills_lose_nothing(
    engine: Engine, prepared: Database, tmp_path: Path
) -> None:
    write(tmp_path, date(2026, 11, 22), 7, 26)
    folder = tmp_path / "salesforce"
    await load(prepared, open_source("salesforce", folder))
    whole = await digest(prepared)
    await engines.empty(prepared)
    await prepare(prepared)

    chance = random.Random(7)
    killed = 0
    for _ in range(KILLS):
        if not await _killed_import(engine, folder, chance.uniform(0.05, 0.6)):
            break
        killed += 1
        await _nothing_half_written(prepared)
    summary = await load(prepared, open_source("salesforce", folder), batch=BATCH)
    assert killed > KILLS / 2
    assert summary.resumed or killed < KILLS
    assert await digest(prepared) == whole


async def _killed_import(engine: Engine, folder: Path, seconds: float) -> bool:
    """Import in a process of its own and kill it so long after it began; False if it was done."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        IMPORT,
        str(folder),
        str(BATCH),
        env=dict(engine.environment),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    await asyncio.sleep(seconds)
    if process.returncode is not None:
        return False
    process.send_signal(signal.SIGKILL)
    await process.wait()
    return process.returncode == -signal.SIGKILL


async def _nothing_half_written(database: Database) -> None:
    """Every touchpoint has a participant, every record its subject, every batch its entry."""
    loose = await database.read(
        "test.loose",
        "OPTIONAL MATCH (t:Touchpoint) WHERE t.hash IS NOT NULL AND t.channel = 'call' "
        "AND NOT EXISTS { ()-[:TOOK_PART]->(t) } RETURN count(t) AS count "
        "UNION ALL OPTIONAL MATCH (r:Record) "
        "WHERE NOT EXISTS { MATCH (:Identifier {key: r.subject})-[:NAMES]->() } "
        "RETURN count(r) AS count",
    )
    assert [row["count"] for row in loose] == [0, 0]
