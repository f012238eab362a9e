"""How much is measured: the sizes of the worlds and how often everything is repeated."""

from dataclasses import dataclass
from datetime import date

PEOPLE = 20
TOUCHPOINTS = 60
"""Of each account."""
SEED = 1
AS_OF = date(2026, 11, 2)
"""The day the data of every world ends, so that a seed gives the same world on any day."""


@dataclass(frozen=True)
class Plan:
    """What one run does.

    `accounts` are the sizes of its worlds. Every question is asked about `asked` accounts one by
    one; about the whole company `whole` times, or fewer when `whole_seconds` are over for all of
    them together. A ratio is measured in `blocks` of `pairs`. `warm_up` calls of each kind go
    before, untimed.
    """

    accounts: tuple[int, ...]
    asked: int
    whole: int
    whole_seconds: float
    blocks: int
    pairs: int
    warm_up: int


FULL = Plan(
    accounts=(500, 5_000),
    asked=300,
    whole=30,
    whole_seconds=120,
    blocks=6,
    pairs=120,
    warm_up=30,
)
QUICK = Plan(accounts=(20, 100), asked=5, whole=1, whole_seconds=1, blocks=2, pairs=4, warm_up=1)
"""Shows that everything runs; its figures mean nothing."""
