"""Who was at a meeting: the attendees and the organizer of an event, ours and theirs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from icalendar import Event

from graph.statement import Participant
from graph.values.mailboxes import addresses_in, folded_address, is_shared
from importers.calendars.events import values_of
from importers.cells import CellError
from importers.ours import Ours

MOST_PEOPLE = 250
"""A meeting of more people is none."""

_NOBODY = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NO_MAILBOX = "calendar.google.com"
"""Under this domain there are rooms and calendars, no people."""
_DECLINED = frozenset({"DECLINED", "DELEGATED"})
_STRONGEST = ("copied", "attended", "declined")
"""Of several parts that one person is given the last of these counts."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of an event, and whether both sides are named in it."""

    participants: tuple[Participant, ...]
    theirs: bool
    ours_named: bool
    ours_came: bool

    @property
    def both_named(self) -> bool:
        """Whether the event itself names somebody of ours and somebody of theirs."""
        return self.theirs and self.ours_named


def people_of(event: Event, ours: Ours) -> People:
    """Everybody with an address of their own; rooms, lists and shared mailboxes are nobody.

    Whoever was invited took part unless they declined or sent somebody else: few calendars record
    acceptance. Those only informed were copied. The owner of the calendar is there unless they
    declined. CellError where more are invited than meet.
    """
    parts: dict[str, str] = {}
    for address, part in _invited(event):
        parts[address] = max(part, parts.get(address, part), key=_STRONGEST.index)
        if len(parts) > MOST_PEOPLE:
            raise CellError(f"more than {MOST_PEOPLE} people are invited to it", "ATTENDEE")
    organizer = next((a for v in values_of(event, "ORGANIZER") if (a := _address(v))), None)
    if organizer is not None and not is_shared(organizer):
        parts.setdefault(organizer, "attended")
    ours_named = any(address in ours for address in parts)
    if ours.whose and any(address not in ours for address in parts):
        parts.setdefault(ours.whose, "attended")
    found = tuple(_participant(address, parts[address], ours) for address in sorted(parts))
    our_parts = [p.part for p in found if p.label == "Teammate"]
    return People(
        found,
        any(p.label == "" and p.part != "copied" for p in found),
        ours_named,
        not our_parts or any(part != "declined" for part in our_parts),
    )


def answers_of(event: Event, ours: Ours) -> Iterator[Participant]:
    """Who answers an invitation with this message, and how."""
    for value in values_of(event, "ATTENDEE"):
        address, answer = _address(value), _word(value, "PARTSTAT")
        if address is None or is_shared(address) or answer in ("", "NEEDS-ACTION"):
            continue
        part = "declined" if answer in _DECLINED else "attended"
        yield _participant(address, part, ours)


def answered(people: Iterable[Participant], at: int | None) -> list[Participant]:
    """The participants, with the moment of their answer."""
    return [replace(person, responded_at=at) for person in people]


def _participant(address: str, part: str, ours: Ours) -> Participant:
    return Participant(f"email:{address}", part, "Teammate" if address in ours else "")


def _invited(event: Event) -> Iterator[tuple[str, str]]:
    for value in values_of(event, "ATTENDEE"):
        if _word(value, "CUTYPE") in _NOBODY:
            continue
        delegates = _delegates(value)
        for delegate in delegates:
            yield delegate, "attended"
        address = _address(value)
        if address is None or is_shared(address):
            continue
        if delegates or _word(value, "PARTSTAT") in _DECLINED:
            yield address, "declined"
        elif _word(value, "ROLE") == "NON-PARTICIPANT":
            yield address, "copied"
        else:
            yield address, "attended"


def _delegates(value: Any) -> list[str]:
    named = getattr(value, "params", {}).get("DELEGATED-TO", ())
    texts = [named] if isinstance(named, str) else [str(one) for one in named]
    addresses = (_address_in(text) for text in texts[:10])
    return [a for a in addresses if a is not None and not is_shared(a)]


def _word(value: Any, parameter: str) -> str:
    """A parameter in capitals, "" without it."""
    found = getattr(value, "params", {}).get(parameter, "")
    return found.strip().upper() if isinstance(found, str) else ""


def _address(value: Any) -> str | None:
    """The address of an attendee: its value, else its parameter EMAIL (a directory path before)."""
    email = getattr(value, "params", {}).get("EMAIL", "")
    return _address_in(str(value)) or _address_in(email if isinstance(email, str) else "")


def _address_in(text: str) -> str | None:
    found = addresses_in(unquote(text[:500]).removeprefix("mailto:").replace("MAILTO:", ""))
    address = folded_address(found[0]) if found else None
    return None if address is None or address.endswith(_NO_MAILBOX) else address
