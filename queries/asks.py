"""What people had been asked for by a moment, and where each ask stood then.

An ask counts from the invitation; one the prospect missed does not count.
"""

from collections.abc import Iterable
from typing import Any

from graph.model import Millis
from queries.facts import AccountFacts

Ask = dict[str, Any]

PENDING = ("invited", "accepted", "scheduled")
DECIDED = ("accepted", "scheduled", "declined")


def state_then(ask: Ask, as_of: Millis) -> str:
    """Where the ask stood: the graph keeps its last state, and when it was decided and ended."""
    state: str = ask["state"]
    if state not in (*PENDING, *DECIDED) and _later(ask["ended_at"], as_of):
        state = "accepted"
    if state in DECIDED and _later(ask["decided_at"], as_of):
        return "invited"
    return state


def _later(moment: Millis | None, as_of: Millis) -> bool:
    return moment is not None and moment > as_of


def asks_of(account: AccountFacts, person: str) -> list[Ask]:
    """What the person was asked for, wherever they worked. Needs the column `asks`."""
    return _that_count(account.rows_of("asks", person), account.as_of)


def asks_there(account: AccountFacts) -> list[Ask]:
    """What anybody was asked for as somebody of the account, or as nobody's in particular.

    Needs the columns `asks` and `asks_there`.
    """
    of_nobody = [ask for ask in account.row["asks"] if ask["account"] is None]
    return _that_count([*account.row["asks_there"], *of_nobody], account.as_of)


def _that_count(asks: Iterable[Ask], as_of: Millis) -> list[Ask]:
    standing = [ask | {"state": state_then(ask, as_of)} for ask in asks]
    return sorted(
        (ask for ask in standing if ask["state"] != "missed_by_prospect"),
        key=lambda ask: (ask["invited_at"], ask["id"]),
    )
