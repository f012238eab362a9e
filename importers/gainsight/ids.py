"""Gainsight's ids and attendee lists as keys."""

import re
from typing import Any

from graph.values.mailboxes import addresses_in, folded_address, is_shared
from importers.cells import CellError, Parser, json_of, shown

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_GSID = re.compile(r"1[A-Z0-9]{17,}")
"""An id that Gainsight made itself; told from a name by its look."""
_BETWEEN = re.compile(r"[;,\n]+")


def key(object: str, id: str) -> str:
    """The key of a record: `gainsight:Company:1P02…`."""
    return f"gainsight:{object}:{id}"


def reference(object: str) -> Parser:
    """A parser of an id of this object into the record's key."""

    def parse(cell: str) -> str | None:
        word = cell.strip()
        if not word:
            return None
        if _ID.fullmatch(word) is None:
            raise CellError(f"{shown(word)} is not a Gainsight id")
        return key(object, word)

    return parse


def named(object: str) -> Parser:
    """A parser of a column that holds an id of Gainsight, an address, or a name (which is None)."""

    def parse(cell: str) -> str | None:
        word = cell.strip()
        if address := folded_address(word):
            return f"email:{address}"
        return key(object, word) if _GSID.fullmatch(word) else None

    return parse


def only_of(object: str) -> Parser:
    """A parser of ids with `;` between them into the key of the one there is; of several None."""

    def parse(cell: str) -> str | None:
        ids = [word for part in cell.split(";") if (word := part.strip())]
        return reference(object)(ids[0]) if len(ids) == 1 else None

    return parse


def person(cell: str) -> str | None:
    """The key of a person by Gainsight's id or by address, as upserts name them."""
    address = folded_address(cell)
    return f"email:{address}" if address else reference("Person")(cell)


def attendees(object: str) -> Parser:
    """A parser of a list of people into keys: addresses, ids, or JSON with either.

    Names and shared mailboxes are nobody.
    """

    def parse(cell: str) -> list[str]:
        found = [f"email:{address}" for address in addresses_in(cell) if not is_shared(address)]
        if not found:
            words = _ids(cell) or _BETWEEN.split(cell)
            found = [key(object, w) for word in words if _GSID.fullmatch(w := word.strip())]
        return list(dict.fromkeys(found))

    return parse


_ID_NAMES = ("id", "gsid", "personid", "userid", "person_id", "user_id")


def _ids(cell: str) -> list[str]:
    """The ids in a JSON list of texts or objects; empty where it is none."""
    if not cell.lstrip().startswith("["):
        return []
    try:
        told = json_of(cell)
    except CellError:
        return []
    return [word for entry in told for word in _words(entry)]


def _words(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    if not isinstance(entry, dict):
        return []
    return [v for k, v in entry.items() if k.casefold() in _ID_NAMES and isinstance(v, str)]
