"""What a column of an answer, or a parameter of a question, holds: read from its annotation.

The REST endpoints, the command line, the tables and the documentation are made from this.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from graph.identity import NAMED
from queries.parameters import Shapes
from queries.row import Day, Moment, Money, Names, OneOf, Row


class Holds(StrEnum):
    """What one value is."""

    MOMENT = "moment"
    DAY = "day"
    NAME = "name"  # the id of an entity
    CHOICE = "choice"
    FLAG = "flag"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    PART = "part"  # a row within the row


@dataclass(frozen=True)
class Column:
    """One column: what it holds, whether several at once, and whether it may be empty.

    `label` is what an id names, `choices` the words a CHOICE may be, `words` those of the label
    table that a TEXT may be, where it says so itself, `part` the type of a PART.
    `shapes`: a parameter that says how the answer is made up.
    """

    name: str
    holds: Holds
    many: bool
    optional: bool
    default: Any
    label: str = ""
    choices: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    part: type[Row] | None = None
    shapes: bool = False

    @property
    def named(self) -> bool:
        """Whether what its ids name has a name that people know."""
        return self.holds is Holds.NAME and self.label in NAMED

    @property
    def required(self) -> bool:
        """Whether there is no default."""
        return self.default is ...


def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a row, or the parameters of a question, in the order declared."""
    return _columns_of(model)


@cache
def _columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    return tuple(_column(name, field) for name, field in model.model_fields.items())


def _column(name: str, field: FieldInfo) -> Column:
    annotation, optional = _without_none(field.annotation)
    marks = [*field.metadata]
    annotation = _without_marks(annotation, marks)
    many = get_origin(annotation) in (list, tuple)
    if many:
        annotation, _ = _without_none(get_args(annotation)[0])
        annotation = _without_marks(annotation, marks)
    default = ... if field.is_required() else field.get_default(call_default_factory=True)
    label = next((mark.label for mark in marks if isinstance(mark, Names)), "")
    choices = tuple(annotation) if _is(annotation, StrEnum) else ()
    words = next((mark.words for mark in marks if isinstance(mark, OneOf)), ())
    part = annotation if _is(annotation, Row) else None
    holds = _holds(annotation, marks)
    shapes = any(isinstance(mark, Shapes) for mark in marks)
    return Column(name, holds, many, optional, default, label, choices, words, part, shapes)


def _holds(annotation: Any, marks: list[Any]) -> Holds:
    for mark in marks:
        for kind, holds in ((Moment, Holds.MOMENT), (Day, Holds.DAY), (Names, Holds.NAME)):
            if isinstance(mark, kind):
                return holds
    for type_, holds in (
        (Money, Holds.MONEY),
        (Row, Holds.PART),
        (StrEnum, Holds.CHOICE),
        (bool, Holds.FLAG),
        (int, Holds.WHOLE),
        (float, Holds.NUMBER),
    ):
        if _is(annotation, type_):
            return holds
    return Holds.TEXT


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    others = [member for member in get_args(annotation) if member is not NoneType]
    return others[0], len(others) < len(get_args(annotation))


def _without_marks(annotation: Any, marks: list[Any]) -> Any:
    if get_origin(annotation) is Annotated:
        annotation, *found = get_args(annotation)
        marks += found
    return annotation


def _is(annotation: Any, type_: type) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, type_)
