"""Nothing else is imported or taken back while an import is taken back, and the other way round."""

import asyncio
from pathlib import Path

import pytest

from graph.database import Database
from graph.errors import Conflict
from graph.loading.load import Summary, load
from graph.loading.undo import carry_out_undo
from importers.source import Options
from tests.graph.digest import digest
from tests.graph.test_killed_undo import people
from tests.graph.test_load import differences
from tests.graph.test_undo import APRIL, MARCH, MAY, changed, start_anew
from tests.importers.exports import rapport


async def imported(database: Database, folder: Path, taken_at: int) -> Summary:
    """Import forty people in many small batches."""
    export = rapport(folder, people(range(40), "Head"), Options(taken_at=taken_at))
    return await load(database, export, batch=4)


async def test_what_is_imported_beside_an_undoing_is_not_lost(
    prepared: Database, tmp_path: Path
) -> None:
    """Both may begin at once: then the import says that it must wait, and nothing is lost."""
    await imported(prepared, tmp_path / "april", APRIL)
    april = await digest(prepared)
    await start_anew(prepared)
    march = await imported(prepared, tmp_path / "march", MARCH)
    importing = asyncio.create_task(imported(prepared, tmp_path / "april", APRIL))
    await changed(prepared, "import_undo", {"run": march.run})
    undone, said = await asyncio.gather(
        carry_out_undo(prepared, march.run), importing, return_exceptions=True
    )
    assert not isinstance(undone, BaseException), undone
    if isinstance(said, Conflict):
        assert said.message.startswith(f"The import run {march.run} is being taken back")
        await imported(prepared, tmp_path / "april", APRIL)
    assert differences(april, await digest(prepared)) == {}


async def test_one_at_a_time(prepared: Database, tmp_path: Path) -> None:
    march = await imported(prepared, tmp_path / "march", MARCH)
    april = await imported(prepared, tmp_path / "april", APRIL)
    state = "MATCH (r:ImportRun {id: $id}) SET r.state = $state, r.heartbeat_at = $at"

    for told, at, why in (("running", MAY, "is under way"), ("undoing", 0, "is being taken back")):
        await prepared.write("tests.state", state, {"id": march.run, "state": told, "at": at})
        with pytest.raises(Conflict, match=f"The import run {march.run} {why}: take this one back"):
            await changed(prepared, "import_undo", {"run": april.run})

    with pytest.raises(Conflict, match=rf"rapport undo {march.run} goes on with it"):
        await imported(prepared, tmp_path / "may", MAY)
    rows = await prepared.read(
        "tests.failed", "MATCH (r:ImportRun {state: 'failed'}) RETURN r.written AS written"
    )
    assert rows == [{"written": None}]

    long_ago = {"id": march.run, "state": "running", "at": 0}
    await prepared.write("tests.state", state, long_ago)  # nothing was heard of it since
    await changed(prepared, "import_undo", {"run": april.run})
    assert (await carry_out_undo(prepared, april.run)).run == april.run
