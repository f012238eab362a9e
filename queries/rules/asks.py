"""What people had been asked for by a moment.

An ask counts from the invitation; one the prospect missed does not count.
"""

from collections.abc import Iterable

from graph.model import Millis
from graph.programme.asks import Ask, asks_then
from graph.programme.transitions import ASKABLE
from queries.facts import AccountFacts

MOVING = tuple(state for state in ASKABLE if state != "scheduled")
"""States of a request in which the next step is somebody's: only in these can it stall."""


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
    return [ask for ask in asks_then(asks, account.as_of) if ask["invited_at"] is not None]


def _that_count(asks: Iterable[Ask], as_of: Millis) -> list[Ask]:
    return sorted(
        (
            ask
            for ask in asks_then(asks, as_of)
            if ask["invited_at"] is not None and ask["state"] != "missed_by_prospect"
        ),
        key=lambda ask: (ask["invited_at"], ask["id"]),
    )
