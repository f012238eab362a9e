"""What a run found. The same figures go into the page and into the JSON file beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.importing import Imported
from bench.paired import Ratio
from bench.plan import Plan


@dataclass(frozen=True)
class Times:
    """How long one call took, in milliseconds, over `count` calls."""

    count: int
    p50: float
    p99: float


def times_of(milliseconds: Iterable[float]) -> Times:
    """Median and 99th percentile; of few calls the latter is the slowest."""
    ordered = sorted(milliseconds)
    count = len(ordered)
    return Times(count, ordered[count // 2], ordered[min(count - 1, int(count * 0.99))])


@dataclass(frozen=True)
class World:
    """One size of world: its two imports, and each question about one account and about all."""

    accounts: int
    first: Imported
    again: Imported
    one: Mapping[str, Times]
    whole: Mapping[str, Times]

    @property
    def speed_up(self) -> float:
        """How many times as fast the second import was."""
        return self.again.rate / self.first.rate


@dataclass(frozen=True)
class Growth:
    """How many times as long one account's question takes in a larger world.

    `control` compares accounts of the smaller world with each other.
    """

    smaller: int
    larger: int
    questions: Mapping[str, Ratio]
    control: Ratio

    @property
    def factor(self) -> float:
        """How many times as large the larger world is."""
        return self.larger / self.smaller


@dataclass(frozen=True)
class Compared:
    """GraphQL against the bare endpoint, and the bare endpoint against itself (`control`)."""

    read: str
    title: str
    bytes: int
    ratio: Ratio
    control: Ratio


@dataclass(frozen=True)
class Measured:
    """Everything about one engine; `http_accounts` is the size of the world asked over HTTP."""

    name: str
    title: str
    version: str
    worlds: tuple[World, ...]
    growth: tuple[Growth, ...]
    http_accounts: int
    http: tuple[Compared, ...]


@dataclass(frozen=True)
class Run:
    """One run of the benchmark; `missing` says why an engine took no part."""

    date: str
    quick: bool
    plan: Plan
    machine: Mapping[str, str]
    versions: Mapping[str, str]
    engines: tuple[Measured, ...]
    missing: Mapping[str, str]
