"""From the text of a cell to a value: the parsers that columns are declared with.

A parser takes a text that is not empty and gives a value, or None where the text says nothing. It
raises CellError, in words for the one who exported it, where the text cannot be what it should be.
"""

import html
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from graph.model import Millis
from graph.roles import role_named
from graph.values.calendar import LAST_YEAR, OUTSIDE, millis
from graph.values.mailboxes import folded_address
from graph.values.money import is_sane

Parser = Callable[[str], Any]

FEW = 1024
"""How many different words of a picklist are remembered."""

SHOWN = 60
"""How many characters of a bad cell its reason repeats."""


class CellError(ValueError):
    """A row cannot be used; the message says why, `column` where the reader cannot tell.

    `more` are further columns of the row, each with what is wrong there.
    """

    def __init__(
        self, reason: str, column: str = "", more: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(reason)
        self.column = column
        self.more = more


def shown(text: str) -> str:
    """The beginning of a cell, fit to stand in a sentence."""
    return repr(text if len(text) <= SHOWN else text[:SHOWN] + "…")


def text(cell: str) -> str | None:
    """The text itself, without blanks around it."""
    return cell.strip() or None


_TAG = re.compile(r"<[^<>]*>")
_BLANKS = re.compile(r"[^\S\n]+")


def plain(cell: str) -> str | None:
    """The text of a body that may be HTML."""
    text = cell.strip()
    if "<" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return _BLANKS.sub(" ", text).strip() or None


def json_of(cell: str) -> Any:
    """What a cell of JSON says; half characters, which it can spell and no text holds, replaced."""
    try:
        told = json.loads(cell)
        plain = json.dumps(told, ensure_ascii=False)
        if not _HALF.search(plain):
            return told
        return json.loads(_HALF.sub("\ufffd", plain))
    except (ValueError, RecursionError):
        raise CellError("it is not JSON") from None


_HALF = re.compile("[\ud800-\udfff]")

_FLAGS = {
    **dict.fromkeys(("1", "true", "t", "yes", "y"), True),
    **dict.fromkeys(("0", "false", "f", "no", "n"), False),
}


def flag(cell: str) -> bool | None:
    """1 or 0, true or false, yes or no, in any case."""
    word = cell.strip().casefold()
    if not word:
        return None
    value = _FLAGS.get(word)
    if value is None:
        raise CellError(f"{shown(cell)} is neither true nor false")
    return value


def decimal(cell: str) -> Decimal | None:
    """A plain number with a point: 1200, 1200.50, 1.2E3."""
    word = cell.strip()
    if not word:
        return None
    try:
        value = Decimal(word)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or "_" in word:
        raise CellError(f"{shown(cell)} is not a number such as 1200.50")
    if not is_sane(value):
        raise CellError(f"{shown(cell)} is too large")
    return value


def number(cell: str) -> float | None:
    """A number with or without decimals."""
    value = decimal(cell)
    return None if value is None else float(value)


def whole(cell: str) -> int | None:
    """A whole number; 250.0 is one, 2.5 is not."""
    value = decimal(cell)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise CellError(f"{shown(cell)} is not a whole number")
    return int(value)


_ZONE_APART = re.compile(r"\s+(?:UTC|GMT|Z|(?=[+-]\d\d))", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]|$)", re.ASCII | re.IGNORECASE)


def moment(cell: str) -> Millis | None:
    """A date, or a date with a time; UTC where no zone stands beside it.

    2026-02-07, 2026-02-07 20:44:05, 2026-02-07T20:44:05.000+0000, 2026-02-07T20:44:05Z,
    2026-02-07 20:44:05.000 UTC.
    """
    word = cell.strip()
    if not _YEAR_FIRST.match(word):
        if not word:
            return None
        raise CellError(f"{shown(cell)} is not a date such as 2026-02-07 or 2026-02-07T20:44:05Z")
    try:
        parsed = datetime.fromisoformat(word)
    except ValueError:
        try:
            parsed = datetime.fromisoformat(_ZONE_APART.sub("", word))
        except ValueError:
            raise CellError(f"{shown(cell)} is not a date of the calendar") from None
    at = millis(parsed)
    if at is None:
        raise CellError(f"{shown(cell)} {OUTSIDE}")
    return at


_YEAR = re.compile(r"\s*(\d{4})-", re.ASCII)


def _is_forever(cell: str) -> bool:
    """Whether it is one of the dates after the last (9999-12-31) that say "never"."""
    found = _YEAR.match(cell)
    return found is not None and int(found[1]) > LAST_YEAR


def end(cell: str) -> Millis | None:
    """The moment at which something ends; 9999-12-31 is how exports write that it does not."""
    return None if _is_forever(cell) else moment(cell)


def hold(cell: str) -> str | None:
    """The day until which something is held; one after all others is the last we know."""
    return date(LAST_YEAR, 12, 31).isoformat() if _is_forever(cell) else day(cell)


def day(cell: str) -> str | None:
    """A date as YYYY-MM-DD; of a date with a time, the date that is written."""
    word = cell.strip()
    if moment(word) is None:
        return None
    return date.fromisoformat(word[:10]).isoformat()


def words(cell: str) -> list[str]:
    """A list of texts with `;` between them, each once."""
    return list(dict.fromkeys(word for part in cell.split(";") if (word := part.strip())))


def roles(cell: str) -> list[str]:
    """A list of stakeholder roles with `;` between them, by their names in the graph."""
    return list(dict.fromkeys(name for word in words(cell) if (name := role_named(word))))


def role(cell: str) -> str | None:
    """One stakeholder role, by its name in the graph."""
    return role_named(cell) or None


def email(cell: str) -> str | None:
    """An e-mail address in lower case."""
    if not cell.strip():
        return None
    address = folded_address(cell)
    if address is None:
        raise CellError(f"{shown(cell)} is not an e-mail address")
    return address


_CURRENCY = re.compile(r"[A-Z]{3}")


def currency(cell: str) -> str | None:
    """An ISO 4217 code of three letters."""
    code = cell.strip().upper()
    if code and not _CURRENCY.fullmatch(code):
        raise CellError(f"{shown(cell)} is not a currency code such as USD")
    return code or None


_DOMAIN = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?(?:www\d?\.)?([^/:?#@\s]+\.[^/:?#@\s]+)"
)


def domain(cell: str) -> str | None:
    """The internet domain of a web address, lower case and without www; None if it has none."""
    found = _DOMAIN.match(cell.strip().lower())
    return found.group(1).strip(".") if found else None


def one_of(allowed: tuple[str, ...]) -> Parser:
    """A parser of exactly these words, in any case."""

    def parse(cell: str) -> str | None:
        word = cell.strip().casefold()
        if word and word not in allowed:
            raise CellError(f"{shown(cell)} is none of {', '.join(allowed)}")
        return word or None

    return parse


def from_table(table: Mapping[str, Any], otherwise: Any = None) -> Parser:
    """A parser that looks words up, in any case; words the table lacks are `otherwise`."""

    def parse(cell: str) -> Any:
        return table.get(cell.strip().casefold(), otherwise)

    return parse


def many_of(allowed: tuple[str, ...]) -> Parser:
    """A parser of lists of exactly these words, in any case."""
    single = one_of(allowed)

    def parse(cell: str) -> list[str]:
        return list(dict.fromkeys(single(word) for word in words(cell)))

    return parse


def translated(parse: Parser, meanings: Mapping[str, str]) -> Parser:
    """The parser, after each word of the cell (`;` between them) was replaced by what it means."""
    if not meanings:
        return parse

    def parse_translated(cell: str) -> Any:
        return parse(";".join(meanings.get(word.casefold(), word) for word in words(cell)))

    return parse_translated


def emails(cell: str) -> list[str]:
    """A list of e-mail addresses with `;` between them, in lower case."""
    return [address for word in words(cell) if (address := email(word))]


_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=FEW)
def slug(cell: str) -> str | None:
    """A word of a picklist as a name: "QBR / Review" becomes qbr_review."""
    return _BETWEEN_WORDS.sub("_", cell).strip("_").casefold() or None


@lru_cache(maxsize=FEW)
def squashed(cell: str) -> str | None:
    """A word of a picklist without case and punctuation: "Out of Office" becomes outofoffice."""
    return _BETWEEN_WORDS.sub("", cell).casefold() or None
