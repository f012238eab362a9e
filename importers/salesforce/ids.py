"""Salesforce record ids: 15 characters where case counts, or 18 whose last three save the case."""

import re
from collections.abc import Callable
from functools import lru_cache

from importers.cells import CellError, shown

OBJECTS = {
    "001": "Account",
    "003": "Contact",
    "005": "User",
    "006": "Opportunity",
    "00G": "Group",
    "00K": "OpportunityContactRole",
    "00Q": "Lead",
    "00T": "Task",
    "00U": "Event",
    "01M": "AccountTeamMember",
    "023": "Calendar",
    "02s": "EmailMessage",
    "07k": "AccountContactRelation",
    "0RE": "EventRelation",
    "500": "Case",
}
"""Which object an id names, by its first three characters."""

_PREFIXES = {object: prefix for prefix, object in OBJECTS.items()}

SHORT = 15
LONG = 18
_SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_CAPITALS = {ord(c): "1" if c.isupper() else "0" for c in map(chr, range(128))}
_SUFFIX_OF = {f"{number:05b}"[::-1]: char for number, char in enumerate(_SUFFIX)}
_CAPITALS_OF = {char: bits for bits, char in _SUFFIX_OF.items()}
_NOBODY = "0" * SHORT
_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)

REMEMBERED = 2**14
"""How many ids each parser keeps in mind: rows name the same accounts and people over and over."""

Reference = Callable[[str], str | None]


def long_id(text: str) -> str:
    """The 18-character form of an id.

    Where a spreadsheet lost the case of the first 15 characters, the last three bring it back; an
    id whose end does not fit is taken by its first 15. CellError when it is no id at all.
    """
    if not (text.isascii() and text.isalnum() and len(text) in (SHORT, LONG)):
        raise CellError(f"{shown(text)} is not a Salesforce id")
    short = text[:SHORT]
    long = _with_suffix(short)
    if len(text) == SHORT or long == text or text not in (text.upper(), text.lower()):
        return long
    restored = _restored(short, text[SHORT:].upper())
    return restored if restored and _prefix_known(restored, short) else long


def _with_suffix(short: str) -> str:
    bits = short.translate(_CAPITALS)
    return short + _SUFFIX_OF[bits[:5]] + _SUFFIX_OF[bits[5:10]] + _SUFFIX_OF[bits[10:]]


def _restored(short: str, suffix: str) -> str | None:
    """The id that has these letters in any case, and this end; None if there is none."""
    bits = "".join(_CAPITALS_OF.get(char, "") for char in suffix)
    if len(bits) < SHORT:
        return None
    letters = zip(short, bits, strict=True)
    long = _with_suffix("".join(c.upper() if bit == "1" else c.lower() for c, bit in letters))
    return long if long.endswith(suffix) else None


def _prefix_known(restored: str, short: str) -> bool:
    return restored[:3] in OBJECTS or short[:3] not in OBJECTS


def key(object: str, id: str) -> str:
    """The key of a record: `salesforce:Contact:003…`."""
    return f"salesforce:{object}:{id}"


def reference(*objects: str) -> Reference:
    """A parser of ids of these objects into keys; no object named: of any we know.

    The id of another object is a CellError where objects are named, else nothing. An id of zeros is
    how exports write "none". `@Account:Ref1` names a record of an sObject tree, a GUID a record of
    a migration's files (of the first object named, for it does not tell).
    """

    return lru_cache(maxsize=REMEMBERED)(_parser(objects))


def _parser(objects: tuple[str, ...]) -> Reference:
    def parse(cell: str) -> str | None:
        text = cell.strip()
        if not text or text[:SHORT] == _NOBODY:
            return None
        if text[0] == "@":
            object, _, name = text[1:].partition(":")
            if not name:
                raise CellError(f"{shown(text)} names no record of the tree")
        elif len(text) > LONG and _UUID.fullmatch(text):
            object, name = (objects[0] if objects else ""), text.lower()
        else:
            name = long_id(text)
            object = OBJECTS.get(name[:3], "")
        if objects and object not in objects:
            raise CellError(_mistaken(text, object, objects))
        return f"salesforce:{object}:{name}" if object else None

    return parse


def own_id(object: str) -> Reference:
    """A parser of the id column of an object: the key of the record itself."""
    if object in _PREFIXES:
        return _parser((object,))
    anything = _parser(())

    def parse(cell: str) -> str | None:
        if (known := anything(cell)) is not None:
            name = known.rpartition(":")[2]
        else:
            name = cell.strip()
            name = name.lower() if _UUID.fullmatch(name) else long_id(name)
        return key(object, name)

    return parse


def object_of(named: str) -> str:
    """The object that a key names: `Contact` of `salesforce:Contact:003…`."""
    return named.split(":", 2)[1]


def _mistaken(text: str, object: str, objects: tuple[str, ...]) -> str:
    wanted = " or ".join(objects)
    if not object:
        return f"{shown(text)} is not the id of a record of {wanted}"
    return f"{shown(text)} is the id of a record of {object}, not of {wanted}"
