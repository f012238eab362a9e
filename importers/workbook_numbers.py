"""How a spreadsheet's numbers read: as numbers, or as the days and times their format makes them.

A day is a number of days since the end of 1899 (or since 1904); only the format of its cell tells
it from any other number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import isfinite

from graph.values.calendar import DAY

BUILT_IN_DAYS = frozenset({*range(14, 18), *range(27, 32), 34, 35, 36, *range(50, 59)})
BUILT_IN_TIMES = frozenset({*range(18, 22), 32, 33, *range(45, 48)})
BUILT_IN_MOMENTS = frozenset({22})
"""Formats that every spreadsheet knows by number, without saying how they look."""

_NOT_PLACES = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""What a format shows as it stands: quoted texts, escaped letters, fillings, colours, languages."""

LAST_DAY = 2958466
"""The first day after the year 9999."""
EXACT = 10**15
"""Whole numbers below this are written without an exponent."""
LAST_MADE_UP_DAY = 60
"""Spreadsheets think that 1900 had a 29 February; days before it are one off."""


class Shows(Enum):
    """What a format makes of a number."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"


@dataclass(frozen=True)
class Numbers:
    """The formats of a workbook's cells by style, and from which day it counts."""

    shows: tuple[Shows, ...] = ()
    since_1904: bool = False

    def text(self, number: str, style: str) -> str:
        """A stored number as text: 12, 1.5, 2026-02-07, 2026-02-07T20:44:05, 20:44:05."""
        try:
            value = float(number)
        except ValueError:
            return number
        shows = self._shown(style)
        if not isfinite(value):
            return number
        if shows is Shows.NUMBER or not 0 <= value < LAST_DAY:
            return str(int(value)) if value == int(value) and abs(value) < EXACT else repr(value)
        return _clock(round(value * DAY)) if shows is Shows.TIME else self._moment(value, shows)

    def _shown(self, style: str) -> Shows:
        number = int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0
        return self.shows[number] if number < len(self.shows) else Shows.NUMBER

    def _moment(self, value: float, shows: Shows) -> str:
        days, milliseconds = divmod(round(value * DAY), DAY)
        first = date(1904, 1, 1) if self.since_1904 else date(1899, 12, 30)
        if not self.since_1904 and days < LAST_MADE_UP_DAY:
            days += 1
        try:
            day = (first + timedelta(days)).isoformat()
        except OverflowError:
            return repr(value)
        if shows is Shows.DAY and not milliseconds:
            return day
        return f"{day}T{_clock(milliseconds)}"


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    fraction = f".{rest:03}" if rest else ""
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{fraction}"


def shown_by(format: int, codes: Mapping[int, str]) -> Shows:
    """What the format of that number shows; `codes` are those that the workbook spells out."""
    if format in codes:
        return shown_by_code(codes[format])
    if format in BUILT_IN_DAYS:
        return Shows.DAY
    if format in BUILT_IN_TIMES:
        return Shows.TIME
    return Shows.MOMENT if format in BUILT_IN_MOMENTS else Shows.NUMBER


def shown_by_code(code: str) -> Shows:
    """What a format such as `yyyy-mm-dd hh:mm` or `[$-409]d. mmmm;@` shows."""
    places = _NOT_PLACES.sub("", code).partition(";")[0].lower()
    time = "h" in places or "s" in places
    day = "y" in places or "d" in places or ("m" in places and not time)
    if "general" in places or not (day or time):
        return Shows.NUMBER
    return Shows.MOMENT if day and time else Shows.DAY if day else Shows.TIME
