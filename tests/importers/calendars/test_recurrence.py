"""Recurrence rules, against another program that follows them."""

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import vRecur

from importers.calendars.recurrence import occurrences, rule_of

rrulestr = import_module("dateutil.rrule").rrulestr  # it declares no types
END = datetime(2031, 1, 1)  # noqa: DTZ001 - local times
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def joined(words: Iterable[object]) -> str:
    return ",".join(str(word) for word in words)


def some(least: int, most: int) -> st.SearchStrategy[str]:
    """A list of a few numbers, counted from either end."""
    number = st.integers(least, most)
    return st.lists(number | number.map(lambda n: -n), min_size=1, max_size=4).map(joined)


PLAIN_DAYS = st.lists(st.sampled_from(_DAYS), min_size=1, max_size=4, unique=True).map(joined)
NUMBERED_DAYS = st.lists(
    st.builds(
        lambda number, sign, day: f"{sign}{number}{day}",
        st.integers(1, 5),
        st.sampled_from(("", "-")),
        st.sampled_from(_DAYS),
    ),
    min_size=1,
    max_size=3,
    unique=True,
).map(joined)
MONTHS = st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True).map(joined)
ENDS = st.sampled_from(("", "COUNT=7"))
PARTS = {
    "DAILY": {"BYMONTH": MONTHS, "BYDAY": PLAIN_DAYS, "BYMONTHDAY": some(1, 31)},
    "WEEKLY": {"BYMONTH": MONTHS, "BYDAY": PLAIN_DAYS, "WKST": st.sampled_from(_DAYS)},
    "MONTHLY": {
        "BYMONTH": MONTHS,
        "BYDAY": PLAIN_DAYS | NUMBERED_DAYS,
        "BYMONTHDAY": some(1, 31),
        "BYSETPOS": some(1, 4),
    },
    "YEARLY": {
        "BYMONTH": MONTHS,
        "BYDAY": PLAIN_DAYS | NUMBERED_DAYS,
        "BYMONTHDAY": some(1, 31),
        "BYYEARDAY": some(1, 366),
        "BYSETPOS": some(1, 4),
    },
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that both sides understand alike."""
    frequency = draw(st.sampled_from(tuple(PARTS)))
    words = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 4))}"]
    for name, values in PARTS[frequency].items():
        if draw(st.booleans()):
            words.append(f"{name}={draw(values)}")
    if draw(st.booleans()):
        words.append("BYHOUR=9,17")
    return ";".join(word for word in (*words, draw(ENDS)) if word)


FIRST = st.datetimes(datetime(2019, 1, 1), datetime(2024, 12, 31)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0)
)


@settings(max_examples=100, deadline=None)
@given(rules(), FIRST)
def test_the_same_dates_as_dateutil(rule: str, first: datetime) -> None:
    found = []
    for moment in occurrences(rule_of(vRecur.from_ical(rule), first), first):
        found.append(moment)
        if moment > END and "COUNT" not in rule:
            break
    # Of a rule that never fits again dateutil looks for the next date until the year 9999.
    assume(len(found) == 7 if "COUNT" in rule else found[-1] > END)
    until = "" if "COUNT" in rule else f";UNTIL={END:%Y%m%dT%H%M%S}"
    theirs = list(rrulestr(rule + until, dtstart=first))
    # Unlike dateutil, a series begins with its first meeting even if the rule leaves it out.
    counted = theirs if first in theirs else [first, *theirs]
    if "COUNT" in rule and first not in theirs:
        counted = counted[: int(rule.rpartition("=")[2])]
    assert [moment for moment in found if "COUNT" in rule or moment <= END] == counted


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2025-05-12 2026-05-11 2027-05-17"),
        ("FREQ=YEARLY;BYWEEKNO=1,-1;BYDAY=MO", "2025-12-22 2025-12-29 2026-12-28"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU", "2026-01-04 2027-01-03 2028-01-02"),
        ("FREQ=MONTHLY;BYDAY=MO,-1FR;COUNT=4", "2025-01-06 2025-01-13 2025-01-20"),
    ],
)
def test_weeks_of_the_year_and_days_of_both_kinds(rule: str, days: str) -> None:
    first = datetime(2025, 1, 1, 10)  # noqa: DTZ001
    found = occurrences(rule_of(vRecur.from_ical(rule), first), first)
    assert [f"{moment:%Y-%m-%d}" for moment in islice(found, 1, 4)] == days.split()
