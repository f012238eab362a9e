"""Taking an import back: the graph becomes what it would be without it.

Batch by batch, the last one first, each in one transaction, so that a process that is cut off goes
on where it was. What a later import shows as well, or somebody changed since, stays; the run says
what and why.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph.change import Given, Target
from graph.changes.things import ENDED_BY
from graph.changes.undone import show_again, take_back
from graph.cypher import cypher
from graph.database import Database, Transaction
from graph.errors import BadInput, Conflict, NotFound
from graph.identity import NAMED
from graph.loading.absences import SOME, span
from graph.loading.footprint import Footprint, Left, packed_left, unpacked_left
from graph.loading.others import Others, read_others
from graph.loading.runs import SILENT_MILLIS, Run
from graph.model import ENTITIES, Millis

WAIT_SECONDS = 0.5
MOST_KEPT = 1000
"""How many of the records that could not be taken back a run names; it counts all."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What became of a run that was taken back: what stayed, each with the reason, and how much.

    `written` are the rows by which it had changed the graph; `before` tells that all this was done
    already.
    """

    run: str
    kept: tuple[str, ...]
    kept_count: int
    written: int = 0
    before: bool = False


async def ask_undo(tx: Transaction, run: str, now: Millis) -> bool:
    """Let a run be taken back; False when it is already, or will be.

    Raises NotFound, Conflict while it is under way, BadInput when too much was imported since.
    """
    rows = await tx.run("undo.read_run", cypher("graph.loading", "run"), {"id": run})
    if not rows:
        raise NotFound(f"There is no import run {run}.", "run")
    told = rows[0]["run"]
    state = told["state"]
    if state in ("undone", "undoing"):
        return False
    alive = told.get("heartbeat_at") or told["started_at"]
    under_way = Run(run, told["source"], state, alive)
    if not under_way.over and not under_way.waits(now):
        raise Conflict(f"The import run {run} is still under way.", "run")
    others = {"run": run, "states": ["running", "undoing"], "alive": now - SILENT_MILLIS}
    beside = await tx.run("undo.beside", cypher("graph.loading", "under_way"), others)
    if beside:
        doing = "is being taken back" if beside[0]["state"] == "undoing" else "is under way"
        raise Conflict(
            f"The import run {beside[0]['id']} {doing}: take this one back when that has ended.",
            "run",
        )
    lost = await tx.run("undo.lost", cypher("graph.changes", "undo_lost"), {"run": run})
    if lost[0]["batches"]:
        raise BadInput(
            f"The import run {run} can no longer be taken back: too many of its source came after.",
            "run",
        )
    await tx.run("undo.ask", cypher("graph.changes", "undo_ask"), {"run": run})
    return True


async def undo_asked(tx: Transaction, given: Given) -> Target:
    """An import is to be taken back; the service does it in the background."""
    run = str(given.values["run"])
    await ask_undo(tx, run, given.now)
    return Target("ImportRun", run)


async def carry_out_undo(database: Database, run: str) -> Undone:
    """Take back a run for which that was asked; one that is taken back tells what stayed."""
    (row,) = await database.read("undo.read_run", cypher("graph.loading", "run"), {"id": run})
    told = row["run"]
    before = told["state"] != "undoing"
    if not before:
        await _wait_for_imports(database, run)
        others = await read_others(database, run, told["started_at"])
        batches = await database.read(
            "undo.batches", cypher("graph.changes", "undo_batches"), {"run": run}
        )
        for batch in batches:
            await _undo_batch(database, run, batch["id"], told["taken_at"], others)
        for object in told.get("full") or ():
            await _undo_full(database, object, told["taken_at"], others)
        await _undo_left(database)
        await _finish(database, run)
        (row,) = await database.read("undo.read_run", cypher("graph.loading", "run"), {"id": run})
        told = row["run"]
    return Undone(
        *(run, tuple(told.get("kept") or ()), told.get("kept_count") or 0),
        written=told.get("written") or 0,
        before=before,
    )


async def _wait_for_imports(database: Database, run: str) -> None:
    """Wait until no import is under way that began just when this was asked for.

    Both say first what they do and look for the other then, so one of them sees the other.
    """
    under_way = cypher("graph.loading", "under_way")
    while True:
        imports = {"run": run, "states": ["running"], "alive": _now() - SILENT_MILLIS}
        if not await database.read("undo.beside", under_way, imports):
            return
        await asyncio.sleep(WAIT_SECONDS)


async def _undo_batch(
    database: Database, run: str, batch: str, taken_at: Millis, others: Others
) -> None:
    async def work(tx: Transaction) -> None:
        rows = await tx.run("undo.batch", cypher("graph.changes", "undo_batch"), {"id": batch})
        if not rows:
            return
        u = await take_back(tx, Footprint.unpacked(rows[0]["undo"]), taken_at, others)
        await _note(tx, run, batch, u.kept, u.left)

    await database.transaction("undo.batch", work)


async def _note(tx: Transaction, run: str, batch: str, kept: Mapping[str, str], left: Left) -> None:
    said = [f"{key}: {why}" for key, why in sorted(kept.items())]
    given = {"id": batch, "run": run, "kept": said, "left": packed_left(left)}
    await tx.run(
        "undo.note",
        cypher("graph.changes", "undo_note"),
        {**given, "most": MOST_KEPT, "now": _now()},
    )


async def _undo_left(database: Database) -> None:
    """Take back what stayed of runs that were taken back before, now that this one is gone too."""
    others: dict[str, Others] = {}
    for row in await database.read("undo.left", cypher("graph.changes", "undo_left")):
        run = row["run"]
        if run not in others:
            others[run] = await read_others(database, run, row["started_at"])
        await _undo_left_batch(database, run, row["id"], row["taken_at"], others[run])


async def _undo_left_batch(
    database: Database, run: str, batch: str, taken_at: Millis, others: Others
) -> None:
    async def work(tx: Transaction) -> None:
        rows = await tx.run(
            "undo.left_batch", cypher("graph.changes", "undo_left_batch"), {"id": batch}
        )
        if not rows:
            return
        kept: dict[str, str] = {}
        left: Left = defaultdict(Footprint)
        parts = unpacked_left(rows[0]["left"])
        # Names go last: what the others leave may need them.
        for moment in sorted(parts, key=lambda moment: (moment == taken_at, moment)):
            part = parts[moment]
            if moment != taken_at:
                shown = {k for k in part.records if others.show_at(k, moment, later=False)}
                left[moment].records |= {k: part.records.pop(k) for k in shown}
            u = await take_back(tx, part, moment, others)
            kept |= u.kept
            for at, footprint in u.left.items():
                left[at].take_in(footprint)
        await _note(tx, run, batch, kept, left)

    await database.transaction("undo.left", work)


async def _undo_full(database: Database, object: str, taken_at: Millis, others: Others) -> None:
    """Take back what imports of older exports noted because this one had everything."""
    after, end = span(object)
    rows = None
    while rows is None or len(rows) == SOME:
        rows = await database.read(
            "undo.seen",
            cypher("graph.changes", "seen_records"),
            {"after": after, "end": end, "version": f"[{taken_at},", "limit": SOME},
        )
        keys = [row["key"] for row in rows]
        after = keys[-1] if keys else after

        keys = [key for key in keys if not others.show_at(key, taken_at, later=False)]

        async def work(tx: Transaction, keys: list[str] = keys) -> None:
            await take_back(tx, Footprint(records=dict.fromkeys(keys)), taken_at, others)

        await database.transaction("undo.full", work)

    async def last(tx: Transaction) -> None:
        for label in ENDED_BY:
            await show_again(tx, label, span(object), taken_at, others)

    await database.transaction("undo.full", last)


async def _finish(database: Database, run: str) -> None:
    """Remove what only something taken back spoke of, and close the run."""

    async def work(tx: Transaction) -> None:
        for label, entity in ENTITIES.items():
            if label in NAMED or label == "Touchpoint" or entity.file is None:
                continue
            text = f"MATCH (n:{label}) WHERE n.key IS NULL AND NOT (n)--() DELETE n"
            await tx.run("undo.stubs", text)
        given = {"run": run, "now": _now()}
        await tx.run("undo.end", cypher("graph.changes", "undo_end"), given)

    await database.transaction("undo.end", work)


def _now() -> Millis:
    return time.time_ns() // 1_000_000
