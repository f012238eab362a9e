"""Typed filters: a tree of conditions, as Cypher.

    {"name": {"starts_with": "Ac"}, "or": [{"status": {"in": ["customer"]}}, {"not": {…}}],
     "stakeholders": {"some": {"roles": {"has": "champion"}, "node": {"name": {"eq": "Ann"}}}}}

Conditions side by side must all hold. An unknown value fulfils no comparison: `not` of it holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from graph.errors import BadInput
from graph.model import Reader, Type
from graph.reading.exposed import COLUMNS, Column, Form, Link
from graph.reading.links import LINKS
from graph.rights import check_reads, check_sees
from graph.values.money import minor_units

DEEPEST = 15
MOST_CONDITIONS = 50

Filter = Mapping[str, Any]

COMPARISONS = {"eq": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}
OPERATORS: Mapping[Type, tuple[str, ...]] = {
    Type.TEXT: ("eq", "in", "contains", "starts_with", "is_null"),
    Type.WORDS: ("has", "has_any", "has_all", "is_empty"),
    Type.WHOLE: (*COMPARISONS, "is_null"),
    Type.NUMBER: (*COMPARISONS, "is_null"),
    Type.MOMENT: (*COMPARISONS, "is_null"),
    Type.DAY: (*COMPARISONS, "is_null"),
    Type.MONEY: ("currency", *COMPARISONS, "is_null"),
    Type.FLAG: ("eq",),
}
"""What a column of each type can be asked; one of a closed set of values: eq, in, is_null."""


class Statement(Protocol):
    """What filters need of the statement they become part of (`writer.py`)."""

    @property
    def role(self) -> Reader:
        """As whom one reads."""

    def parameter(self, value: Any) -> str:
        """A parameter with this value."""

    def exists(self, link: Link, n: str, wanted: Filter, inner: Callable[["Place"], str]) -> str:
        """A node at the end of the link from `n` for which `inner`, made of `wanted`, holds."""


@dataclass(frozen=True)
class Place:
    """Where a condition applies: a node, its state, and the columns of the edge that led to it."""

    label: str
    n: str
    value: Callable[[Column], str]
    edge: Mapping[str, str]
    link: Link | None


def condition(writer: Statement, place: Place, wanted: Filter) -> str:
    """The condition that `wanted` holds at `place`; BadInput or Forbidden for one that cannot."""
    _check_size(wanted)
    return _all_of(writer, place, wanted)


def needs_state(wanted: Filter | None, link: Link) -> bool:
    """Whether the filter asks about what only the state of an account tells."""
    for name, value in (wanted or {}).items():
        if name in ("and", "or") and any(needs_state(part, link) for part in value or ()):
            return True
        if name in ("not", link.node_name or "node") and needs_state(value, link):
            return True
        if name not in link.edge and any(
            name in COLUMNS[label] and COLUMNS[label][name].dated for label in link.to
        ):
            return True
    return False


def edge_columns(wanted: Filter | None, link: Link) -> set[str]:
    """The columns of the link's edges that the filter asks about."""
    found: set[str] = set()
    for name, value in (wanted or {}).items():
        if name in ("and", "or"):
            for part in value or ():
                found |= edge_columns(part, link)
        elif name == "not":
            found |= edge_columns(value, link)
        elif name in link.edge:
            found.add(name)
    return found


def _check_size(wanted: Filter) -> None:
    conditions = 0
    waiting: list[tuple[Any, int]] = [(wanted, 1)]
    while waiting:
        part, depth = waiting.pop()
        if depth > DEEPEST:
            raise BadInput("The filter is nested too deeply.")
        if isinstance(part, Mapping):
            waiting += [(value, depth + 1) for value in part.values()]
        elif isinstance(part, list) and any(isinstance(value, Mapping) for value in part):
            waiting += [(value, depth + 1) for value in part]
        else:
            conditions += 1
    if conditions > MOST_CONDITIONS:
        raise BadInput(f"The filter has more than {MOST_CONDITIONS} conditions.")


def _all_of(writer: Statement, place: Place, wanted: Filter) -> str:
    parts = [_part(writer, place, name, value) for name, value in wanted.items()]
    return " AND ".join(parts) or "true"


def _part(writer: Statement, place: Place, name: str, value: Any) -> str:
    if value is None:
        raise BadInput(f"The filter {name} is null; leave it out, or ask is_null.")
    if name in ("and", "or"):
        parts = [f"({_all_of(writer, place, part)})" for part in value]
        if not parts:
            raise BadInput(f"The filter {name} is empty.")
        return f"({f' {name.upper()} '.join(parts)})"
    if name == "not":
        return f"NOT coalesce(({_all_of(writer, place, value)}), false)"
    if place.link is not None and place.link.columns:
        if name == (place.link.node_name or "node"):
            bare = Place(place.label, place.n, place.value, {}, None)
            return f"({_all_of(writer, bare, value)})"
        column = place.link.edge[name]
        return _compared(writer, column, place.edge[name], value, "")
    found = COLUMNS[place.label].get(name)
    if found is not None:
        return _of_column(writer, place, found, value)
    link = LINKS[place.label].get(name)
    if link is None:
        raise BadInput(f"{place.label} cannot be filtered by {name}.")
    return _of_link(writer, place, link, value)


def _of_column(writer: Statement, place: Place, column: Column, value: Filter) -> str:
    check_reads(writer.role, place.label, column.name, column.readers)
    return _compared(writer, column, place.value(column), value, _currency(place, column))


def _currency(place: Place, column: Column) -> str:
    if not column.currency:
        return ""
    return place.value(Column(column.name, Type.TEXT, "", column.currency))


def _of_link(writer: Statement, place: Place, link: Link, value: Filter) -> str:
    for label in link.to:
        check_sees(writer.role, label)
    if link.form is Form.ONE:
        return _exists(writer, place, link, value, negated=False)
    parts = []
    for quantifier, inner in value.items():
        if inner is None:
            raise BadInput(f"The filter {quantifier} is null; leave it out.")
        if quantifier == "some":
            parts.append(_exists(writer, place, link, inner, negated=False))
        elif quantifier == "none":
            parts.append(f"NOT {_exists(writer, place, link, inner, negated=False)}")
        else:
            parts.append(f"NOT {_exists(writer, place, link, inner, negated=True)}")
    return " AND ".join(parts) or "true"


def _exists(writer: Statement, place: Place, link: Link, wanted: Filter, *, negated: bool) -> str:
    def inner(there: Place) -> str:
        holds = _all_of(writer, there, wanted)
        return f"NOT coalesce(({holds}), false)" if negated else holds

    return writer.exists(link, place.n, wanted, inner)


def _compared(writer: Statement, column: Column, of: str, value: Filter, currency: str) -> str:
    parts = []
    for operator, operand in value.items():
        if operand is None:
            raise BadInput(
                f"{column.name}: {operator} is null; ask is_null to find unknown values."
            )
        if operator == "currency":
            parts.append(f"{currency} = {writer.parameter(operand)}")
        else:
            amount = operand
            if column.type is Type.MONEY and operator in COMPARISONS:
                amount = _minor(column, operand, value.get("currency"))
            parts.append(_operator(writer, column, of, operator, amount))
    return " AND ".join(parts) or "true"


def _minor(column: Column, amount: Decimal, currency: str | None) -> int:
    if currency is None:
        raise BadInput(f"{column.name}: say in which currency; amounts are never converted.")
    return minor_units(amount, currency)


def _operator(writer: Statement, column: Column, of: str, operator: str, operand: Any) -> str:
    if operator == "is_null":
        return f"{of} IS {'' if operand else 'NOT '}NULL"
    if operator == "is_empty":
        return f"size({of}) {'=' if operand else '>'} 0"
    if operator in ("contains", "starts_with"):
        word = writer.parameter(str(operand).lower())
        return f"toLower({of}) {operator.replace('_', ' ').upper()} {word}"
    given = writer.parameter(operand)
    if operator in COMPARISONS:
        return f"{of} {COMPARISONS[operator]} {given}"
    if operator == "in":
        return f"{of} IN {given}"
    if operator == "has":
        return f"{given} IN {of}"
    # Not any() and all(): the embedded engine misreads them within coalesce(…) of a WHERE.
    if operator == "has_any":
        return f"size([word IN {of} WHERE word IN {given}]) > 0"
    if operator == "has_all":
        return f"size([word IN {given} WHERE NOT word IN {of}]) = 0"
    raise BadInput(f"{column.name} cannot be asked {operator}.")
