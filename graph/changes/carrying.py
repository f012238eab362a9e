"""What was done here with a thing of another source outlives the next import of its record.

A record says where a thing stood when it was last modified. What was decided here after that
stands; a record modified later moves the thing on, by a step of its source's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.changes.steps import Step, take_steps
from graph.database import Row, Transaction
from graph.model import ASK, Millis

CARRIED: Mapping[str, tuple[str, ...]] = {
    "AdvocacyRequest": ("state",),
    "Ask": tuple(p.name for p in ASK.properties if p.name != "act"),
    "Asset": ("state", "approval", "approved_at", "published_at"),
}
"""What is done with a thing, beside what its record says: of the two the later word counts."""

News = tuple[Step, Millis, str]
"""A step that a record tells, its moment, and the source."""


async def carry_over(tx: Transaction, label: str, rows: Sequence[Row]) -> list[News]:
    """Let the rows, about to replace things, keep what was done with these; the steps they tell."""
    if label not in CARRIED:
        return []
    ids = [row["id"] for row in rows]
    found = await tx.run(f"load.stepped_{label.lower()}", _stepped(label), {"ids": ids})
    stepped = {row["id"]: row for row in found}
    news = []
    for row in rows:
        before = stepped.get(row["id"])
        if before is None:
            continue
        told, stands = row["state"], before["thing"]["state"]
        at = _since(row, before["newest"])
        for name in CARRIED[label]:
            ours, theirs = before["thing"].get(name), row[name]
            first, second = (ours, theirs) if at is None else (theirs, ours)
            row[name] = second if first is None else first
        row["state"] = stands
        if at is not None and told is not None and told != stands:
            step = Step(row["id"], stands, told, reserved_until=row.get("reserved_until"))
            news.append((step, at, row["source"]))
    return news


async def take_told_steps(tx: Transaction, news: Sequence[News]) -> None:
    """Take the steps that records tell."""
    together: dict[tuple[Millis, str], list[Step]] = defaultdict(list)
    for step, at, source in news:
        together[at, source].append(step)
    for (at, source), steps in sorted(together.items(), key=lambda item: item[0]):
        await take_steps(tx, steps, at, source)


def _since(row: Mapping[str, Any], newest: Millis) -> Millis | None:
    """From when on the record's state holds; None unless it was said after the newest step."""
    said_at: Millis = row["modified_at"] or row["seen_at"]
    if said_at <= newest:
        return None
    dates = (row.get("ended_at"), row.get("decided_at"), row.get("invited_at"))
    own = next((at for at in dates if at is not None), None)
    return own if own is not None and newest < own <= said_at else said_at


def _stepped(label: str) -> str:
    return (
        f"UNWIND $ids AS id MATCH (n:{label} {{id: id}})<-[:STEP_OF]-(s:Step) "
        "WITH id, n, max(s.at) AS newest RETURN id, newest, properties(n) AS thing"
    )
