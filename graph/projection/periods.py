"""Periods of time with open ends."""

from typing import NamedTuple

from graph.model import Millis


class Period(NamedTuple):
    """From `since` (None: as far back as we know) until, not including, `until` (None: still)."""

    since: Millis | None
    until: Millis | None

    @property
    def empty(self) -> bool:
        """No moment lies in it."""
        return self.since is not None and self.until is not None and self.until <= self.since

    def ended_at(self, moment: Millis | None) -> "Period":
        """The same period, over by `moment` at the latest."""
        return Period(self.since, earlier(self.until, moment))

    def within(self, other: "Period") -> "Period":
        """The part of it that lies in the other."""
        return Period(later(self.since, other.since), earlier(self.until, other.until))

    def touches(self, other: "Period") -> bool:
        """Whether the two overlap or follow without a gap."""
        return _reaches(self.until, other.since) and _reaches(other.until, self.since)


def _reaches(until: Millis | None, since: Millis | None) -> bool:
    return until is None or since is None or until >= since


def earlier(one: Millis | None, other: Millis | None) -> Millis | None:
    """The earlier of two ends; None is no end."""
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def later(one: Millis | None, other: Millis | None) -> Millis | None:
    """The later of two beginnings; None is none."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def without(periods: list[Period], gap: Period) -> list[Period]:
    """The parts of the periods that lie before or after the gap."""
    parts = [period.ended_at(gap.since) for period in periods if gap.since is not None]
    if gap.until is not None:
        parts += [period.within(Period(gap.until, None)) for period in periods]
    return [part for part in parts if not part.empty]


def joined(periods: list[Period]) -> list[Period]:
    """The same moments in as few periods as possible, in order; empty ones left out."""
    result: list[Period] = []
    for period in sorted((p for p in periods if not p.empty), key=lambda p: p.since or 0):
        if result and result[-1].touches(period):
            last = result[-1]
            until = (
                None
                if last.until is None or period.until is None
                else max(last.until, period.until)
            )
            result[-1] = Period(last.since, until)
        else:
            result.append(period)
    return result
