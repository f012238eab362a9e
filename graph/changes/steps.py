"""Steps from one state to the next: of requests, asks, consents and assets.

Whatever source a thing comes from, what was decided about it here stands beside it and outlives its
next import. A step of an ask moves its request along.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from secrets import token_hex

from graph.changes.locks import lock_asks
from graph.changes.records import text
from graph.database import Row, Transaction
from graph.ids import id_from, label_of
from graph.model import Millis
from graph.programme.histories import told_steps
from graph.programme.transitions import Standing, followed


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the thing with the id `of`; `cause` is the id of the decision that led to it.

    A step of an ask may hold its person until `reserved_until`.
    """

    of: str
    was: str | None
    state: str
    reason: str | None = None
    cause: str | None = None
    reserved_until: Millis | None = None


async def take_steps(tx: Transaction, steps: Sequence[Step], at: Millis, actor: str) -> None:
    """Put each thing into its new state, and the requests of asks into what follows.

    Steps of one thing never share a moment: one that would lie before the newest is taken right
    after it.
    """
    by_label = sorted(steps, key=lambda step: label_of(step.of) or "")
    for label, some in groupby(by_label, key=lambda step: label_of(step.of)):
        of_label = list(some)
        rows = await _rows(tx, str(label), of_label, at, actor)
        await tx.run("steps.take", text(f"step_of_{str(label).lower()}"), {"rows": rows})
        if label == "Ask":
            await follow(tx, [step.of for step in of_label], at, actor)


async def _rows(
    tx: Transaction, label: str, steps: Sequence[Step], at: Millis, actor: str
) -> list[Row]:
    """The steps as they are written, after what their source told of asks that took none yet."""
    found = await tx.run("steps.newest", _newest(label), {"ids": [step.of for step in steps]})
    newest: dict[str, Millis | None] = {row["id"]: row["newest"] for row in found}
    begun = {step.of for step in steps if step.was is None}
    rows: list[Row] = []
    for row in found if label == "Ask" else ():
        if row["newest"] is not None or row["id"] in begun:
            continue
        was = None
        for told in told_steps(row["thing"]):
            step = Step(row["id"], was, told.state, reserved_until=told.reserved_until)
            rows.append(_row(step, told.at, row["thing"]["source"]))
            newest[row["id"]], was = told.at, told.state
    for step in steps:
        before = newest.get(step.of)
        moment = at if before is None else max(at, before + 1)
        rows.append(_row(step, moment, actor))
        newest[step.of] = moment
    return rows


def _row(step: Step, at: Millis, actor: str) -> Row:
    return {
        "id": id_from("Step", f"{step.of}:{at}"),
        "of": step.of,
        "was": step.was,
        "state": step.state,
        "reason": step.reason,
        "cause": step.cause,
        "reserved_until": step.reserved_until,
        "actor": actor,
        "at": at,
    }


def _newest(label: str) -> str:
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) "
        "CALL (n) { OPTIONAL MATCH (s:Step)-[:STEP_OF]->(n) RETURN max(s.at) AS newest } "
        "RETURN id, newest, properties(n) AS thing"
    )


async def follow(tx: Transaction, ids: Iterable[str], at: Millis, actor: str) -> None:
    """Bring requests, named by their ids or by those of asks, to where their asks are."""
    requests = await tx.run("steps.followed", text("read_followed"), {"ids": sorted(set(ids))})
    await lock_asks(tx, token_hex(8), [row["id"] for row in requests])
    rows = await tx.run(
        "steps.requests", text("read_requests"), {"ids": [r["id"] for r in requests]}
    )
    steps = []
    for row in rows:
        state = followed(row["state"], [Standing(**ask) for ask in row["asks"]], row["how_many"])
        if state != row["state"]:
            steps.append(Step(row["id"], row["state"], state))
    if steps:
        await take_steps(tx, steps, at, actor)
