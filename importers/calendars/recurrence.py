"""Recurrence rules (RFC 5545, 3.3.10): when something that repeats takes place.

A rule is followed period by period, so that one that never or always fits costs no more than the
days between its start and LAST_YEAR.
"""

from calendar import isleap, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from icalendar import vRecur

from importers.cells import CellError

LAST_YEAR = 2100
LAST_DAY = date(LAST_YEAR, 12, 31)
MOST_TIMES = 24
"""A rule may name so many times of a day."""

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence rule; an empty set does not restrict.

    `weekdays` holds weekdays from Monday (0) on, each with which of the month or year it is (-1 is
    the last, 0 is every one). `until` is as it was written: a date, a local time, or one in UTC.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    months: frozenset[int] = frozenset()
    weeks: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    weekdays: frozenset[tuple[int, int]] = frozenset()
    times: tuple[time, ...] = ()
    positions: frozenset[int] = frozenset()
    week_start: int = 0


def rule_of(recur: vRecur, first: datetime) -> Rule:
    """The rule of something that begins at `first`, from where it takes what it leaves open.

    CellError where it repeats more often than daily, or cannot be understood.
    """
    frequency = str(_one(recur, "FREQ", "")).upper()
    if frequency not in _FREQUENCIES:
        raise CellError(
            f"it repeats {frequency or 'nobody knows how often'}; meetings do so daily at most"
        )
    interval = int(_one(recur, "INTERVAL", 1))
    if interval < 1:
        raise CellError("it repeats in no interval")
    numbers = {
        name: frozenset(int(number) for number in recur.get(name, ()))
        for name in ("BYMONTH", "BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS")
    }
    weekdays = frozenset(_weekday(str(word)) for word in recur.get("BYDAY", ()))
    count = _one(recur, "COUNT", None)
    until = _one(recur, "UNTIL", None)
    months, month_days = numbers["BYMONTH"], numbers["BYMONTHDAY"]
    if not (weekdays or month_days or numbers["BYWEEKNO"] or numbers["BYYEARDAY"]):
        if frequency == "YEARLY":
            months = months or frozenset({first.month})
        if frequency in ("YEARLY", "MONTHLY"):
            month_days = frozenset({first.day})
        if frequency == "WEEKLY":
            weekdays = frozenset({(0, first.weekday())})
    return Rule(
        frequency,
        interval,
        None if count is None else int(count),
        until if isinstance(until, date) else None,
        months,
        numbers["BYWEEKNO"],
        numbers["BYYEARDAY"],
        month_days,
        weekdays,
        _times(recur, first),
        numbers["BYSETPOS"],
        _weekday(str(_one(recur, "WKST", "MO")))[1],
    )


def occurrences(rule: Rule, first: datetime, last: date = LAST_DAY) -> Iterator[datetime]:
    """The local times at which it takes place, in order; the first is always one of them.

    Looks at `count`, not at `until`, and ends soon after the `last` day.
    """
    left = rule.count
    if left is not None and left < 1:
        return
    yield first
    for days in _periods(rule, first):
        if days and days[0] > last:
            return
        fitting = [day for day in days if _fits(rule, day)]
        found = [datetime.combine(day, at) for day in fitting for at in rule.times]
        if rule.positions:
            places = {p - 1 if p > 0 else len(found) + p for p in rule.positions}
            found = [moment for place, moment in enumerate(found) if place in places]
        for moment in found:
            if moment > first:
                if left is not None and (left := left - 1) < 1:
                    return
                yield moment


def _one(recur: vRecur, name: str, otherwise: Any) -> Any:
    values = recur.get(name)
    if isinstance(values, list | tuple):
        return values[0] if values else otherwise
    return otherwise if values is None else values


def _weekday(word: str) -> tuple[int, int]:
    word = word.strip().upper()
    ordinal, name = word[:-2], word[-2:]
    try:
        return int(ordinal or 0), _WEEKDAYS.index(name)
    except ValueError:
        raise CellError(f"{word!r} is no weekday") from None


def _times(recur: vRecur, first: datetime) -> tuple[time, ...]:
    hours, minutes, seconds = (
        sorted({int(number) for number in recur.get(name, ())}) or [of_first]
        for name, of_first in (
            ("BYHOUR", first.hour),
            ("BYMINUTE", first.minute),
            ("BYSECOND", first.second),
        )
    )
    if len(hours) * len(minutes) * len(seconds) > MOST_TIMES:
        raise CellError(f"it takes place more than {MOST_TIMES} times a day")
    try:
        return tuple(time(h, m, min(s, 59)) for h in hours for m in minutes for s in seconds)
    except ValueError:
        raise CellError("it repeats at a time that no day has") from None


def _periods(rule: Rule, first: datetime) -> Iterator[list[date]]:
    """The days of each day, week, month or year in which something may take place."""
    if rule.frequency in ("DAILY", "WEEKLY"):
        daily = rule.frequency == "DAILY"
        length = 1 if daily else 7
        day = first.date()
        if not daily:
            day -= DAY * min((day.weekday() - rule.week_start) % 7, day.toordinal() - 1)
        while day.year <= LAST_YEAR:
            yield [day + DAY * n for n in range(length)]
            day += DAY * min(length * rule.interval, 366 * LAST_YEAR)
        return
    month = first.year * 12 + first.month - 1
    if rule.frequency == "MONTHLY":
        while month < (LAST_YEAR + 1) * 12:
            yield _days_of(month // 12, month % 12 + 1)
            month += rule.interval
        return
    months = sorted(m for m in rule.months or range(1, 13) if 1 <= m <= 12)
    for year in range(first.year, LAST_YEAR + 1, rule.interval):
        yield [day for month in months for day in _days_of(year, month)]


def _days_of(year: int, month: int) -> list[date]:
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _fits(rule: Rule, day: date) -> bool:
    in_month = monthrange(day.year, day.month)[1]
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _either(day.day, in_month, rule.month_days):
        return False
    in_year = 365 + isleap(day.year)
    year_day = day.timetuple().tm_yday
    if rule.year_days and not _either(year_day, in_year, rule.year_days):
        return False
    if rule.weeks and not _either(*_week(day, rule.week_start), rule.weeks):
        return False
    if not rule.weekdays or (0, day.weekday()) in rule.weekdays:
        return True
    if rule.frequency in ("DAILY", "WEEKLY"):
        return any(weekday == day.weekday() for _, weekday in rule.weekdays)
    number, of = (
        (year_day, in_year)
        if rule.frequency == "YEARLY" and not rule.months
        else (day.day, in_month)
    )
    forward, backward = (number - 1) // 7 + 1, -((of - number) // 7 + 1)
    return not rule.weekdays.isdisjoint({(forward, day.weekday()), (backward, day.weekday())})


def _either(number: int, of: int, wanted: frozenset[int]) -> bool:
    """Whether the number is wanted, counted from the beginning or from the end."""
    return number in wanted or number - of - 1 in wanted


def _week(day: date, week_start: int) -> tuple[int, int]:
    """The number of the day's week, and how many weeks that week's year has.

    A week belongs to the year in which most of its days lie.
    """
    middle = day + DAY * (3 - (day.weekday() - week_start) % 7)
    last = date(middle.year, 12, 31)
    last += DAY * (3 - (last.weekday() - week_start) % 7)
    if last.year > middle.year:
        last -= DAY * 7
    return (middle.timetuple().tm_yday - 1) // 7 + 1, (last.timetuple().tm_yday - 1) // 7 + 1
