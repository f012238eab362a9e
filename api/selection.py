"""From a GraphQL operation to a neutral selection: GraphQL's own field collection, in our words.

Aliases, fragments, `@skip`, `@include` and merged response keys mean here what they mean to the
executor, because the same functions collect them.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Any

from graphql import (
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    get_named_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values

from api.declare import snake
from graph.reading.exposed import COLUMNS
from graph.reading.links import LINKS
from graph.reading.selection import Field, Fields


def selected(info: GraphQLResolveInfo[Any]) -> Field:
    """The field that is being resolved, with all that is selected below it."""
    details = [FieldDetails(node, None) for node in info.field_nodes]
    return _Collector(info).field(info.parent_type, info.path.key, details)


def arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    """Coerced arguments in our words: names in snake case, enums as the values they stand for."""
    return {snake(name): _plain(value) for name, value in given.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return arguments(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value


class _Collector:
    def __init__(self, info: GraphQLResolveInfo[Any]) -> None:
        self._schema = info.schema
        self._operation = info.operation
        self._variables = VariableValues({}, info.variable_values)  # type: ignore[arg-type]
        self._fragments = {
            name: FragmentDetails(definition) for name, definition in info.fragments.items()
        }

    def field(
        self, parent: GraphQLObjectType, key: Any, details: list[FieldDetails], on: str = ""
    ) -> Field:
        """One collected field; the nodes in `details` have the same name and arguments."""
        node = details[0].node
        declared = parent.fields[node.name.value]
        given = get_argument_values(declared, node, self._variables)
        children = self._children(declared.type, details)
        name = snake(node.name.value)
        elsewhere = parent.name in COLUMNS and not (
            name in COLUMNS[parent.name] or name in LINKS[parent.name]
        )
        return Field(name, key, arguments(given), children, on, elsewhere)

    def _children(self, type_: GraphQLOutputType, details: list[FieldDetails]) -> Fields:
        named = get_named_type(type_)
        if is_object_type(named):
            return self._of(named, details, "")
        if not is_abstract_type(named):
            return ()
        return tuple(
            child
            for possible in self._schema.get_possible_types(named)
            for child in self._of(possible, details, possible.name)
        )

    def _of(self, type_: GraphQLObjectType, details: list[FieldDetails], on: str) -> Fields:
        collected = collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, type_, details
        )
        return tuple(
            self.field(type_, key, same, on)
            for key, same in collected.grouped_field_set.items()
            if same[0].node.name.value != "__typename"
        )
