"""Orderings and the cursors that go with them.

A cursor holds the values by which its row is sorted, the last of them unique, so the rows after it
are those whose values come later: a walk never skips or repeats a row that others leave alone.
"""

import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from graph.errors import BadInput
from graph.model import Type
from graph.reading.exposed import Column

LONGEST_CURSOR = 4000
ENDINGS = ("_ASC", "_DESC")


@dataclass(frozen=True)
class Key:
    """One thing to sort by; `descending`: the greatest first. Null always comes last."""

    expression: str
    descending: bool = False
    nullable: bool = True


def order_names(columns: Iterable[Column]) -> list[str]:
    """The orderings that these columns allow: `NAME_ASC`, `NAME_DESC` …"""
    return [
        f"{column.name.upper()}{ending}"
        for column in columns
        if column.type not in (Type.WORDS, Type.FLAG)
        for ending in ENDINGS
    ]


def named(order: str) -> tuple[str, bool]:
    """Column and direction of an ordering's name."""
    name, _, ending = order.rpartition("_")
    return name.lower(), ending == "DESC"


def keys_of(column: Column, expression: str, currency: str, descending: bool) -> list[Key]:
    """What to sort by for one column; text regardless of case, amounts within their currency."""
    nullable = not column.required
    if column.type is Type.MONEY:
        return [Key(currency), Key(expression, descending)]
    if column.type is Type.TEXT and not column.values and column.name != "id":
        return [Key(f"toLower({expression})", descending, nullable)]
    return [Key(expression, descending, nullable)]


def sorted_by(keys: Sequence[Key], *, backwards: bool) -> str:
    """The ORDER BY of these keys, or of the reverse."""
    parts = []
    for key in keys:
        if key.nullable:
            parts.append(f"{key.expression} IS {'NOT ' if backwards else ''}NULL")
        descending = key.descending != backwards
        parts.append(f"{key.expression}{' DESC' if descending else ''}")
    return ", ".join(parts)


def beyond(keys: Sequence[Key], values: Sequence[str], *, backwards: bool) -> str:
    """The condition that a row comes after the row of a cursor, or before it.

    `values` are the parameters with the cursor's values, one for each key.
    """
    alternatives = []
    same: list[str] = []
    for key, value in zip(keys, values, strict=True):
        alternatives.append(" AND ".join((*same, _past(key, value, backwards))))
        equal = f"{key.expression} = {value}"
        if key.nullable:
            equal = f"({equal} OR ({value} IS NULL AND {key.expression} IS NULL))"
        same.append(equal)
    return " OR ".join(f"({alternative})" for alternative in alternatives)


def _past(key: Key, value: str, backwards: bool) -> str:
    compared = f"{key.expression} {'<' if key.descending != backwards else '>'} {value}"
    if not key.nullable:
        return compared
    if backwards:
        return f"({compared} OR ({value} IS NULL AND {key.expression} IS NOT NULL))"
    return f"({compared} OR ({value} IS NOT NULL AND {key.expression} IS NULL))"


def encoded(values: Sequence[Any]) -> str:
    """The cursor of a row: the name of its ordering and the values it is sorted by."""
    text = json.dumps(values, separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


DAMAGED = "The cursor is damaged; take it from an earlier page as it is."


def decoded(cursor: str, order: str, count: int | None = None) -> list[Any]:
    """The values of a cursor that was made for this ordering, `count` of them if that is known.

    BadInput for any other cursor.
    """
    damaged = BadInput(DAMAGED)
    if len(cursor) > LONGEST_CURSOR:
        raise damaged
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (ValueError, RecursionError):
        raise damaged from None
    if not isinstance(values, list) or not all(_plain(value) for value in values):
        raise damaged
    if not values:
        raise damaged
    if values[0] != order or (count is not None and len(values) != count + 1):
        raise BadInput("The cursor belongs to another ordering; start from the first page.")
    return values[1:]


def _plain(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < 2**63
    if isinstance(value, float):
        return isfinite(value)
    # Half a surrogate pair is no text that could be sent on.
    return value is None or (isinstance(value, str) and not _SURROGATE.search(value))


_SURROGATE = re.compile("[\ud800-\udfff]")


def checked(order: Sequence[str], known: Mapping[str, Column]) -> None:
    """Raise BadInput for an ordering by something that cannot be ordered by."""
    names = order_names(known.values())
    for name in order:
        if name not in names:
            raise BadInput(f"There is no ordering {name}; try one of: {', '.join(names)}.")
