"""The types of the questions in GraphQL, made from their rows and parameters.

Every question of the catalogue is a connection on Query and, about one account, on Account.
"""

from collections.abc import Iterable

from pydantic import BaseModel

from api.asking import restricted
from api.columns import Column, Holds, columns_of
from api.declare import Argument, Declared, Types, pascal
from api.questions import NESTED, AnyQuestion, parted
from api.types import AS_OF, ENUM_MEANINGS, ENUMS, PAGE, declare_connection, edge_name
from graph.model import ACTS, CHANNELS, SENIORITIES, STATUSES
from graph.reading.exposed import COLUMNS
from graph.reading.links import LINKS
from queries.all import QUESTIONS
from queries.row import Row

VOCABULARIES = {"act": ACTS, "channel": CHANNELS, "seniority": SENIORITIES, "status": STATUSES}
"""Columns of rows and parameters whose words the label table closes, wherever they stand."""
SCALARS = {
    Holds.MOMENT: "DateTime",
    Holds.DAY: "Date",
    Holds.FLAG: "bool",
    Holds.WHOLE: "int",
    Holds.NUMBER: "float",
    Holds.MONEY: "Money",
    Holds.TEXT: "str",
}


# --- what there is to ask


def declare_questions(types: Types) -> tuple[list[Declared], list[Declared]]:
    """Declare the types of every question; the fields of Query, and those of Account."""
    of_query, of_account = [], []
    for question in QUESTIONS.values():
        connection = f"{_declare_answer(types, question)}Connection"
        about = question.meaning
        given = _arguments(types, question)
        of_query.append(Declared(question.name, connection, about, (*given, AS_OF)))
        for name, nested in NESTED.items():
            if nested is question:
                of_account.append(Declared(name, connection, about, given))
    return of_query, of_account


def _declare_answer(types: Types, question: AnyQuestion) -> str:
    name, row = answer_name(question), row_name(question)
    _declare_row(types, question.row, row)
    types.enum(f"{name}Order", question.orders, "What to sort by.")
    settings = [
        Declared("settings_version", "str", "of the policies and weights this was answered by"),
        Declared("warnings", "list[str]", "what to know before relying on the answer"),
    ]
    declare_connection(types, name, row, more=settings)
    return name


def answer_name(question: AnyQuestion) -> str:
    """What the connection, the filter and the ordering of a question are called after."""
    return row_name(question).removesuffix("Event")


def row_name(question: AnyQuestion) -> str:
    """What the rows of a question are called: as their class, unless something else is."""
    name = question.row.__name__
    return f"{pascal(question.name)}Entry" if name in TAKEN else name


TAKEN = frozenset(COLUMNS) | {
    edge_name(link) for links in LINKS.values() for link in links.values()
}
"""Names of kinds of node and of edges."""


def _declare_row(types: Types, row: type[Row], name: str) -> None:
    for column in columns_of(row):
        if column.part is not None and column.part.__name__ not in types:
            _declare_row(types, column.part, column.part.__name__)
    fields = [
        Declared(column.name, _output(types, row, column), _restricted(row, column))
        for column in columns_of(row)
    ]
    bases = ["Node"] if name == CASE and "id" in row.model_fields else []
    types.object(name, fields, _meaning(row), bases)


CASE = "ChampionDeparture"
"""The row that is a thing of its own, with an id that lasts."""


def _restricted(row: type[Row], column: Column) -> str | None:
    withheld = "Withheld from keys that may not read private notes."
    return withheld if column.name in restricted(row) else None


def _meaning(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _output(types: Types, row: type[Row], column: Column) -> str:
    if column.name == "id":
        type_ = "ID"
    elif column.holds is Holds.NAME:
        type_ = column.label
    elif column.part is not None:
        type_ = column.part.__name__
    else:
        type_ = _value(types, column)
    nullable = column.optional or column.name in restricted(row)
    return f"list[{type_}]" if column.many else f"{type_} | None" if nullable else type_


def _value(types: Types, column: Column) -> str:
    if column.holds is Holds.CHOICE:
        class_ = type(column.choices[0])
        types.enum(class_.__name__, map(str, column.choices), _meaning_of_enum(class_))
        return class_.__name__
    values = column.words or VOCABULARIES.get(column.name, ())
    if column.holds is Holds.TEXT and values:
        name = ENUMS[values]
        types.enum(name, values, ENUM_MEANINGS[name])
        return name
    return SCALARS[column.holds]


def _meaning_of_enum(class_: type) -> str:
    return (class_.__doc__ or "").strip()


# --- what it can be asked with


def _arguments(types: Types, question: AnyQuestion) -> tuple[Argument, ...]:
    name = answer_name(question)
    criteria, shaping, others = parted(question)
    given: list[Argument] = []
    if criteria is not None:
        class_name = question.parameters.__name__.removesuffix("Parameters") + criteria.__name__
        types.input(class_name, _inputs(types, columns_of(criteria)), _meaning(criteria))
        given.append(Argument("criteria", class_name))
    given += [_shaping(types, column) for column in shaping]
    types.input(f"{name}Filter", _inputs(types, others), _meaning(question.parameters))
    return (
        *PAGE,
        *given,
        Argument("filter", f"{name}Filter | None"),
        Argument("order_by", f"list[{name}Order] | None", "first things first"),
    )


def _shaping(types: Types, column: Column) -> Argument:
    type_ = _input(types, column)
    default = types.named[type_](column.default) if column.choices else column.default
    if default is None:
        return Argument(column.name, f"{type_} | None")
    return Argument(column.name, f"{type_} | None", None, default)


def _inputs(types: Types, columns: Iterable[Column]) -> list[Declared]:
    return [Declared(column.name, f"{_input(types, column)} | None") for column in columns]


def _input(types: Types, column: Column) -> str:
    if column.holds is Holds.NAME:
        type_ = "ID"
    elif column.name == "segments":
        type_ = "Segment"
    else:
        type_ = _value(types, column)
    return f"list[{type_}]" if column.many else type_
