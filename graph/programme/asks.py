"""Where each ask stood at a moment; `graph/reading/standing.py` says the same in Cypher.

That is told by the steps taken with it; where none was, by the dates its source gives. A
reservation that lapsed has expired, whether or not anybody noticed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.model import Millis
from graph.programme.states import taken_by
from graph.programme.transitions import ENDED, PENDING, lapsed

Ask = dict[str, Any]

DECIDED = ("accepted", "scheduled", "declined")


def asks_then(asks: Iterable[Ask], moment: Millis) -> Iterator[Ask]:
    """Each ask that there was, as it stood, with the dates that had come."""
    for ask in asks:
        then = _by_steps(ask, moment) if ask["steps"] else _as_told(ask, moment)
        if then is None:
            continue
        if lapsed(then["state"], then["reserved_until"], moment):
            then = then | {"state": "expired", "ended_at": then["reserved_until"]}
        yield then


def _by_steps(ask: Ask, moment: Millis) -> Ask | None:
    """By the steps taken by then; None before the first."""
    taken = taken_by(moment, ask["steps"])
    if not taken:
        return None
    newest = taken[-1]
    decided = [step["at"] for step in taken if step["state"] in ("accepted", "declined")]
    held = [step["reserved_until"] for step in taken if step["reserved_until"] is not None]
    return ask | {
        "state": newest["state"],
        "invited_at": None if _later(ask["invited_at"], moment) else ask["invited_at"],
        "decided_at": decided[-1] if decided else None,
        "ended_at": newest["at"] if newest["state"] in ENDED else None,
        "reserved_until": held[-1] if held else None,
    }


def _as_told(ask: Ask, moment: Millis) -> Ask | None:
    """By the last state that its source told, and by when it was decided and ended."""
    if _later(ask["invited_at"], moment):
        return None
    state: str = ask["state"]
    if state not in (*PENDING, *DECIDED) and _later(ask["ended_at"], moment):
        state = "accepted"
    if state in DECIDED and _later(ask["decided_at"], moment):
        state = "invited"
    return ask | {"state": state}


def _later(at: Millis | None, moment: Millis) -> bool:
    return at is not None and at > moment
