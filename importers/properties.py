"""What a record of each kind may say, and how a cell of each type is read: from the label table."""

from functools import cache
from typing import Any

from graph.faults import value_fault
from graph.model import (
    ENTITIES,
    PERSON,
    PERSON_RECORD,
    PERSON_REFERENCES,
    RELATIONS,
    Property,
    Reference,
    Type,
)
from importers import cells
from importers.cells import CellError, Parser

_PARSERS: dict[Type, Parser] = {
    Type.TEXT: cells.text,
    Type.WORDS: cells.words,
    Type.WHOLE: cells.whole,
    Type.NUMBER: cells.number,
    Type.FLAG: cells.flag,
    Type.MOMENT: cells.moment,
    Type.DAY: cells.day,
    Type.MONEY: cells.decimal,
}

_BY_NAME: dict[str, Parser] = {
    "email": cells.email,
    "emails": cells.emails,
    "currency": cells.currency,
    "domain": cells.domain,
    "role": cells.role,
    "roles": cells.roles,
    "ticked_roles": cells.roles,
    "until": cells.end,
    "hold_until": cells.hold,
}
"""Properties that mean the same wherever they stand, and ask for more than their type."""


def properties_of(kind: str) -> tuple[Property, ...]:
    """What a statement of this kind (a label or relationship type) may say in its values."""
    if kind == PERSON.label:
        return PERSON.properties + PERSON_RECORD
    return (ENTITIES.get(kind) or RELATIONS[kind]).properties


def references_of(kind: str) -> tuple[Reference, ...]:
    """What other things a statement of this kind may name."""
    return (
        PERSON_REFERENCES
        if kind == PERSON.label
        else (ENTITIES.get(kind) or RELATIONS[kind]).references
    )


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """The names of everything a statement of this kind may hold in its values."""
    properties = [declared.name for declared in properties_of(kind)]
    return (*properties, *(reference.name for reference in references_of(kind)))


_OF_MANY_VALUES = frozenset(
    {"Account", "Person", "Teammate", "Touchpoint", "Opportunity", "Escalation"}
)
"""Kinds that describe something by values that do not hang on each other."""
_TELLING = frozenset(
    {
        *("status", "reach", "direction", "private"),  # whether it was a touch, and who may see it
        *("opted_out", "hold_until"),  # what forbids us something
        *("closed", "won", "escalated", "closed_at", "deleted_at"),  # whether it is over
    }
)
"""Values without which the rest of a record would say something else."""


def may_be_left_out(kind: str, name: str) -> bool:
    """Whether a record of this kind still says what it should without this value.

    A consent, a role or a reading says one thing: it is used as a whole or not at all.
    """
    if kind not in _OF_MANY_VALUES or name in _TELLING:
        return False
    declared: tuple[Property | Reference, ...] = (*properties_of(kind), *references_of(kind))
    return any(one.name == name and not one.required for one in declared)


@cache
def bounded_of(kind: str) -> tuple[Property, ...]:
    """The numbers of a kind that have bounds."""
    return tuple(declared for declared in properties_of(kind) if declared.bounds)


def within_bounds(kind: str, name: str, parse: Parser) -> Parser:
    """The parser of a cell that holds this property: what is out of bounds is a CellError."""
    bounded = next((declared for declared in bounded_of(kind) if declared.name == name), None)
    return parse if bounded is None else _checked(bounded, parse)


def parser_of(declared: Property) -> Parser:
    """How a cell of this property is read; amounts stay in major units.

    A cell whose value the property cannot have (`graph/faults.py`) is a CellError.
    """
    parse = _reader_of(declared)
    return parse if declared.type in _UNBOUNDED else _checked(declared, parse)


_UNBOUNDED = frozenset({Type.FLAG, Type.MOMENT, Type.DAY, Type.MONEY})


def _checked(declared: Property, parse: Parser) -> Parser:
    def parse_checked(cell: str) -> Any:
        value = parse(cell)
        reason = value_fault(declared, value)
        if reason is not None:
            raise CellError(f"it {reason}")
        return value

    return parse_checked


def _reader_of(declared: Property) -> Parser:
    if declared.values and declared.type is Type.TEXT:
        return cells.one_of(declared.values)
    if declared.values:
        return cells.many_of(declared.values)
    return _BY_NAME.get(declared.name, _PARSERS[declared.type])
