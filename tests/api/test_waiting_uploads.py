"""An upload waits while an import is taken back, and is imported once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from api.background import import_staged
from api.import_options import Upload
from api.moments import current
from api.staging import Job, Staged, Staging
from graph.audit import Deed
from graph.database import Database
from graph.ids import id_from
from graph.loading.runs import queue_run, read_run
from graph.loading.undo import carry_out_undo
from tests.graph.test_undo import FIRST, MARCH, changed, told

RUN = id_from("ImportRun", "waiting")


async def uploaded(folder: Path) -> Staged:
    """An upload of one person that waits on disk."""

    async def body() -> AsyncIterator[bytes]:
        yield b"id,name\nzoe,Zoe\n"

    staged = Staging(folder).new(RUN)
    await staged.receive("people.csv", body(), 1000)
    options = Upload(source="csv", name="board", taken_at="2026-06-01")
    staged.note(Job(run=RUN, file="people.csv", options=options))
    return staged


async def state(database: Database) -> tuple[str, int | None]:
    """Where the run of the upload stands, and how many rows it wrote."""
    run = await read_run(database, RUN, current())
    assert run is not None
    return run["state"], run.get("written")


async def test_an_upload_waits_and_is_imported_once(prepared: Database, tmp_path: Path) -> None:
    march = await told(prepared, tmp_path, FIRST, MARCH)
    await changed(prepared, "import_undo", {"run": march})
    deed = Deed("test", "import", RUN)
    await queue_run(prepared, RUN, "csv", "people.csv", deed, 0)  # long ago: interrupted
    assert await state(prepared) == ("interrupted", None)

    staged = await uploaded(tmp_path / "staging")
    importing = asyncio.create_task(import_staged(prepared, staged))
    for _ in range(100):
        if await state(prepared) == ("queued", None):
            break
        await asyncio.sleep(0.1)
    assert await state(prepared) == ("queued", None)
    await carry_out_undo(prepared, march)
    await importing
    assert await state(prepared) == ("done", 1)

    again = await uploaded(tmp_path / "staging")  # as another process would find it
    await import_staged(prepared, again)
    assert await state(prepared) == ("done", 1)
    assert not again.folder.exists()
