"""The GraphQL schema: declared from the tables, answered from rows.

Only the fields of Query do anything. Below them every field takes its value from the row, under its
response key: the statement was made to give rows of just that shape.
"""

import sys
from functools import cache
from typing import Any

import strawberry
from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLNamedType,
    GraphQLResolveInfo,
    is_interface_type,
    is_object_type,
    is_union_type,
)
from strawberry.schema.config import StrawberryConfig

from api.declare import Types, snake
from api.executor import CURSORS, RowExecutor, cursor_text
from api.mutations import changer, declare_mutations
from api.question_types import declare_questions
from api.roots import ROOT_ANSWERS, declare_roots, resolver
from api.scalars import SCALARS
from api.types import declare_basics, declare_entities
from graph.reading.exposed import COLUMNS


class Schema(strawberry.Schema):
    """A schema that leaves it to whoever answers a request to log what went wrong (`faults.py`)."""

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        """Log nothing: errors quote what was sent."""


@cache
def build_schema() -> strawberry.Schema:
    """The schema of the API, its resolvers in place."""
    types = declared()
    schema = Schema(
        query=types.named["Query"],
        mutation=types.named["Mutation"],
        types=[types.named[label] for label in COLUMNS],
        config=StrawberryConfig(scalar_map=SCALARS),
        execution_context_class=RowExecutor,
    )
    for type_ in schema._schema.type_map.values():
        answer_from_rows(type_)
    return schema


def sdl() -> str:
    """The schema as text, as it is checked in (`schema.graphql`)."""
    return f"{build_schema().as_str()}\n"


def declared() -> Types:
    """Every type of the API."""
    types = Types()
    declare_basics(types)
    of_query, of_account = declare_questions(types)
    declare_entities(types, {"Account": of_account})
    roots = declare_roots(types)
    types.object("Query", [*roots, *of_query], "What can be read and asked.")
    types.object("Mutation", declare_mutations(types), "What can be changed.")
    return types


def answer_from_rows(type_: GraphQLNamedType) -> None:
    """Make a type of the built schema take its values from rows, the roots from the graph."""
    if type_.name.startswith("__"):
        return
    if is_interface_type(type_) or is_union_type(type_):
        type_.resolve_type = _typename
    if not is_object_type(type_):
        return
    type_.is_type_of = None
    for name, field in type_.fields.items():
        if type_.name == "Query":
            field.resolve = resolver(ROOT_ANSWERS[snake(name)])
        elif type_.name == "Mutation":
            field.resolve = changer(snake(name))
        elif name in CURSORS:
            field.resolve = _cursor
        else:
            field.resolve = _by_response_key


def _by_response_key(row: dict[str, Any], info: GraphQLResolveInfo[Any], **_given: Any) -> Any:
    """The value; the arguments have been heeded where the row was made."""
    return row[str(info.path.key)]


def _cursor(row: dict[str, Any], info: GraphQLResolveInfo[Any]) -> str | None:
    """The values that a row is sorted by, or what was made of them already."""
    text: str | None = cursor_text(row[str(info.path.key)])
    return text


def _typename(
    row: dict[str, Any], _info: GraphQLResolveInfo[Any], _type: GraphQLAbstractType
) -> str:
    return str(row["__typename"])


if __name__ == "__main__":
    sys.stdout.write(sdl())
