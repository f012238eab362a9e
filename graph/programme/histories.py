"""What a source tells of an ask, as steps: they are kept when the ask takes its first step here.

From then on the steps alone say where the ask stood at any moment, so that nothing done to it later
changes an answer about the time before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.model import Millis


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A state of an ask that a source tells, with the moment it began."""

    at: Millis
    state: str
    reserved_until: Millis | None


def told_steps(ask: Mapping[str, Any]) -> list[ToldStep]:
    """The steps in which an ask came to its state, oldest first.

    A source says when the invitation, the answer and the end were; an ask that ended had been
    accepted before, unless it was declined. What has no date is so for as long as we know.
    """
    steps: list[ToldStep] = []
    for told_at, state in _told(ask):
        at = max(told_at, steps[-1].at + 1) if steps else told_at
        steps.append(ToldStep(at, state, ask.get("reserved_until")))
    return steps


def _told(ask: Mapping[str, Any]) -> Iterator[tuple[Millis, str]]:
    state, invited_at = ask["state"], ask.get("invited_at")
    decided_at, ended_at = ask.get("decided_at"), ask.get("ended_at")
    if invited_at is None:
        dates = (ask.get("proposed_at"), decided_at, ended_at)
        invited_at = next((at for at in dates if at is not None), 0)
    decided = state in ("accepted", "scheduled", "declined")
    if state == "invited" or (decided_at is not None and (decided or ended_at is not None)):
        yield invited_at, "invited"
    if decided:
        yield decided_at if decided_at is not None else invited_at, state
    elif state != "invited":
        if ended_at is None:
            yield invited_at, state
        else:
            yield decided_at if decided_at is not None else invited_at, "accepted"
            yield ended_at, state
