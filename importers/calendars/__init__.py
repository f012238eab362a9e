"""Calendars (iCalendar): meetings with customers out of .ics files.

Every VEVENT is read, with its attendees, zones and recurrence; to-dos, journals and free/busy times
are not. A series counts instance by instance, up to the moment the export was taken.
"""

from pathlib import Path

from graph.errors import BadInput
from importers.calendars.meetings import Reading, statements_of
from importers.calendars.survey import look_through
from importers.files import File, files_of, fingerprint
from importers.ours import ours_of
from importers.source import Export, Options, Table

NAME = "calendar"
SUFFIXES = (".ics", ".ical", ".icalendar")


def open_calendars(path: Path, options: Options | None = None) -> Export:
    """The calendars at `path`: one file, or a folder or zip of them.

    Looks through every file for the newest version of each event. An export without a date of its
    own was taken when the newest of its events was changed. BadInput when nothing tells who of the
    people are ours, and says what is wrong with a file as a whole.
    """
    options = options or Options()
    if options.name not in ("", NAME):
        raise BadInput(f"A {NAME} export cannot be given another name; only csv can.")
    ours = ours_of(options)
    if not (ours.whose or ours.domains):
        raise BadInput(
            "Nothing tells our people from a customer's. Say whose calendar it is (--whose "
            "dana@ours.example) or which domains are ours (--our-domains ours.example)."
        )
    everything = files_of(path)
    files = [file for file in everything if file.suffix in SUFFIXES]
    known = look_through(files)
    if len(known.empty) == len(files):
        raise BadInput(f"{path.name} holds no calendar: a file that ends in .ics, with VCALENDAR.")
    taken_at = known.newest_date if options.taken_at is None else options.taken_at
    reading = Reading(known, ours, taken_at, options.keep_text)
    tables = [_table(file, number, reading) for number, file in enumerate(files)]
    return Export(
        NAME,
        path.name,
        fingerprint(files, NAME, repr(options)),
        taken_at,
        True,
        tuple(tables),
        tuple(sorted(f.name for f in everything if f not in files or f in known.empty)),
    )


def _table(file: File, number: int, reading: Reading) -> Table:
    events = reading.known.events[number]
    return Table(file.name, "Event", events, (), lambda: statements_of(file, number, reading))
