"""How an attempt to deliver went, and when to try again."""

import random
from dataclasses import dataclass

from graph.model import Millis

SECOND: Millis = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
WAITS = (
    5 * SECOND,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
)
"""How long to wait after each failure, as Standard Webhooks advises; after the last: dead."""
JITTER = 0.1
LONGEST_REST = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went; the sentence is shown to admins and holds nothing the receiver said.

    `final`: trying again is of no use. `gone`: nothing is to go there any more. `rest`: nothing is
    to go there for so long.
    """

    problem: str = ""
    final: bool = False
    gone: bool = False
    rest: Millis = 0

    @property
    def delivered(self) -> bool:
        """Whether the receiver has it."""
        return not self.problem


DELIVERED = Outcome()


def wait_after(attempts: int, outcome: Outcome) -> Millis | None:
    """How long until the next attempt after so many; None: there is none."""
    if outcome.final or outcome.gone or attempts > len(WAITS):
        return None
    wait = WAITS[attempts - 1] * random.uniform(1, 1 + JITTER)
    return max(round(wait), outcome.rest)
