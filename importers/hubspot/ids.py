"""HubSpot's ids as keys."""

import re
from collections.abc import Callable
from functools import lru_cache

from importers.cells import CellError, shown

_ID = re.compile(r"(\d{1,20})(?:\.0+)?", re.ASCII)
_BETWEEN_IDS = re.compile(r"[;,\s\[\]\"']+")
_MERGED = re.compile(r"(\d{1,20})(?::\d+)?", re.ASCII)

REMEMBERED = 2**14
"""How many ids each parser keeps in mind: rows name the same companies and owners over and over."""


def key(object: str, id: str) -> str:
    """The key of a record: `hubspot:Contact:51`."""
    return f"hubspot:{object}:{id}"


def reference(object: str) -> Callable[[str], str | None]:
    """A parser of an id of this object into the record's key."""

    def parse(cell: str) -> str | None:
        word = cell.strip()
        if not word:
            return None
        found = _ID.fullmatch(word)
        if found is None:
            raise CellError(f"{shown(word)} is not a HubSpot id, which is digits only")
        return key(object, found[1])

    return lru_cache(maxsize=REMEMBERED)(parse)


def references(object: str) -> Callable[[str], list[str]]:
    """A parser of ids with `;` between them, or of a JSON list of ids, into keys."""
    one = reference(object)

    def parse(cell: str) -> list[str]:
        found = (one(word) for word in _BETWEEN_IDS.split(cell) if word)
        return list(dict.fromkeys(named for named in found if named))

    return parse


def first_of(object: str) -> Callable[[str], str | None]:
    """A parser of such a list into the key of its first id: HubSpot puts the primary one first."""
    many = references(object)

    def parse(cell: str) -> str | None:
        return next(iter(many(cell)), None)

    return parse


def only_of(object: str) -> Callable[[str], str | None]:
    """A parser of such a list into the key of its id; None where there are several."""
    many = references(object)

    def parse(cell: str) -> str | None:
        found = many(cell)
        return found[0] if len(found) == 1 else None

    return parse


def merged(object: str) -> Callable[[str], list[str]]:
    """A parser of the ids that were merged into a record: `51;52`, or `51:1700000000000;52:…`."""

    def parse(cell: str) -> list[str]:
        return [key(object, found) for found in dict.fromkeys(_MERGED.findall(cell))]

    return parse
