"""What the events of a calendar say: which were meetings with a customer, when, and with whom."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from icalendar import Event

from graph.model import Millis
from graph.statement import Participant, Reject, Statement, Value
from graph.values.calendar import DAY
from importers.calendars.blocks import Block
from importers.calendars.events import (
    Version,
    dates_of,
    ends_by,
    is_day,
    key_of,
    minutes_of,
    moment_of,
    parsed,
    rules_of,
    start_of,
    version_of,
    word_of,
)
from importers.calendars.people import answered, answers_of, people_of
from importers.calendars.recurrence import occurrences
from importers.calendars.survey import NO_VERSION, Survey, events_of
from importers.calendars.zones import Zones
from importers.cells import CellError
from importers.files import File
from importers.ours import Ours
from importers.words import is_cancelled

MOST_INSTANCES = 25_000
"""Daily for 68 years; whatever repeats more often is no meeting."""
LONGEST_SUBJECT = 1000
LONGEST_SUMMARY = 20_000
_SECRET = frozenset({"PRIVATE", "CONFIDENTIAL"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the calendars of an export are read: who is ours, until when series are followed."""

    known: Survey
    ours: Ours
    until: Millis | None
    keep_text: bool


def statements_of(file: File, number: int, reading: Reading) -> Iterator[Statement | Reject]:
    """What the events of a file say; versions that another one replaces say nothing."""
    for block in events_of(file):
        version: Version | None = None
        try:
            if block.problem:
                raise CellError(block.problem)
            event = parsed(block.text)
            zones = reading.known.zones(number, block)
            version = version_of(event, block, zones)
            meeting = _Meeting(event, version, zones, reading, block)
            if block.method in NO_VERSION:
                yield from meeting.answers()
            elif reading.known.is_newest(version, (number, block.line)):
                yield from meeting.statements()
        except CellError as error:
            row = {} if version is None else {"UID": version.uid}
            yield Reject(file.name, block.line, error.column, str(error), row)


@dataclass(frozen=True, slots=True)
class _Meeting:
    event: Event
    version: Version
    zones: Zones
    reading: Reading
    block: Block

    def answers(self) -> Iterator[Statement]:
        """What a message that answers an invitation says of those who send it."""
        version = self.version
        # A series is no touchpoint; the organizer's calendar tells who declined all of it.
        to_series = version.instance is None and self.reading.known.recurs(version)
        if self.block.method != "REPLY" or to_series:
            return
        for person in answered(answers_of(self.event, self.reading.ours), version.modified_at):
            address = person.who.partition(":")[2]
            what = version.key.removeprefix("calendar:Event:")
            yield Statement(
                "TOOK_PART",
                f"calendar:Reply:{what}/{address}",
                {
                    "touchpoint": version.key,
                    "participant": person.who,
                    "part": person.part,
                    "responded_at": person.responded_at,
                },
                modified_at=version.modified_at,
                participants=(person,),
                line=self.block.line,
            )

    def statements(self) -> Iterator[Statement]:
        """One touchpoint, or one for each instance of a series up to now."""
        people = people_of(self.event, self.reading.ours)
        quiet = self._is_all_day or word_of(self.event, "TRANSP").upper() == "TRANSPARENT"
        away = word_of(self.event, "X-MICROSOFT-CDO-BUSYSTATUS").upper() == "OOF"
        met = people.theirs and people.ours_came and not away
        series = self.version.recurs and self.version.instance is None
        if not met or (quiet and not people.both_named):
            if self.version.was_changed and not series:
                yield self._said(self.version.key, {"status": "deleted"}, ())
        elif series:
            yield from self._series(people.participants)
        else:
            yield self._single(people.participants)

    @property
    def _is_all_day(self) -> bool:
        return is_day(self.event, "DTSTART")

    def _single(self, people: tuple[Participant, ...]) -> Statement:
        version = self.version
        start = moment_of(self.event, "DTSTART", self.zones)
        if start is None:
            start = version.instance
        cancellation = self.reading.known.cancellation(version)
        cancelled = version.cancels or (
            cancellation is not None
            and (version.instance is None or version.instance >= (cancellation.modified_at or 0))
        )
        if start is None and not cancelled:
            raise CellError("it does not say when it begins", "DTSTART")
        statement = self._said(version.key, self._values(start, cancelled), people)
        if cancellation is not None and cancelled and not version.cancels:
            return replace(statement, modified_at=cancellation.modified_at)
        return statement

    def _series(self, people: tuple[Participant, ...]) -> Iterator[Statement]:
        version, known = self.version, self.reading.known
        cancellation = known.cancellation(version)
        modified_at = version.modified_at
        ended: Millis | None = None
        if version.cancels:
            ended = modified_at or 0
        elif cancellation is not None:
            ended, modified_at = cancellation.modified_at or 0, cancellation.modified_at
        instances, left_out = self._instances()
        if version.was_changed and not version.cancels and instances:
            # Before it became a series it was one meeting, known by the UID alone.
            yield self._said(version.whole_key, {"status": "deleted"}, ())
        apart = known.instances_apart(version)
        for at in sorted(instances - apart):
            over = ended is not None and at >= ended
            if version.cancels and not over:
                continue
            statement = self._said(
                key_of(version.uid, at), self._values(at, over or at in left_out), people
            )
            yield replace(statement, modified_at=modified_at) if over else statement

    def _instances(self) -> tuple[set[Millis], set[Millis]]:
        """The moments of all instances up to now, and which of them were left out by name."""
        begin = start_of(self.event)
        if begin is None:
            moment_of(self.event, "DTSTART", self.zones)
            raise CellError("it does not say when it begins", "DTSTART")
        first, tzid = begin
        moment_of(self.event, "DTSTART", self.zones)
        rules = rules_of(self.event, first)
        until = self.reading.until
        if until is None:
            raise CellError("nothing tells up to when it took place", "RRULE")
        found: dict[Millis, date] = {}
        try:
            for rule in rules:
                stated = ends_by(rule, self.zones, tzid)
                last = until if stated is None else min(stated, until)
                for local in occurrences(rule, first, _day_of(last) + _DAY):
                    if (at := self.zones.moment(local, tzid)) > last:
                        break
                    found[at] = local.date()
                    _check(len(found))
        except CellError as error:
            raise CellError(str(error), error.column or "RRULE") from None
        begun = self.zones.moment(first, tzid)
        if not rules and begun <= until:
            found[begun] = first.date()
        for extra in dates_of(self.event, "RDATE", self.zones):
            moment = self._moment_on(extra, first, tzid)
            if moment is not None and moment <= until:
                found[moment] = _day_of(moment)
                _check(len(found))
        dropped = set(dates_of(self.event, "EXDATE", self.zones))
        out = {at for at, day in found.items() if at in dropped or day in dropped}
        return set(found), out

    def _moment_on(self, when: Millis | date, first: datetime, tzid: str) -> Millis | None:
        """A moment as it is; of a date, the time of day at which the series takes place."""
        if isinstance(when, int):
            return when
        try:
            return self.zones.moment(datetime.combine(when, first.time()), tzid)
        except CellError:
            return None

    def _values(self, at: Millis | None, cancelled: bool) -> dict[str, Value]:
        event = self.event
        subject = word_of(event, "SUMMARY")[:LONGEST_SUBJECT] or None
        values: dict[str, Value] = {
            "at": at,
            "channel": "meeting",
            "reach": "human",
            "direction": "both",
            "minutes": None,
        }
        start = moment_of(event, "DTSTART", self.zones)
        if start is not None and not self._is_all_day:
            values["minutes"] = minutes_of(event, start, self.zones)
        if cancelled or is_cancelled(subject or ""):
            values["status"] = "cancelled"
        if word_of(event, "CLASS").upper() in _SECRET:
            return values | {"private": True}
        values["subject"] = subject
        if self.reading.keep_text:
            values["summary"] = word_of(event, "DESCRIPTION")[:LONGEST_SUMMARY] or None
        return values

    def _said(
        self, key: str, values: dict[str, Value], people: tuple[Participant, ...]
    ) -> Statement:
        return Statement(
            "Touchpoint",
            key,
            values,
            created_at=self.version.created_at,
            modified_at=self.version.modified_at,
            participants=people,
            line=self.block.line,
        )


def _check(instances: int) -> None:
    if instances > MOST_INSTANCES:
        raise CellError(f"it repeats more than {MOST_INSTANCES} times up to now", "RRULE")


def _day_of(at: Millis) -> date:
    return date(1970, 1, 1) + _DAY * (at // DAY)
