"""Moments of working life, counted back from the day the demo is seen from.

A moment "n days ago" lies n whole 24-hour periods before 00:00 UTC of that day, and somewhat
more, so that asking as of that day counts exactly n days.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Clock:
    """The day the demo is seen from; its 00:00 UTC is the moment every export was taken."""

    as_of: date

    @property
    def now(self) -> datetime:
        """The moment of the export: what lies after it is planned."""
        return datetime.combine(self.as_of, time(), UTC)

    def day(self, days_ago: int) -> date:
        """The calendar day that lies this many days ago; a negative number lies ahead."""
        return self.as_of - days_ago * DAY

    def moment(self, days_ago: int, rng: Random) -> datetime:
        """A quarter of an hour of an office day, `days_ago` whole days before now."""
        minute = rng.randrange(8 * 60, 17 * 60, 15)
        return self.now - (days_ago + 1) * DAY + timedelta(minutes=minute)

    def weekday_moment(self, days_ago: int, rng: Random) -> datetime:
        """Like `moment`, but a weekend moves back to its Friday."""
        weekend = (self.now - (days_ago + 1) * DAY).weekday() - SATURDAY
        return self.moment(days_ago + max(0, weekend + 1), rng)

    def ahead(self, days: int, rng: Random) -> datetime:
        """A quarter of an hour of an office day that many days from now."""
        return self.moment(-days - 1, rng)
