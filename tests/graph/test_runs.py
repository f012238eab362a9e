"""What a run leaves of itself: how far it came, why it failed, which rows it could not use."""

from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.loading import rejects
from graph.loading.load import load
from graph.loading.rejects import read_rejects
from importers.source import Options
from tests.importers.exports import at, rapport

ACCOUNTS = "id,name\nacme,Acme\nbeta,\n,\n"
PEOPLE = "id,name\nann,Ann\n"


async def test_a_run_that_failed_says_why_and_is_gone_on_with(
    prepared: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "export"
    options = Options(taken_at=at("2026-06-01"))
    export = rapport(folder, {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE}, options)
    (folder / "people.csv").unlink()
    with pytest.raises(BadInput, match=r"people\.csv is damaged or cannot be read"):
        await load(prepared, export, batch=1)
    (run,) = await runs(prepared)
    assert run["error"].startswith("people.csv is damaged or cannot be read")
    assert told(run) == ("failed", "accounts.csv", 3, 1, 2, 4)

    (folder / "people.csv").write_text(PEOPLE)
    summary = await load(prepared, export, batch=1)
    assert (summary.run, summary.resumed) == (run["id"], True)
    (run,) = await runs(prepared)
    assert run.get("error") is None
    assert told(run) == ("done", None, 4, 2, 2, 4)
    kept = [reject async for reject in read_rejects(prepared, run["id"])]
    assert [(r.file, r.line, r.reason) for r in kept] == [
        ("accounts.csv", line, "it must not be empty") for line in (3, 4)
    ]


async def test_only_so_many_rejects_are_kept_and_none_is_long(
    prepared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejects, "MOST", 2)
    rows = "".join(f"{n},,{'x' * 600}\n" for n in range(5))
    options = Options(taken_at=at("2026-06-01"))
    export = rapport(tmp_path / "a", {"accounts.csv": f"id,name,remark\n{rows}"}, options)
    summary = await load(prepared, export, batch=1)
    kept = [reject async for reject in read_rejects(prepared, summary.run)]
    assert summary.rejected == 5
    assert [(r.line, len(r.row["remark"])) for r in kept] == [(2, 500), (3, 500)]


async def runs(database: Database) -> list[dict[str, Any]]:
    rows = await database.read("tests.runs", "MATCH (r:ImportRun) RETURN properties(r) AS run")
    return [row["run"] for row in rows]


def told(run: dict[str, Any]) -> tuple[Any, ...]:
    """Where a run stands, at which table, and its rows: read, written, rejected, all there are."""
    return (
        run["state"],
        run.get("table"),
        *(run[name] for name in ("read", "written", "rejected", "total")),
    )
