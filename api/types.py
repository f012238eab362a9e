"""The GraphQL types of what the graph holds, made from the tables of columns and links.

A property added to the label table appears here by itself: as a field, a filter and an ordering.
"""

from collections.abc import Iterable, Mapping

from api.declare import Argument, Declared, Types, pascal
from graph.model import (
    ACTS,
    ASK_STATES,
    ASSET_STATES,
    BLOCKERS,
    CHANNELS,
    ENTITIES,
    EVERYONE,
    FUNCTIONS,
    NOTICES,
    PARTS,
    REQUEST_STATES,
    SENIORITIES,
    STATUSES,
    Type,
)
from graph.reading.exposed import COLUMNS, Column, Form, Link
from graph.reading.filters import OPERATORS
from graph.reading.links import LINKS, ROOTS
from graph.reading.ordering import order_names
from graph.reading.writer import orderable
from graph.rights import Sight, sight, words

ENUMS: Mapping[tuple[str, ...], str] = {
    ACTS: "AdvocacyAct",
    ASK_STATES: "AskState",
    ASSET_STATES: "AssetState",
    BLOCKERS: "BlockerCode",
    CHANNELS: "Channel",
    FUNCTIONS: "TeammateFunction",
    NOTICES: "NoticeKind",
    PARTS: "ParticipationPart",
    REQUEST_STATES: "AdvocacyRequestState",
    SENIORITIES: "Seniority",
    STATUSES: "AccountStatus",
    ("stated", "derived"): "SegmentSource",
}
"""What closed sets of values are called; others by the kind of node and the property."""

ENUM_MEANINGS: Mapping[str, str] = {
    "AdvocacyAct": "What a customer can do for us.",
    "AskState": "Where an ask stands.",
    "AssetState": "Where an asset stands.",
    "BlockerCode": "Why somebody may not be asked.",
    "Channel": "How people are in touch.",
    "TeammateFunction": "What somebody of ours does.",
    "NoticeKind": "What somebody of ours is told of.",
    "ParticipationPart": "What somebody did in a touchpoint.",
    "AdvocacyRequestState": "Where a request for advocates stands.",
    "Seniority": "How senior somebody is, read from the title.",
    "AccountStatus": "What a company is to us.",
    "SegmentSource": "Whether a source states the segment or it follows from the ARR.",
}
"""What they mean."""

SCALARS: Mapping[Type, str] = {
    Type.TEXT: "str",
    Type.WHOLE: "int",
    Type.NUMBER: "float",
    Type.FLAG: "bool",
    Type.MOMENT: "DateTime",
    Type.DAY: "Date",
    Type.MONEY: "Money",
}
FILTERS: Mapping[Type, str] = {
    Type.TEXT: "StringFilter",
    Type.WHOLE: "IntFilter",
    Type.NUMBER: "FloatFilter",
    Type.FLAG: "BooleanFilter",
    Type.MOMENT: "DateTimeFilter",
    Type.DAY: "DateFilter",
    Type.MONEY: "MoneyFilter",
}
PARTICIPANT = "Participant"
"""Whoever takes part in a touchpoint: somebody of theirs, or of ours."""

PAGE = (
    Argument("first", "int | None"),
    Argument("after", "str | None"),
    Argument("last", "int | None"),
    Argument("before", "str | None"),
)
"""Relay's: `first` rows after a cursor or `last` rows before one; one of the two is required."""
AS_OF = Argument(
    "as_of", "DateTime | None", "the moment everything below is true of; now unless said"
)


def declare_basics(types: Types) -> None:
    """Declare what all other types are made of."""
    types.interface("Node", [Declared("id", "ID")], "Whatever has an id.")
    types.object(
        "PageInfo",
        [
            Declared("has_next_page", "bool", "rows follow this page"),
            Declared("has_previous_page", "bool", "rows come before this page"),
            Declared("start_cursor", "str | None", "cursor of its first row"),
            Declared("end_cursor", "str | None", "cursor of its last row"),
        ],
        "Where a page lies.",
    )
    types.object(
        "Money",
        [Declared("amount", "Decimal"), Declared("currency", "str", "ISO 4217 code")],
        "An amount in one currency; amounts in different currencies are never added.",
    )


def declare_entities(types: Types, more: Mapping[str, Iterable[Declared]]) -> None:
    """Declare every kind of node, with `more` fields for some labels, and all that goes with it."""
    for label, columns in COLUMNS.items():
        own = [_value(types, label, column) for column in columns.values()]
        links = [_link(types, link) for link in LINKS[label].values()]
        fields = [*own, *links, *more.get(label, ())]
        types.object(label, fields, ENTITIES[label].meaning, ["Node"])
    types.union(PARTICIPANT, ("Person", "Teammate"), "Somebody of theirs, or of ours.")
    declare_filters(types)


def root_fields(types: Types) -> list[Declared]:
    """The fields of Query that list nodes."""
    return [
        Declared(
            root.name,
            f"{_connection(types, root)}",
            root.meaning,
            (*_arguments(types, root), AS_OF),
        )
        for root in ROOTS.values()
    ]


# --- values


def _value(types: Types, label: str, column: Column) -> Declared:
    type_ = value_type(types, label, column)
    nullable = not column.required or column.readers != EVERYONE
    if column.type is Type.WORDS:
        type_ = f"list[{type_}]"
    elif nullable:
        type_ = f"{type_} | None"
    return Declared(column.name, type_, _meaning(column))


def value_type(types: Types, label: str, column: Column) -> str:
    """The name of the type of a column's values."""
    if column.name == "id":
        return "ID"
    if (label, column.name) == ("Account", "segment"):
        return "Segment"
    if column.values:
        name = ENUMS.get(column.values, f"{label}{pascal(column.name)}")
        types.enum(name, column.values, ENUM_MEANINGS.get(name, _sentence(column.meaning)))
        return name
    return "str" if column.type is Type.WORDS else SCALARS[column.type]


def _meaning(column: Column) -> str:
    if column.readers == EVERYONE:
        return _sentence(column.meaning)
    withheld = "Empty" if column.type is Type.WORDS else "Null"
    readers = words(column.readers)
    approved = [role for role in EVERYONE if sight(role, column.readers) is Sight.APPROVED]
    also = f", for {approved[0]} once the owner approved an ask" if approved else ""
    return f"{_sentence(column.meaning)} {withheld} for keys without the role {readers}{also}."


def _sentence(words_: str) -> str:
    return f"{words_[0].upper()}{words_[1:]}."


# --- links


def _link(types: Types, link: Link) -> Declared:
    if link.form is Form.ONE:
        return Declared(link.name, f"{link.to[0]} | None", link.meaning)
    if link.form is Form.LIST:
        return Declared(link.name, f"list[{_item(types, link)}]", link.meaning)
    return Declared(link.name, _connection(types, link), link.meaning, _arguments(types, link))


def _item(types: Types, link: Link) -> str:
    if not link.columns:
        return link.to[0]
    if link.type_name not in types:
        node = [Declared(link.node_name, link.to[0])] if link.node_name else []
        edge = [_value(types, link.type_name, column) for column in link.columns]
        types.object(link.type_name, [*node, *edge], link.meaning)
    return link.type_name


def _node(link: Link) -> str:
    return link.to[0] if len(link.to) == 1 else PARTICIPANT


def edge_name(link: Link) -> str:
    """What connections, filters and orderings of a link are called after."""
    return link.type_name or "".join(link.to)


def _connection(types: Types, link: Link) -> str:
    name = edge_name(link)
    if f"{name}Connection" not in types:
        columns = [_value(types, name, column) for column in link.columns]
        declare_connection(types, name, _node(link), columns)
    return f"{name}Connection"


def declare_connection(
    types: Types,
    name: str,
    node: str,
    edge: Iterable[Declared] = (),
    more: Iterable[Declared] = (),
) -> None:
    """Declare a connection and its edges, with further fields for either."""
    types.object(
        f"{name}Edge",
        [Declared("cursor", "str"), Declared("node", node), *edge],
        "One row of a connection, with what belongs to this row only.",
    )
    types.object(
        f"{name}Connection",
        [
            Declared("edges", f"list[{name}Edge]"),
            Declared("nodes", f"list[{node}]", "the nodes of the edges"),
            Declared("page_info", "PageInfo"),
            Declared("total_count", "int", "rows there are, on all pages"),
            *more,
        ],
        "One page of rows.",
    )


def _arguments(types: Types, link: Link) -> tuple[Argument, ...]:
    name = edge_name(link)
    types.enum(f"{name}Order", order_names(orderable(link).values()), "What to sort by.")
    ended = Argument("include_ended", "bool | None", "also what is over by then", default=False)
    return (
        *PAGE,
        Argument("filter", f"{name}Filter | None"),
        Argument("order_by", f"list[{name}Order] | None", "first things first; null comes last"),
        *([ended] if link.lasting else []),
    )


# --- filters


def declare_filters(types: Types) -> None:
    """Declare the filter of every kind of node and of every kind of edge."""
    for label, columns in COLUMNS.items():
        own = [
            Declared(column.name, f"{_operators(types, label, column)} | None", column.meaning)
            for column in columns.values()
        ]
        links = [
            Declared(link.name, f"{_quantified(types, link)} | None", link.meaning)
            for link in LINKS[label].values()
        ]
        _declare_filter(types, label, [*own, *links])


def _quantified(types: Types, link: Link) -> str:
    if link.form is Form.ONE:
        return f"{link.to[0]}Filter"
    name = edge_name(link)
    if link.columns and f"{name}Filter" not in types:
        edge = [
            Declared(column.name, f"{_operators(types, name, column)} | None", column.meaning)
            for column in link.columns
        ]
        if len(link.to) == 1:
            edge.append(Declared(link.node_name or "node", f"{link.to[0]}Filter | None"))
        _declare_filter(types, name, edge)
    if f"{name}Quantifier" not in types:
        types.input(
            f"{name}Quantifier",
            [
                Declared("some", f"{name}Filter | None", "one of them, at least"),
                Declared("every", f"{name}Filter | None", "each of them, if there are any"),
                Declared("none", f"{name}Filter | None", "not one of them"),
            ],
            "For how many of them a filter must hold.",
        )
    return f"{name}Quantifier"


def _declare_filter(types: Types, name: str, fields: list[Declared]) -> None:
    itself = f"{name}Filter"
    types.input(
        itself,
        [
            *fields,
            Declared("and", f"list[{itself}] | None", "each of these holds"),
            Declared("or", f"list[{itself}] | None", "one of these holds, at least"),
            Declared("not", f"{itself} | None", "this does not hold"),
        ],
        "Conditions that must all hold. An unknown value fulfils none, but `isNull` and `not`.",
    )


def _operators(types: Types, label: str, column: Column) -> str:
    """The input type with what a column can be asked."""
    value = value_type(types, label, column)
    name: str
    operators: tuple[str, ...]
    if column.name == "id":
        name, operators = "IDFilter", ("eq", "in")
    elif column.type is Type.WORDS:
        name = f"{'Word' if value == 'str' else value}ListFilter"
        operators = OPERATORS[Type.WORDS]
    elif column.values:
        name, operators = f"{value}Filter", ("eq", "in", "is_null")
    else:
        name, operators = FILTERS[column.type], OPERATORS[column.type]
        value = {"Money": "Decimal", "Segment": "str"}.get(value, value)
    if name not in types:
        types.input(name, [_operator(o, value) for o in operators], "Comparisons with a value.")
    return name


_MEANINGS = {
    "contains": "has this in it, regardless of case",
    "starts_with": "begins with this, regardless of case",
    "is_null": "is unknown",
    "has_any": "has one of these, at least",
    "has_all": "has all of these",
    "currency": "in which the amounts here are; nothing is converted",
}


def _operator(name: str, value: str) -> Declared:
    if name in ("in", "has_any", "has_all"):
        type_ = f"list[{value}]"
    elif name in ("is_null", "is_empty"):
        type_ = "bool"
    else:
        type_ = "str" if name == "currency" else value
    return Declared(name, f"{type_} | None", _MEANINGS.get(name))
