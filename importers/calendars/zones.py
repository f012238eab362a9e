"""Time zones of calendars: by their names, as a calendar defines them, or the calendar's own."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, vDDDTypes, vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from graph.model import Millis
from graph.values.calendar import FIRST_YEAR, OUTSIDE, millis
from graph.values.calendar import LAST_YEAR as LAST_KNOWN_YEAR
from importers.calendars.recurrence import LAST_YEAR, occurrences, rule_of
from importers.cells import CellError

LONGEST_NAME = 200
_RULES_FROM = 1960


@dataclass(frozen=True, slots=True)
class OwnZone:
    """A zone as a calendar defines it: from which local time on its clocks are how far from UTC."""

    begins: tuple[datetime, ...]
    offsets: tuple[timedelta, ...]
    before: timedelta

    def utcoffset(self, local: datetime) -> timedelta:
        """How far its clocks are ahead of UTC at that local time."""
        place = bisect_right(self.begins, local)
        return self.offsets[place - 1] if place else self.before


Zone = tzinfo | OwnZone


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that the events of one calendar name; `floating` is that of times without one."""

    defined: Mapping[str, OwnZone]
    floating: Zone = UTC

    def moment(self, local: datetime, tzid: str) -> Millis:
        """The moment of a local time; a name that means nothing is the calendar's own zone.

        A time that the clocks skip is read with the offset before; of one that they repeat the
        first is meant. CellError outside the years Rapport knows.
        """
        at = None
        if FIRST_YEAR <= local.year <= LAST_KNOWN_YEAR:
            zone = (self._zone(tzid) or self.floating) if tzid else self.floating
            at = millis(local - (zone.utcoffset(local) or timedelta(0)))
        if at is None:
            raise CellError(f"the year {local.year} {OUTSIDE}")
        return at

    def _zone(self, tzid: str) -> Zone | None:
        # What a calendar calls by a name everybody knows is often an excerpt of one year.
        known = zone_named(tzid) if len(tzid) <= LONGEST_NAME else None
        return known or self.defined.get(tzid)


_PATH = re.compile(r"[A-Za-z0-9_+-]{1,40}(?:/[A-Za-z0-9_+-]{1,40}){0,2}")


@lru_cache(maxsize=1024)
def zone_named(name: str) -> tzinfo | None:
    """The zone of that name (Europe/Berlin), also behind a prefix or as Windows calls it."""
    name = name.strip().strip('"')
    if name.upper() in ("UTC", "Z", "GMT"):
        return UTC
    if name in WINDOWS_TO_OLSON:
        return ZoneInfo(WINDOWS_TO_OLSON[name])
    parts = name.strip("/").split("/")
    for few in (len(parts), 3, 2):
        wanted = "/".join(parts[-few:])
        if _PATH.fullmatch(wanted) and ("/" in wanted or few == len(parts)):
            try:
                return ZoneInfo(wanted)
            except (KeyError, ValueError, OSError):
                continue
    return None


def zone_defined(text: str) -> tuple[str, OwnZone] | None:
    """The name and the zone that a VTIMEZONE defines; None where it cannot be understood."""
    changes: dict[datetime, timedelta] = {}
    earliest: tuple[datetime, timedelta] | None = None
    try:
        zone: Any = Timezone.from_ical(text)
        for part in zone.subcomponents:
            before, after = part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
            begins = _onsets(part)
            changes |= dict.fromkeys(begins, after)
            if begins and (earliest is None or min(begins) < earliest[0]):
                earliest = min(begins), before
        name = str(zone["TZID"])
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, ArithmeticError, OSError):
        return None
    if earliest is None:
        return None
    begins = sorted(changes)
    return name, OwnZone(tuple(begins), tuple(changes[b] for b in begins), earliest[1])


def _onsets(part: Any) -> list[datetime]:
    """The local times at which the clocks are changed so."""
    first = part["DTSTART"].dt.replace(tzinfo=None)
    if not isinstance(first, datetime):
        return []
    found = [first]
    recur = part.get("RRULE")
    if isinstance(recur, vRecur):
        if first.year < _RULES_FROM:  # 1601 is how some write "always"
            first = first.replace(year=_RULES_FROM, day=min(first.day, 28))
        rule = rule_of(recur, first)
        last = LAST_YEAR if rule.until is None else rule.until.year
        if rule.frequency == "YEARLY":
            found += [onset for onset in occurrences(rule, first) if onset.year <= last]
    rdates = part.get("RDATE", [])
    for dates in rdates if isinstance(rdates, list) else [rdates]:
        values: list[vDDDTypes] = getattr(dates, "dts", [])
        found += [v.dt.replace(tzinfo=None) for v in values[:1000] if isinstance(v.dt, datetime)]
    return found
