"""What the figures are held against, and whether they hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bench.paired import Ratio
from bench.results import Measured, Run, World

ROWS_PER_SECOND = 8_000
PEAK_MB = 300
PEAK_ROWS = 1_000_000
ONE_ACCOUNT_MS = 10
GROWTH = 1.15
GROWTH_FACTOR = 10
SPEED_UP = 3
HTTP_RATIOS: Mapping[str, float] = {"account": 1.5, "accounts": 1.25}
"""GraphQL over HTTP against the bare endpoint, by the name of the read."""


class Outcome(StrEnum):
    """What a run says about a target; `OPEN`: its worlds were of the wrong sizes for it."""

    MET = "met"
    MISSED = "NOT met"
    VOID = "void: the control is not even"
    OPEN = "not shown"


@dataclass(frozen=True)
class Verdict:
    """One target on one engine, and what was measured for it."""

    engine: str
    target: str
    measured: str
    outcome: Outcome


def verdicts(run: Run) -> list[Verdict]:
    """Every target on every engine that was measured."""
    return [verdict for engine in run.engines for verdict in _of_engine(engine)]


def _of_engine(engine: Measured) -> Iterator[Verdict]:
    largest = engine.worlds[-1]

    def verdict(target: str, measured: str, outcome: Outcome) -> Verdict:
        return Verdict(engine.title, target, measured, outcome)

    rows = f"{largest.first.rows:,} rows"
    yield verdict(
        f"imports at least {ROWS_PER_SECOND:,} rows/s",
        f"{largest.first.rate:,.0f} rows/s ({rows})",
        _when(largest.first.rate >= ROWS_PER_SECOND),
    )
    yield verdict(
        f"the importing process stays below {PEAK_MB} MB at a million rows",
        f"{largest.first.peak_mb:.0f} MB ({rows})",
        _of_memory(largest),
    )
    yield verdict(
        f"an unchanged second import is at least {SPEED_UP} times as fast",
        f"{largest.speed_up:.1f} times ({rows}, {largest.again.written:,} of them written)",
        _when(largest.speed_up >= SPEED_UP and not largest.again.written),
    )
    slowest, times = max(largest.one.items(), key=lambda item: item[1].p50)
    yield verdict(
        f"each question about one account takes less than {ONE_ACCOUNT_MS} ms (p50)",
        f"slowest: {slowest}, {times.p50:.1f} ms ({largest.accounts:,} accounts)",
        _when(times.p50 < ONE_ACCOUNT_MS),
    )
    target = (
        f"each question about one account takes at most {GROWTH} times as long where there are "
        f"{GROWTH_FACTOR} times as many accounts"
    )
    grown = [growth for growth in engine.growth if growth.factor == GROWTH_FACTOR]
    if not grown:
        yield verdict(target, "no two worlds of such sizes", Outcome.OPEN)
    for growth in grown:
        name, ratio = max(growth.questions.items(), key=lambda item: item[1].high)
        yield verdict(
            target,
            f"most: {name}, {said(ratio)} ({growth.smaller:,} to {growth.larger:,} accounts)",
            _of_ratio(ratio, GROWTH, [growth.control]),
        )
    for compared in engine.http:
        if compared.read in HTTP_RATIOS:
            most = HTTP_RATIOS[compared.read]
            yield verdict(
                f"GraphQL takes at most {most} times as long as the bare endpoint: "
                f"{compared.title}",
                said(compared.ratio),
                _of_ratio(compared.ratio, most, [compared.control]),
            )


def said(ratio: Ratio) -> str:
    """A ratio with its interval."""
    return f"{ratio.value:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"


def _when(holds: bool) -> Outcome:
    return Outcome.MET if holds else Outcome.MISSED


def _of_memory(world: World) -> Outcome:
    if world.first.peak_mb >= PEAK_MB:
        return Outcome.MISSED
    return Outcome.MET if world.first.rows >= PEAK_ROWS else Outcome.OPEN


def _of_ratio(ratio: Ratio, most: float, controls: Iterable[Ratio]) -> Outcome:
    """The upper end of the interval decides, so that luck does not."""
    if not all(control.is_even for control in controls):
        return Outcome.VOID
    return _when(ratio.high <= most)
