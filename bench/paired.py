"""Ratios that hold on a noisy machine: two subjects asked in turns, compared pair by pair.

Whatever slows the machine for a while slows both halves of a pair. The median over the pairs of a
block, and over blocks the median of those, move far less than either time by itself.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from statistics import median
from typing import TypeVar

S = TypeVar("S")
Timed = Callable[[S], Awaitable[float]]
"""Asks about a subject; milliseconds that the answer took."""
Pair = tuple[float, float]
Block = Sequence[Pair]

RESAMPLES = 1_000
CONFIDENCE = 0.95
CONTROL_LOW, CONTROL_HIGH = 0.97, 1.03


@dataclass(frozen=True)
class Ratio:
    """How many times as long the first took as the second.

    `value` is the median of the blocks' medians, `low` and `high` its bootstrap interval of 95 %.
    """

    value: float
    low: float
    high: float
    first_ms: float
    second_ms: float
    blocks: tuple[float, ...]

    @property
    def is_even(self) -> bool:
        """Whether a control, the same subject twice, came out as it must."""
        return CONTROL_LOW <= self.value <= CONTROL_HIGH


async def in_pairs(first: Timed[S], second: Timed[S], subjects: Iterable[tuple[S, S]]) -> Block:
    """Ask both, the first about the first of each two subjects; they take turns to begin."""
    pairs = []
    for number, (one, other) in enumerate(subjects):
        if number % 2:
            after = await second(other)
            pairs.append((await first(one), after))
        else:
            before = await first(one)
            pairs.append((before, await second(other)))
    return pairs


def ratio_of(blocks: Sequence[Block]) -> Ratio:
    """The ratio that blocks of pairs show."""
    ratios = [[first / second for first, second in block] for block in blocks]
    medians = [median(block) for block in ratios]
    resampled = sorted(_resampled(ratios))
    beyond = int(len(resampled) * (1 - CONFIDENCE) / 2)
    times = [pair for block in blocks for pair in block]
    return Ratio(
        median(medians),
        resampled[beyond],
        resampled[-1 - beyond],
        median(first for first, _ in times),
        median(second for _, second in times),
        tuple(medians),
    )


def _resampled(ratios: Sequence[Sequence[float]]) -> Iterable[float]:
    """What the ratio might have been: blocks drawn with replacement, and pairs within each."""
    chance = Random(len(ratios))
    for _ in range(RESAMPLES):
        drawn = chance.choices(ratios, k=len(ratios))
        yield median(median(chance.choices(block, k=len(block))) for block in drawn)
