"""What one request carries: who asks, when, and the graph it is answered from."""

from asyncio import Semaphore
from dataclasses import dataclass, field

from graph.database import Database
from graph.model import Millis, Reader

MOST_AT_ONCE = 2
"""Questions about every account that are answered at once; the others wait, and so nobody else."""


@dataclass(frozen=True)
class Key:
    """Who asks: an API key, a bearer token or the command line, with the role it acts in."""

    name: str
    role: Reader
    id: str | None = None


@dataclass(frozen=True)
class Budget:
    """The nodes that a key may have read for it in a minute, and how many are left of them."""

    per_minute: int
    left: int


@dataclass
class Context:
    """The request a GraphQL operation, a REST call or a command belongs to.

    `now` is the `asOf` of whatever names none: taken once, so that one request is true of one
    moment. `withheld` collects what was asked for and left out because the role may not read it
    (`Person.email`); answers carry it in `extensions.withheld`. `budget` is None where calls are
    not counted. Whoever asks about every account waits for their turn at `whole_company`. With
    `teams_only` nobody sees figures of single teammates.
    """

    database: Database
    key: Key
    request_id: str
    now: Millis
    withheld: set[str] = field(default_factory=set)
    budget: Budget | None = None
    teams_only: bool = False
    whole_company: Semaphore = field(default_factory=lambda: Semaphore(MOST_AT_ONCE))
