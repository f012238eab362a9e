"""Days between moments: whole elapsed 24-hour periods, rounded down; no time zone enters."""

from datetime import UTC, date, datetime

from graph.model import Millis
from graph.values.calendar import DAY

FEED_TOLERANCE: Millis = 7 * DAY
"""A source of touchpoints is stale when its watermark lies further back than exactly this."""
RENEWAL_NEAR = 90
"""A renewal so many days ahead raises the severity of what is wrong."""


def days_between(earlier: Millis, later: Millis) -> int:
    """Whole days from one moment to another; negative when `later` is earlier."""
    return (later - earlier) // DAY


def day_of(moment: Millis) -> date:
    """The UTC day of a moment."""
    return datetime.fromtimestamp(moment / 1000, UTC).date()


def days_ahead(day: str | None, as_of: Millis) -> int | None:
    """Days from the UTC day of `as_of` to an ISO date; None without one."""
    return None if day is None else (date.fromisoformat(day) - day_of(as_of)).days


def date_words(moment: Millis) -> str:
    """A moment as people write it in a sentence: 2026-03-01."""
    return day_of(moment).isoformat()


def days_words(days: int) -> str:
    """A number of days in a sentence: 1 day, 14 days."""
    return "1 day" if days == 1 else f"{days} days"
