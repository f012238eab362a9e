"""Whom we are about to approach, and what stands in the way: asked of whoever knows the rules.

The rules are those of the questions (`queries/rules/blockers.py`), which this package does not
know; who makes a change brings them along (`change.make`), and they are asked inside its
transaction.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.database import Transaction
from graph.model import Millis


@dataclass(frozen=True, slots=True)
class Approach:
    """Somebody of an account, and what they are to be asked for."""

    person: str
    account: str
    act: str
    channel: str | None = None
    region: str | None = None
    prospect_domain: str | None = None


class Blocker(Protocol):
    """A reason not to approach them; `lifts_on` is an ISO day, None if it does not lift itself."""

    @property
    def code(self) -> str: ...

    @property
    def because(self) -> str: ...

    @property
    def lifts_on(self) -> str | None: ...


Rules = Callable[[Transaction, Approach, Millis], Awaitable[Sequence[Blocker]]]
"""Every blocker of an approach as of a moment, read in the transaction."""
