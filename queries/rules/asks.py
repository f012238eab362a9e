"""What people had been asked for by a moment, and where each ask stood then.

An ask counts from the invitation; one the prospect missed does not count. Where it stood is told by
the steps taken with it; where none was, by the dates its source gives. A reservation that lapsed
has expired, whether or not anybody noticed.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from graph.model import Millis
from graph.transitions import ENDED, PENDING, lapsed
from queries.facts import AccountFacts

Ask = dict[str, Any]

DECIDED = ("accepted", "scheduled", "declined")


def asks_of(account: AccountFacts, person: str) -> list[Ask]:
    """What the person was asked for, wherever they worked. Needs the column `asks`."""
    return _that_count(account.rows_of("asks", person), account.as_of)


def asks_there(account: AccountFacts) -> list[Ask]:
    """What anybody was asked for as somebody of the account, or as nobody's in particular.

    Needs the columns `asks` and `asks_there`.
    """
    of_nobody = [ask for ask in account.row["asks"] if ask["account"] is None]
    return _that_count([*account.row["asks_there"], *of_nobody], account.as_of)


def asks_made(account: AccountFacts, person: str | None = None) -> list[Ask]:
    """Every invitation of the account's people, or of one, missed ones included; needs `asks`."""
    asks = account.row["asks"] if person is None else account.rows_of("asks", person)
    return [ask for ask in standing(asks, account.as_of) if ask["invited_at"] is not None]


def _that_count(asks: Iterable[Ask], as_of: Millis) -> list[Ask]:
    return sorted(
        (
            ask
            for ask in standing(asks, as_of)
            if ask["invited_at"] is not None and ask["state"] != "missed_by_prospect"
        ),
        key=lambda ask: (ask["invited_at"], ask["id"]),
    )


def standing(asks: Iterable[Ask], as_of: Millis) -> Iterator[Ask]:
    """Each ask that there was, as it stood, with the dates that had come."""
    for ask in asks:
        then = _by_steps(ask, as_of) if ask["steps"] else _as_told(ask, as_of)
        if then is None:
            continue
        if lapsed(then["state"], then["reserved_until"], as_of):
            then = then | {"state": "expired", "ended_at": then["reserved_until"]}
        yield then


def _by_steps(ask: Ask, as_of: Millis) -> Ask | None:
    """By the steps taken by then; None before the first."""
    taken = sorted(
        (step for step in ask["steps"] if step["at"] <= as_of), key=lambda step: int(step["at"])
    )
    if not taken:
        return None
    newest = taken[-1]
    decided = [step["at"] for step in taken if step["state"] in ("accepted", "declined")]
    held = [step["reserved_until"] for step in taken if step["reserved_until"] is not None]
    return ask | {
        "state": newest["state"],
        "invited_at": None if _later(ask["invited_at"], as_of) else ask["invited_at"],
        "decided_at": decided[-1] if decided else None,
        "ended_at": newest["at"] if newest["state"] in ENDED else None,
        "reserved_until": held[-1] if held else None,
    }


def _as_told(ask: Ask, as_of: Millis) -> Ask | None:
    """By the last state that its source told, and by when it was decided and ended."""
    if _later(ask["invited_at"], as_of):
        return None
    state: str = ask["state"]
    if state not in (*PENDING, *DECIDED) and _later(ask["ended_at"], as_of):
        state = "accepted"
    if state in DECIDED and _later(ask["decided_at"], as_of):
        state = "invited"
    return ask | {"state": state}


def _later(moment: Millis | None, as_of: Millis) -> bool:
    return moment is not None and moment > as_of
