"""Small calendars, written as calendar programs do, and what the importer makes of them."""

from collections.abc import Mapping
from pathlib import Path

from graph.statement import Statement
from importers.calendars import open_calendars
from importers.source import Export, Options
from tests.importers.exports import known, parts, statements, written

OURS = Options(our_domains=("ours.example",))
DANA = "ORGANIZER;CN=Dana:mailto:dana@ours.example"
ANN = "ATTENDEE;CN=Ann Lee;PARTSTAT=ACCEPTED:mailto:ann@acme.example"
MEETING = (DANA, ANN)

BERLIN = """\
BEGIN:VTIMEZONE
TZID:Our own Berlin
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def event(*lines: str, uid: str = "1@ours.example", stamp: str = "20250601T000000Z") -> str:
    """A VEVENT of these lines."""
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", *lines, "END:VEVENT"))


def calendar(*components: str, header: str = "") -> str:
    """A calendar of these components, with the line ends of the standard."""
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//EN"
    text = "\n".join(part for part in (head, header, *components, "END:VCALENDAR") if part)
    return text.replace("\n", "\r\n") + "\r\n"


def opened(folder: Path, content: str | bytes, options: Options = OURS) -> Export:
    """The export of one calendar file."""
    return open_calendars(written(folder, {"calendar.ics": content}), options)


def opened_all(folder: Path, files: Mapping[str, str | bytes], options: Options = OURS) -> Export:
    """The export of several calendar files."""
    return open_calendars(written(folder, files), options)


def told(export: Export) -> dict[str, dict[str, object]]:
    """What each touchpoint is, by the last part of its key; nothing may be unusable."""
    return {_short(statement): known(statement) for statement in statements(export)}


def people(export: Export) -> dict[str, dict[str, str]]:
    """Who had which part in each touchpoint."""
    return {_short(statement): parts(statement.participants) for statement in statements(export)}


def _short(statement: Statement) -> str:
    return statement.key.removeprefix("calendar:")
