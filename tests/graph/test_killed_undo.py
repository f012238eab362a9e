"""A full import, and its undoing, that are killed again and again: each is whole in the end."""

import asyncio
import random
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from graph.database import Database
from graph.loading import absences
from graph.loading.load import Full, load
from graph.loading.undo import carry_out_undo
from graph.schema import prepare
from importers.source import Options
from tests import engines
from tests.engines import Engine
from tests.graph.digest import digest
from tests.graph.test_load import differences
from tests.graph.test_undo import APRIL, MARCH, changed, told
from tests.importers.exports import rapport, written

LEAST_KILLS = 2
BATCH = 5
WORK = f"""
import asyncio, sys
from pathlib import Path
from graph.loading import absences
from graph.database import open_database
from graph.loading.load import Full, load
from graph.settings import read_settings
from graph.loading.undo import carry_out_undo
from importers.catalogue import open_source
from importers.source import Options

absences.SOME = {BATCH}

async def main(what, which):
    async with open_database(read_settings()) as database:
        print("open", flush=True)
        if what == "undo":
            await carry_out_undo(database, which)
        else:
            export = open_source("csv", Path(which), Options(taken_at={APRIL}))
            await load(database, export, batch={BATCH}, full=Full.YES)
        print("done", flush=True)

asyncio.run(main(*sys.argv[1:]))
"""


def people(numbers: range, title: str) -> dict[str, str]:
    rows = "".join(f"{n},P{n},p{n}@acme.example,acme,{title},2026-01-01\n" for n in numbers)
    return {
        "accounts.csv": "id,name,created_at\nacme,Acme,2026-01-01\n",
        "people.csv": f"id,name,email,account,title,created_at\n{rows}",
    }


@pytest.mark.timeout(600)
async def test_kills_lose_nothing_of_a_full_import_nor_of_its_undoing(
    engine: Engine, prepared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(absences, "SOME", BATCH)
    tables = people(range(20, 100), "Chief")
    folder = written(tmp_path / "april", tables)

    await told(prepared, tmp_path, people(range(50), "Head"), MARCH)
    before = await digest(prepared)
    export = rapport(tmp_path / "april", tables, Options(taken_at=APRIL))
    await load(prepared, export, full=Full.YES)
    after = await digest(prepared)
    await engines.empty(prepared)
    await prepare(prepared)

    await told(prepared, tmp_path, people(range(50), "Head"), MARCH)
    assert await killed_until_done(engine, "import", str(folder)) >= LEAST_KILLS
    assert differences(after, await digest(prepared)) == {}
    summary = await load(prepared, export, full=Full.YES)
    assert (summary.written, summary.absent) == (0, 0)

    rows = await prepared.read(
        "tests.run", "MATCH (r:ImportRun) WHERE r.absent > 0 RETURN r.id AS id, r.absent AS absent"
    )
    assert [row["absent"] for row in rows] == [20]
    await changed(prepared, "import_undo", {"run": summary.run})
    await carry_out_undo(prepared, summary.run)
    await changed(prepared, "import_undo", {"run": rows[0]["id"]})
    assert await killed_until_done(engine, "undo", rows[0]["id"]) >= LEAST_KILLS
    assert differences(before, await digest(prepared)) == {}


async def killed_until_done(engine: Engine, what: str, which: str) -> int:
    """Do it in processes that are killed after ever longer; returns how many were."""
    chance = random.Random(7)
    for killed in range(100):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            WORK,
            what,
            which,
            env=dict(engine.environment),
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout is not None
        await process.stdout.readline()
        with suppress(TimeoutError):
            async with asyncio.timeout(chance.uniform(0.02, 0.12) * 1.3**killed):
                await process.wait()
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        if b"done" in await process.stdout.read():
            return killed
        assert await process.wait() == -signal.SIGKILL
    raise AssertionError(f"the {what} never ends")
