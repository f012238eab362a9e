"""Days that stand in a text, in the languages of `phrases.py`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from graph.model import Millis
from importers.mail.spelling import plain

_MONTHS = """
january januar janvier enero janeiro gennaio januari jan
february februar février febrero fevereiro febbraio februari feb
march märz mars marzo março maart mar
april avril abril aprile apr
may mai mayo maio maggio mei
june juni juin junio junho giugno jun
july juli juillet julio julho luglio jul
august août agosto augustus aug
september septembre septiembre setembro settembre setiembre sep sept
october oktober octobre octubre outubro ottobre oct okt
november novembre noviembre novembro nov
december dezember décembre diciembre dezembro dicembre dec dez
"""
MONTHS = {
    name: number
    for number, line in enumerate(plain(_MONTHS).strip().split("\n"), 1)
    for name in line.split()
}
"""The number of each month by its names."""
_ALSO_OTHER_WORDS = frozenset(("may", "march", "mars", "mar", "mai", "mei", "jan"))
"""Names of months that are words, or names of people, where no day stands beside them."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A day that a text names; not `exact` where only the month is named."""

    day: date
    exact: bool


def days_in(text: str, at: Millis, *, ahead: bool) -> list[Mentioned]:
    """The days that a text of that moment names, in order.

    Without a year the next such day is meant if the text looks `ahead`, else the nearest.
    """
    written = datetime.fromtimestamp(at / 1000, UTC).date()
    found = []
    for year, month, day in _written(text):
        exact = day is not None
        meant = _meant(year, month, day or 1, written, ahead)
        if meant is not None:
            found.append(Mentioned(meant, exact))
    return found


def _meant(year: int | None, month: int, day: int, written: date, ahead: bool) -> date | None:
    try:
        if year is not None:
            return date(year, month, day)
        around = [date(written.year + n, month, day) for n in (-1, 0, 1)]
    except ValueError:
        return None
    if ahead:
        # Yesterday may still be meant: the sender's day is not ours.
        return next(d for d in around if d >= written - timedelta(days=1))
    return min(around, key=lambda d: abs(d - written))


_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""
    (?<!\d)(?P<y1>\d{{4}})[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)
    |(?<![\d.])(?P<a>\d{{1,2}})(?P<sep>[./-])\ ?(?P<b>\d{{1,2}})(?P=sep)\ ?
        (?P<y2>\d{{4}}|\d\d)(?![\d.]*\d)
    |(?:(?P<y3>\d{{4}})\s?年\s?)?(?<!\d)(?P<m3>\d{{1,2}})\s?月(?:\s?(?P<d3>\d{{1,2}})\s?日)?
    |(?<![\d:])(?P<d4>\d{{1,2}})(?:st|nd|rd|th|er|[.o°])?,?\s(?:(?:of|de|do|di)\s)?
        (?P<m4>{_NAMES})\b\.?(?:,?\s(?:(?:de|del)\s)?(?P<y4>\d{{4}}))?
    |\b(?P<m5>{_NAMES})\b\.?\s(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s(?P<y5>\d{{4}}))?
    |\b(?P<m6>{_NAMES})\b(?:\s(?:(?:de|del)\s)?(?P<y6>\d{{4}}))?
    |(?<![\d.])(?P<d7>\d{{1,2}})\.(?P<m7>\d{{1,2}})\.(?!\d)
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _written(text: str) -> Iterator[tuple[int | None, int, int | None]]:
    for m in _DATE.finditer(text):
        if m["y1"]:
            yield int(m["y1"]), int(m["m1"]), int(m["d1"])
        elif m["a"]:
            yield from _numbers(int(m["a"]), int(m["b"]), m["y2"], m["sep"])
        elif m["m3"]:
            yield _year(m["y3"]), int(m["m3"]), int(m["d3"]) if m["d3"] else None
        elif m["m4"]:
            yield _year(m["y4"]), MONTHS[m["m4"].lower()], int(m["d4"])
        elif m["m5"]:
            yield _year(m["y5"]), MONTHS[m["m5"].lower()], int(m["d5"])
        elif m["m6"]:
            if m["y6"] or m["m6"].lower() not in _ALSO_OTHER_WORDS:
                yield _year(m["y6"]), MONTHS[m["m6"].lower()], None
        elif m["m7"]:
            yield None, int(m["m7"]), int(m["d7"])


def _numbers(one: int, other: int, year: str, between: str) -> Iterator[tuple[int, int, int]]:
    """3.4.2026 is a day in April; 3/4/2026 may be either, unless one number is no month."""
    full = int(year) + (2000 if len(year) == 2 else 0)
    if other > 12:
        yield full, one, other
    elif between != "/" or one > 12 or one == other:
        yield full, other, one


def _year(text: str | None) -> int | None:
    return int(text) if text else None
