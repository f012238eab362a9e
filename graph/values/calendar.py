"""The years that Rapport knows: what lies beyond them is a slip of whoever wrote it.

Every moment and day that comes in from outside is held against them, so that whatever is reckoned
from one (a day later, a year later, in another time zone) is a date of the calendar too.
"""

from datetime import UTC, datetime, timedelta

from graph.model import Millis

FIRST_YEAR = 1900
LAST_YEAR = 9990
"""Well before the calendar of most programs ends, with 9999: dates are reckoned from this one."""

OUTSIDE = f"lies outside the years {FIRST_YEAR} to {LAST_YEAR}"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_WITHOUT_ZONE = _EPOCH.replace(tzinfo=None)
_MILLISECOND = timedelta(milliseconds=1)
_FIRST: Millis = (datetime(FIRST_YEAR, 1, 1, tzinfo=UTC) - _EPOCH) // _MILLISECOND
_END: Millis = (datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC) - _EPOCH) // _MILLISECOND
DAY: Millis = 86_400_000
"""How long a day is: 24 hours."""


def is_known(at: Millis) -> bool:
    """Whether a moment lies within the years Rapport knows, in UTC."""
    return _FIRST <= at < _END


def millis(moment: datetime) -> Millis | None:
    """The moment, of UTC where it names no zone; None outside the years Rapport knows."""
    since = moment - (_EPOCH_WITHOUT_ZONE if moment.tzinfo is None else _EPOCH)
    at = since.days * DAY + since.seconds * 1000 + since.microseconds // 1000
    return at if _FIRST <= at < _END else None
