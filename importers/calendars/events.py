"""A VEVENT as icalendar parses it, in our words; what is broken is left out or told."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from icalendar import Event, vRecur
from icalendar.prop import vBroken

from graph.model import Millis
from graph.values.calendar import FIRST_YEAR, millis
from importers.calendars.blocks import Block
from importers.calendars.recurrence import DAY, LAST_YEAR, Rule, rule_of
from importers.calendars.zones import Zones
from importers.cells import CellError, shown

LONGEST_UID = 255
MOST_RULES = 5
MOST_MINUTES = 60 * 24 * 366
_FROM_SENDER = frozenset({"REQUEST", "CANCEL", "REPLY", "ADD"})
"""Methods of messages: there DTSTAMP is when it was sent, elsewhere often when it was exported."""
_MINUTE = timedelta(minutes=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version:
    """Which version of which event a VEVENT is.

    `instance` is the moment at which that instance of a series was to take place, by its rule. Of
    two versions the one of the greater `rank` counts.
    """

    uid: str
    instance: Millis | None
    sequence: int
    created_at: Millis | None
    modified_at: Millis | None
    newest_date: Millis | None
    recurs: bool
    cancels: bool
    digest: int

    @property
    def rank(self) -> tuple[int, Millis, int]:
        """The later, the greater; never the same for two different contents."""
        return self.sequence, self.modified_at or 0, self.digest

    @property
    def key(self) -> str:
        """The key of the touchpoint it speaks of."""
        return key_of(self.uid, self.instance)

    @property
    def whole_key(self) -> str:
        """The key of the event, also of an instance the whole series."""
        return key_of(self.uid, None)

    @property
    def was_changed(self) -> bool:
        """Whether an earlier version may have said something else."""
        if self.instance is not None or self.sequence > 0 or self.cancels:
            return True
        dates = self.created_at, self.modified_at
        return None not in dates and dates[0] != dates[1]


def key_of(uid: str, instance: Millis | None) -> str:
    """The key of an event, or of one instance of a series."""
    return f"calendar:Event:{uid}" if instance is None else f"calendar:Event:{uid}/{instance}"


def parsed(text: str) -> Event:
    """The component; CellError where not even its frame can be read."""
    try:
        component = Event.from_ical(text)
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, OSError) as error:
        raise CellError(f"it cannot be read: {shown(str(error))}") from None
    if not isinstance(component, Event):
        raise CellError("it cannot be read: it is no VEVENT")
    return component


def version_of(event: Event, block: Block, zones: Zones) -> Version:
    """Which version the block is; CellError without a UID."""
    uid = " ".join(word_of(event, "UID").split())
    if not uid:
        raise CellError("it has no UID", "UID")
    if len(uid) > LONGEST_UID:
        uid = hashlib.blake2b(uid.encode(), digest_size=16).hexdigest()
    sequence = first_of(event, "SEQUENCE", int)
    created, stamped, modified = (
        _stamp(event, name) for name in ("CREATED", "DTSTAMP", "LAST-MODIFIED")
    )
    dates = [d for d in (created, stamped, modified) if d is not None]
    last = modified if modified is not None else stamped
    if block.method in _FROM_SENDER and stamped is not None and last is not None:
        last = max(last, stamped)
    return Version(
        uid,
        moment_of(event, "RECURRENCE-ID", zones),
        min(max(sequence or 0, 0), 2**31),
        created,
        last,
        max(dates, default=None),
        "RRULE" in event or "RDATE" in event,
        block.method == "CANCEL" or word_of(event, "STATUS").upper() == "CANCELLED",
        int.from_bytes(hashlib.blake2b(block.text.encode(), digest_size=8).digest()),
    )


def first_of(event: Event, name: str, kind: type[T]) -> T | None:
    """The first value of a property that could be parsed as that kind."""
    for value in values_of(event, name):
        plain = getattr(value, "dt", value)
        if isinstance(plain, kind):
            return plain
    return None


def word_of(event: Event, name: str) -> str:
    """The text of a property, "" where it has none."""
    for value in values_of(event, name):
        if isinstance(value, str):
            return str(value).strip()
    return ""


def moment_of(event: Event, name: str, zones: Zones) -> Millis | None:
    """The moment of a date or time; a date is 00:00 UTC. CellError where it is written wrongly."""
    for value in values_of(event, name):
        plain = getattr(value, "dt", None)
        if isinstance(plain, date):
            try:
                return zones.moment(_local(plain), _zone_of(value))
            except CellError as error:
                raise CellError(str(error), name) from None
    if (written := event.get(name)) is not None:
        raise CellError(f"{shown(str(written))} is not a date such as 20260207T204405Z", name)
    return None


def is_day(event: Event, name: str) -> bool:
    """Whether the property is a date without a time."""
    found = first_of(event, name, date)
    return found is not None and not isinstance(found, datetime)


def minutes_of(event: Event, start: Millis, zones: Zones) -> int | None:
    """How long it takes; None where it does not say so, or nonsense."""
    try:
        end = moment_of(event, "DTEND", zones)
    except CellError:
        return None
    if end is not None:
        minutes = (end - start) // 60_000
    else:
        duration = first_of(event, "DURATION", timedelta)
        minutes = -1 if duration is None else duration // _MINUTE
    return minutes if 0 <= minutes <= MOST_MINUTES else None


def start_of(event: Event) -> tuple[datetime, str] | None:
    """When it begins by the clock on the wall, and the zone of that clock ("" is none)."""
    for value in values_of(event, "DTSTART"):
        plain = getattr(value, "dt", None)
        if isinstance(plain, date):
            return _local(plain), _zone_of(value)
    return None


def rules_of(event: Event, first: datetime) -> list[Rule]:
    """The rules by which it repeats; CellError where one cannot be followed."""
    found = []
    recurs = _listed(event.get("RRULE"))
    if len(recurs) > MOST_RULES:
        raise CellError(f"it has more than {MOST_RULES} rules", "RRULE")
    for recur in recurs:
        if not isinstance(recur, vRecur):
            raise CellError(f"the rule {shown(str(recur))} cannot be understood", "RRULE")
        try:
            found.append(rule_of(recur, first))
        except CellError as error:
            raise CellError(str(error), "RRULE") from None
    return found


def dates_of(event: Event, name: str, zones: Zones) -> Iterator[Millis | date]:
    """The moments of a list such as EXDATE, and its plain dates; nonsense is left out."""
    for dates in values_of(event, name):
        for value in getattr(dates, "dts", ()):
            plain = value.dt[0] if isinstance(value.dt, tuple) and value.dt else value.dt
            if isinstance(plain, datetime):
                try:
                    yield zones.moment(_local(plain), _zone_of(value) or _zone_of(dates))
                except CellError:
                    continue
            elif isinstance(plain, date):
                yield plain


def ends_by(rule: Rule, zones: Zones, tzid: str) -> Millis | None:
    """The last moment at which the rule lets it begin; a date is meant to its end."""
    until = rule.until
    if until is None or until.year > LAST_YEAR:
        return None
    if until.year < FIRST_YEAR:
        return zones.moment(datetime(FIRST_YEAR, 1, 1), "UTC")  # noqa: DTZ001 - a wall clock
    if isinstance(until, datetime):
        return zones.moment(_local(until), "UTC" if until.tzinfo is not None else tzid)
    return zones.moment(_local(until) + DAY - _MINUTE, tzid) + 59_999


def values_of(event: Event, name: str) -> list[Any]:
    """Every value of a property that could be parsed."""
    return [value for value in _listed(event.get(name)) if not isinstance(value, vBroken)]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _local(day: date) -> datetime:
    if isinstance(day, datetime):
        return day.replace(tzinfo=None, microsecond=0, fold=0)
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a wall clock


def _zone_of(value: Any) -> str:
    """The name of the zone of a date or time: of a bare date UTC, "" of one without a zone."""
    plain = getattr(value, "dt", None)
    if isinstance(plain, date) and not isinstance(plain, datetime):
        return "UTC"
    named = getattr(value, "params", {}).get("TZID", "")
    if named:
        return str(named)
    return "UTC" if getattr(plain, "tzinfo", None) is not None else ""


def _stamp(event: Event, name: str) -> Millis | None:
    """A date that the program wrote itself; one out of all reason is none."""
    found = first_of(event, name, date)
    if found is None:
        return None
    return millis(found if isinstance(found, datetime) else _local(found))
