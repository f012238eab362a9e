"""The events and time zones of a calendar file, cut out line by line: one at a time, never nested.

Only the lines we read are kept, so that attachments and pages of markup cost nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from importers.content_lines import LONGEST_LINE, content_lines
from importers.files import File
from importers.mail.headers import readable

LONGEST_EVENT = 2**20
_IDENTITY = (
    *("UID", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "CREATED", "STATUS"),
    *("RRULE", "RDATE"),
)
"""What tells which version of which event a block is."""
_OF_EVENT = frozenset(
    {
        *_IDENTITY,
        *("DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "ORGANIZER", "ATTENDEE"),
        *("EXDATE", "TRANSP", "CLASS", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
_OF_ZONE = frozenset(
    {"TZID", "DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE", "BEGIN", "END"}
)
_NAME = re.compile(rb"\s*([A-Za-z0-9-]{1,40})(?=[;:])")
_GLOBAL_ZONE = re.compile(r"(TZID[=:]\"?)/+", re.IGNORECASE)
"""A slash before the name of a zone says who names it; icalendar warns of it."""
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(slots=True)
class Block:
    """A VEVENT or VTIMEZONE with its lines, or the beginning of a VCALENDAR.

    `calendar` counts the calendars of the file.
    `method` says what its calendar is sent for (REQUEST, CANCEL, REPLY …), `zone` is what times
    without a zone are in. `problem` says why the block cannot be used.
    """

    name: str
    line: int
    calendar: int
    method: str
    zone: str
    lines: list[str] = field(default_factory=list)
    problem: str = ""
    size: int = 0

    @property
    def text(self) -> str:
        """The whole component."""
        return self._text(self.lines)

    @property
    def identity(self) -> str:
        """The component with nothing but what tells which version of what it is."""
        return self._text([line for line in self.lines if line.upper().startswith(_IDENTITY)])

    def _text(self, lines: list[str]) -> str:
        return "\r\n".join([f"BEGIN:{self.name}", *lines, f"END:{self.name}", ""])


def blocks(file: File) -> Iterator[Block]:
    """Every event and zone of a file, after the calendar it stands in; none within another."""
    calendar, method, zone = 0, "", ""
    block: Block | None = None
    skipped = ""
    depth = 0
    for number, content in content_lines(file):
        found = _NAME.match(content)
        if found is None:
            continue
        name = found[1].decode().upper()
        what = content[found.end() + 1 :].strip().upper().decode("ascii", "replace")
        if name == "BEGIN" and what in ("VEVENT", "VTIMEZONE", "VCALENDAR"):
            if block is not None:
                block.problem = "it has no end"
                yield block
            block, depth = None, 0
            if what == "VCALENDAR":
                calendar, method, zone = calendar + 1, "", ""
                yield Block(what, number, calendar, method, zone)
            else:
                block = Block(what, number, calendar, method, zone)
        elif depth:
            # Within something we do not read, only its own kind counts: no stack to blow.
            depth += (name == "BEGIN" and what == skipped) - (name == "END" and what == skipped)
        elif block is None:
            if name == "METHOD":
                method = what[:20]
            elif name in ("X-WR-TIMEZONE", "TIMEZONE-ID"):
                zone = readable(content).partition(":")[2].strip()[:100]
        elif name == "END" and what == block.name:
            yield block
            block = None
        elif name == "BEGIN" and not (block.name == "VTIMEZONE" and what in _PARTS):
            skipped, depth = what, 1
        else:
            _keep(block, name, content)
    if block is not None:
        block.problem = "it has no end"
        yield block


_PARTS = ("STANDARD", "DAYLIGHT")


def _keep(block: Block, name: str, content: bytes) -> None:
    """Add a line to the block, if it is one that we read and can hold."""
    if name not in (_OF_EVENT if block.name == "VEVENT" else _OF_ZONE):
        return
    block.size += len(content)
    if block.size > LONGEST_EVENT or len(content) >= LONGEST_LINE:
        block.problem = "it is longer than 1 MB"
        block.lines = [line for line in block.lines if line.upper().startswith("UID")]
    elif not block.problem:
        line = _UNFIT.sub(" ", readable(content)).strip()
        block.lines.append(_GLOBAL_ZONE.sub(r"\1", line, count=1))
