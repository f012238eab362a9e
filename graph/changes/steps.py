"""Steps from one state to the next: of requests, asks, consents and assets.

Whatever source a thing comes from, what was decided about it here stands beside it and outlives its
next import.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.changes.records import text
from graph.database import Transaction
from graph.ids import id_from, label_of
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the thing with the id `of`; `cause` is the id of the decision that led to it."""

    of: str
    was: str | None
    state: str
    reason: str | None = None
    cause: str | None = None


async def take_steps(tx: Transaction, steps: Sequence[Step], at: Millis, actor: str) -> None:
    """Put each thing into its new state; two steps of one thing need moments of their own."""
    by_label = sorted(steps, key=lambda step: (label_of(step.of) or "", step.of))
    for label, some in groupby(by_label, key=lambda step: label_of(step.of)):
        rows = [
            {
                "id": id_from("Step", f"{step.of}:{at}"),
                "of": step.of,
                "was": step.was,
                "state": step.state,
                "reason": step.reason,
                "cause": step.cause,
                "actor": actor,
                "at": at,
            }
            for step in some
        ]
        await tx.run("steps.take", text(f"step_of_{str(label).lower()}"), {"rows": rows})
