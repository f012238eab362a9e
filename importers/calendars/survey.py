"""What a first look at the calendars of an export tells: zones, versions, dates."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from graph.errors import BadInput
from graph.model import Millis
from importers.calendars.blocks import Block, blocks
from importers.calendars.events import Version, parsed, version_of
from importers.calendars.zones import OwnZone, Zones, zone_defined, zone_named
from importers.cells import CellError
from importers.files import File
from importers.moments import latest_believed

MOST_EVENTS = 250_000
MOST_ZONES = 100
"""So many different zones a file may define."""
LONGEST_ZONE = 2**15

NO_VERSION = frozenset({"REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"})
"""Methods of messages that answer or ask, and change no event."""

Rank = tuple[int, Millis, int]
Place = tuple[int, int]
"""Which file, and the line in it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest version of an event: how new, where it stands, and when it was made."""

    rank: Rank
    place: Place
    modified_at: Millis | None
    recurs: bool


@dataclass(slots=True)
class Survey:
    """The newest versions of all events, in a form that stays small.

    `versions` knows events and instances of their own, `cancelled` the cancellations of whole
    events, `apart` the instances of a series that have a version of their own. `events` counts
    those of each file; `empty` files hold no calendar.
    """

    versions: dict[bytes, Seen] = field(default_factory=dict)
    cancelled: dict[bytes, Seen] = field(default_factory=dict)
    apart: dict[bytes, set[Millis]] = field(default_factory=dict)
    events: list[int] = field(default_factory=list)
    empty: list[File] = field(default_factory=list)
    calendars: list[dict[int, dict[str, OwnZone]]] = field(default_factory=list)
    newest_date: Millis | None = None
    latest: Millis = field(default_factory=latest_believed)

    def zones(self, file: int, block: Block) -> Zones:
        """The zones of the calendar in which a block stands."""
        floating: tzinfo | None = zone_named(block.zone) if block.zone else None
        return Zones(self.calendars[file].get(block.calendar, {}), floating or UTC)

    def is_newest(self, version: Version, place: Place) -> bool:
        """Whether no other version of the event is newer, nor the same and before it."""
        whole = version.cancels and version.instance is None
        known = (self.cancelled if whole else self.versions).get(_digest(version.key))
        if known is None or known.place != place:
            return False
        return not (whole and _digest(version.key) in self.versions)

    def cancellation(self, version: Version) -> Seen | None:
        """The cancellation of the whole event or series that came after this version."""
        found = self.cancelled.get(_digest(version.whole_key))
        return found if found is not None and found.rank > version.rank else None

    def instances_apart(self, version: Version) -> set[Millis]:
        """The instances of a series that have a version of their own."""
        return self.apart.get(_digest(version.uid), set())

    def recurs(self, version: Version) -> bool:
        """Whether the event is known as a series."""
        found = self.versions.get(_digest(version.whole_key))
        return found is not None and found.recurs


def look_through(files: Sequence[File]) -> Survey:
    """Look through all files, twice: for the zones, and for the versions of the events.

    BadInput when there are more events than can be kept in mind.
    """
    found = Survey()
    for file in files:
        found.calendars.append(zones := _zones_in(file))
        if not zones:
            found.empty.append(file)
    for number, file in enumerate(files):
        found.events.append(0)
        for block in events_of(file):
            found.events[number] += 1
            if (version := _version(found, number, block)) is not None:
                _note(found, version, (number, block.line), block.method in NO_VERSION)
            if len(found.versions) > MOST_EVENTS:
                raise BadInput(
                    f"There are more than {MOST_EVENTS:,} events. Import the calendars in parts."
                )
    return found


def events_of(file: File) -> Iterator[Block]:
    """Every event of a file, in their order."""
    return (block for block in blocks(file) if block.name == "VEVENT")


def _version(known: Survey, number: int, block: Block) -> Version | None:
    """Which version of what the event is; None where that cannot be told."""
    if block.problem:
        return None
    try:
        return version_of(parsed(block.identity), block, known.zones(number, block))
    except CellError:
        return None


def _zones_in(file: File) -> dict[int, dict[str, OwnZone]]:
    """The zones that each calendar of a file defines."""
    found: dict[int, dict[str, OwnZone]] = {}
    known: dict[bytes, tuple[str, OwnZone] | None] = {}
    for block in blocks(file):
        of_calendar = found.setdefault(block.calendar, {})
        if block.name != "VTIMEZONE" or block.problem or block.size > LONGEST_ZONE:
            continue
        text = block.text
        key = _digest(text)
        if key not in known and len(known) < MOST_ZONES:
            known[key] = zone_defined(text)
        if (zone := known.get(key)) is not None:
            of_calendar[zone[0]] = zone[1]
    return found


def _note(found: Survey, version: Version, place: Place, only_date: bool) -> None:
    if version.newest_date is not None and version.newest_date <= found.latest:
        found.newest_date = max(found.newest_date or 0, version.newest_date)
    if only_date:
        return
    whole = version.instance is None
    if version.instance is not None:
        found.apart.setdefault(_digest(version.uid), set()).add(version.instance)
    of_kind = found.cancelled if whole and version.cancels else found.versions
    key = _digest(version.key)
    before = of_kind.get(key)
    if before is None or version.rank > before.rank:
        of_kind[key] = Seen(version.rank, place, version.modified_at, version.recurs)


def _digest(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=16).digest()
