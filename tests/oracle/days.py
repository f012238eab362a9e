"""Moments (integer milliseconds since 1970-01-01 UTC) and days (whole elapsed 24 hours)."""

from datetime import UTC, date, datetime, timedelta

Millis = int
SECOND: Millis = 1000
DAY: Millis = 24 * 60 * 60 * SECOND
SEVEN_DAYS: Millis = 7 * DAY
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str) -> Millis | None:
    """A time as an export writes it. "A bare date is 00:00 UTC of that day." """
    text = text.strip()
    if not text:
        return None
    if len(text) == len("2024-01-31"):
        return midnight(date.fromisoformat(text))
    parsed = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=UTC)
    return (parsed - EPOCH) // timedelta(milliseconds=1)


def midnight(day: date) -> Millis:
    return (day - EPOCH.date()).days * DAY


def iso(at: Millis) -> str:
    """A time in the manner of the Salesforce API: 2024-01-31T12:00:00.000+0000."""
    seconds, millis = divmod(at, SECOND)
    stamp = EPOCH + timedelta(seconds=seconds)
    return f"{stamp:%Y-%m-%dT%H:%M:%S}.{millis:03d}+0000"


def day_of(at: Millis) -> date:
    """The UTC day a moment falls on."""
    return EPOCH.date() + timedelta(days=at // DAY)


def days_between(earlier: Millis, later: Millis) -> int:
    """ "Days between two moments are whole elapsed 24-hour periods, rounded down." """
    return (later - earlier) // DAY


def within(days: int, at: Millis, as_of: Millis) -> bool:
    """ "every policy or rule in days ('within 90 days': days <= 90)", of what has happened."""
    return at <= as_of and days_between(at, as_of) <= days


def in_last_seven_days(at: Millis, as_of: Millis) -> bool:
    """ "Only the 7-day windows are exact: at > as_of - 7 * 24 h." """
    return as_of - SEVEN_DAYS < at <= as_of


def days_ahead(day: date, as_of: Millis) -> int:
    """How many days ahead of as_of a date lies, "by date"; negative when it has passed."""
    return (day - day_of(as_of)).days
