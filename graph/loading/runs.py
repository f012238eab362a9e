"""Runs of importers that are not under way: how they wait, are taken over, and fail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.audit import Deed, note
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import Conflict
from graph.model import Millis

SILENT_MILLIS = 120_000
"""A run of which nothing was heard for longer was interrupted."""


KEPT = 10
"""So many of the newest runs of each source can be taken back, and keep their rejects."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run stands: its state as its own process last said it, and when it was alive."""

    id: str
    source: str
    state: str
    heartbeat_at: Millis

    def waits(self, now: Millis) -> bool:
        """Whether it is to be done, and nobody is at it any more."""
        silent = now - self.heartbeat_at > SILENT_MILLIS
        return silent and self.state in ("queued", "running", "undoing")

    @property
    def over(self) -> bool:
        """Whether nothing is left to be done."""
        return self.state not in ("queued", "running", "undoing")


async def queue_run(
    database: Database, run: str, source: str, path: str, deed: Deed, at: Millis
) -> None:
    """Let a run wait for its turn, with the audit entry of whoever asked for it."""
    waiting = {
        "id": run,
        "source": source,
        "path": path,
        "by": deed.actor,
        "state": "queued",
        "started_at": at,
        "heartbeat_at": at,
    }

    async def work(tx: Transaction) -> None:
        await tx.run("runs.queue", cypher("graph.changes", "queue_run"), {"run": waiting})
        await note(tx, deed, at)

    await database.transaction("runs.queue", work)


async def read_runs(database: Database, ids: Iterable[str]) -> Mapping[str, Run]:
    """How runs stand, by id; those that are not there are left out."""
    rows = await database.read("runs", cypher("graph.loading", "runs"), {"ids": sorted(ids)})
    return {row["id"]: Run(**row) for row in rows}


async def read_run(database: Database, id_: str, now: Millis) -> dict[str, Any] | None:
    """What is noted of a run, and where it stands; None where there is none."""
    rows = await database.read("run", cypher("graph.loading", "run"), {"id": id_})
    if not rows:
        return None
    run: dict[str, Any] = rows[0]["run"]
    alive = run.get("heartbeat_at") or run["started_at"]
    if Run(id_, run["source"], run["state"], alive).waits(now):
        run["state"] = "interrupted"
    return run


async def read_newest_runs(database: Database, most: int, now: Millis) -> list[dict[str, Any]]:
    """The newest runs, newest first, each with where it stands and its counts so far."""
    text = cypher("graph.loading", "newest_runs")
    rows = await database.read("runs.newest", text, {"most": most})
    for row in rows:
        alive = row["heartbeat_at"] or row["started_at"]
        if Run(row["id"], row["source"], row["state"], alive).waits(now):
            row["state"] = "interrupted"
    return list(rows)


async def read_undoing(database: Database) -> list[Run]:
    """The runs that are to be taken back."""
    rows = await database.read("runs.undoing", cypher("graph.changes", "undoing_runs"))
    return [Run(**row) for row in rows]


async def check_nothing_undone(database: Database) -> None:
    """Raise Conflict while a run is being taken back: what it showed would be found, and go."""
    for run in await read_undoing(database):
        raise Conflict(
            f"The import run {run.id} is being taken back: import this again when that has ended "
            f"(rapport undo {run.id} goes on with it if it was cut off)."
        )


async def forget_old_runs(database: Database, source: str) -> None:
    """Forget of all but the newest runs of a source what it takes to take them back."""
    given = {"source": source, "keep": KEPT}
    old = await database.read("runs.old", cypher("graph.changes", "old_runs"), given)
    for row in old:
        some = {"run": row["id"], "limit": 200}
        left = True
        while left:
            (found,) = await database.write(
                "runs.forget", cypher("graph.changes", "forget_footprints"), some
            )
            left = found["batches"] > 0
        await database.write(
            "runs.forgotten", "MATCH (r:ImportRun {id: $id}) SET r.forgotten = true", row
        )


async def claim_run(database: Database, run: Run, now: Millis) -> bool:
    """Take over a run; False when somebody else did."""
    given = {"id": run.id, "heartbeat_at": run.heartbeat_at, "now": now}
    return bool(await database.write("runs.claim", cypher("graph.changes", "claim_run"), given))


async def beat_queued(database: Database, ids: Iterable[str], now: Millis) -> None:
    """Show that runs which wait have not been forgotten."""
    given = {"ids": sorted(ids), "now": now}
    await database.write("runs.beat", cypher("graph.changes", "beat_queued"), given)


async def queue_again(database: Database, run: str, now: Millis) -> None:
    """Show that a run waits for its turn, once more."""
    given = {"id": run, "now": now}
    await database.write("runs.queue_again", cypher("graph.changes", "queue_again"), given)


async def fail_run(database: Database, run: str, why: str, now: Millis) -> None:
    """Say that a run cannot be done, and why."""
    given = {"id": run, "why": why, "now": now}
    await database.write("runs.fail", cypher("graph.changes", "fail_run"), given)
