"""What a response says: whose answer, to what, on which scale, when."""

import re
from collections.abc import Callable
from hashlib import blake2b

from graph.statement import Statement
from graph.values.mailboxes import folded_address, is_shared
from importers import cells
from importers.cells import CellError, shown
from importers.keys import outside_key
from importers.ours import ours_of
from importers.source import Cells, Column, Form, Options, said
from importers.surveys.dialects import ADDRESSES, CHANGES, MOMENTS, NOTES, QUALTRICS, TYPES, Dialect

DATES = (*MOMENTS, *CHANGES)

SCALES = {
    "nps": ("nps", 0, 10),
    "csat": ("csat", 1, 5),
    "smileys": ("csat", 1, 5),
    "stars": ("csat", 1, 5),
    "fivestar": ("csat", 1, 5),
    "thumbs": ("csat", 0, 1),
}
"""What each type of survey asks for, with its lowest and highest answer."""

_ANSWER = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(?:\s*[-–:(/].*)?", re.ASCII | re.DOTALL)
_NOT_MEANT = re.compile(r"1|2|8|9|12|17|.*(?:preview|test|spam).*", re.IGNORECASE)
"""Statuses of a Qualtrics response that nobody meant to give."""


_ABOUT_RESPONSE = (
    Column("Finished", "finished", cells.flag),
    Column("Status", "status", cells.text),
)


def form(dialect: Dialect, options: Options) -> Form:
    """The form of a vendor's responses."""
    columns = (
        *((Column(dialect.id, "id", cells.text),) if dialect.id else ()),
        *(Column(name, "email", _address) for name in ADDRESSES),
        Column("Person", "person", _reference),
        Column("External Reference", "person", _reference),
        *(Column(name, "at", cells.moment) for name in MOMENTS),
        *(Column(name, "modified_at", cells.moment) for name in CHANGES),
        *(Column(name, "type", cells.squashed) for name in TYPES),
        Column("NPS", "nps", _answer),
        Column("CSAT", "csat", _answer),
        Column("Score", "answer", _answer),
        Column("Scale Min", "scale_min", cells.number),
        Column("Scale Max", "scale_max", cells.number),
        *(Column(name, "note", cells.text) for name in NOTES),
        Column("Excluded From Calculations", "excluded", cells.flag),
        *(_ABOUT_RESPONSE if dialect is QUALTRICS else ()),
    )
    return Form(
        dialect.object,
        "Sentiment",
        columns,
        _meaning(dialect, options),
        needs_id=False,
    )


def _address(cell: str) -> str | None:
    address = cells.email(cell)
    if address is not None and is_shared(address):
        raise CellError(f"{shown(cell)} is a mailbox of several people: it says nothing of one")
    return address


def _reference(cell: str) -> str | None:
    """Whom a vendor's own reference names: an address, or the record of a CRM; else nobody."""
    address = folded_address(cell)
    if address is not None:
        return None if is_shared(address) else f"email:{address}"
    try:
        return outside_key(cell.strip(), "Person")
    except CellError:
        return None


def _answer(cell: str) -> float | None:
    """The number an answer begins with: 9, 9.0, 10 - Extremely likely."""
    word = cell.strip()
    if not word:
        return None
    found = _ANSWER.fullmatch(word)
    if found is None:
        raise CellError(f"{shown(cell)} is not an answer in numbers")
    return float(found[1])


def _meaning(dialect: Dialect, options: Options) -> Callable[[Cells], Statement | None]:
    ours = ours_of(options)

    def meaning(row: Cells) -> Statement | None:
        if row.get("finished") is False or _NOT_MEANT.fullmatch(row.get("status") or ""):
            return None
        kind = next((kind for kind in ("nps", "csat", "answer") if row.get(kind) is not None), "")
        if not kind:
            return None
        email = row.get("email")
        if email is not None and email in ours:
            return None
        raw = row[kind]
        values = _reading(kind, raw, row, dialect)
        person = f"email:{email}" if email else row.get("person")
        if person is None:
            raise CellError("the response does not say whose it is: no address stands in it")
        if row.get("at") is None:
            raise CellError("the response does not say when it was given")
        id = row.get("id") or _id(person, row["at"], values["kind"], raw)
        row["key"] = f"{dialect.source}:Response:{id}"
        row["deleted"] = row.get("excluded")
        row["created_at"] = row["at"]
        told = values | {"at": row["at"], "note": row.get("note"), "person": person}
        return said("Sentiment", row, told)

    return meaning


def _reading(kind: str, raw: float, row: Cells, dialect: Dialect) -> Cells:
    """The answer with its kind and scale; CellError for one that is not on its scale."""
    asked = kind if kind != "answer" else row.get("type") or dialect.unsaid
    if asked not in SCALES:
        raise CellError(f"a survey of the type {shown(asked)} asks for neither NPS nor CSAT")
    meant, low, high = SCALES[asked]
    stated_low, stated_high = row.get("scale_min"), row.get("scale_max")
    low = low if stated_low is None else stated_low
    high = high if stated_high is None else stated_high
    if not low <= raw <= high or low == high:
        column = "Score" if kind == "answer" else kind.upper()
        hint = "" if meant == "nps" else "; say the scale in columns scale_min and scale_max"
        raise CellError(f"{raw:g} lies outside the scale {low:g} to {high:g}{hint}", column)
    return {"kind": meant, "raw": raw, "scale_min": low, "scale_max": high}


def _id(*told: object) -> str:
    """An id for a response without one: whose, when, to what, which answer."""
    return blake2b("\n".join(map(str, told)).encode(), digest_size=10).hexdigest()
