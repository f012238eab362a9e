"""Completing rows: what the executor does for every value, done for whole rows at a time.

Below the roots every value lies in a row under its response key, so a selection becomes one
function from row to answer. Whatever it cannot complete (a null where none may be, a value of the
wrong type) goes the executor's own way, field by field, which tells the error and its path.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from graphql import (
    GraphQLLeafType,
    GraphQLObjectType,
    GraphQLOutputType,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.collect_fields import FieldDetailsList
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from graph.reading.ordering import encoded

Completed = Callable[[Any], Any]
CURSORS = frozenset({"cursor", "startCursor", "endCursor"})


def cursor_text(value: Any) -> Any:
    """A cursor: of the values that a row is sorted by, or made already."""
    return encoded(value) if isinstance(value, list) else value


class RowExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor, but for rows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._completions: dict[tuple[GraphQLObjectType, int], Completed] = {}

    def collect_and_execute_subfields(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        path: Any,
        result: Any,
        position_context: Any,
    ) -> Any:
        """The object: of a row at once, of anything else field by field."""
        if isinstance(result, dict):
            with suppress(Exception):
                return self._row(return_type, field_details_list)(result)
        return super().collect_and_execute_subfields(
            return_type, field_details_list, path, result, position_context
        )

    def _row(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Completed:
        # The executor keeps the lists it has collected fields of, so their ids stay theirs.
        key = (type_, id(details))
        completed = self._completions.get(key)
        if completed is None:
            completed = self._completions[key] = self._compiled(type_, details)
        return completed

    def _compiled(self, type_: GraphQLObjectType, details: FieldDetailsList) -> Completed:
        fields = []
        for key, same in self.collect_subfields(type_, details).grouped_field_set.items():
            name = same[0].node.name.value
            if name == "__typename":
                fields.append((key, _always(type_.name), False))
            else:
                value = self._value(type_.fields[name].type, same)
                fields.append((key, _of_cursor(value) if name in CURSORS else value, True))

        def complete(row: Any) -> Any:
            return {key: value(row[key] if held else None) for key, value, held in fields}

        return complete

    def _value(self, type_: GraphQLOutputType, details: FieldDetailsList) -> Completed:
        if is_non_null_type(type_):
            return _required(self._present(type_.of_type, details))
        return _or_null(self._present(type_, details))

    def _present(self, type_: Any, details: FieldDetailsList) -> Completed:
        if is_list_type(type_):
            item = self._value(type_.of_type, details)
            return lambda values: [item(value) for value in values]
        if is_leaf_type(type_):
            return _leaf(type_)
        if is_abstract_type(type_):
            possible = {each.name: each for each in self.schema.get_possible_types(type_)}
            return lambda row: self._row(possible[row["__typename"]], details)(row)
        return self._row(type_, details)


def _leaf(type_: GraphQLLeafType) -> Completed:
    coerce = type_.coerce_output_value

    def complete(value: Any) -> Any:
        coerced = coerce(value)
        if coerced is None:
            raise TypeError
        return coerced

    return complete


def _required(value: Completed) -> Completed:
    def complete(given: Any) -> Any:
        if given is None:
            raise TypeError
        return value(given)

    return complete


def _or_null(value: Completed) -> Completed:
    return lambda given: None if given is None else value(given)


def _always(constant: str) -> Completed:
    return lambda _: constant


def _of_cursor(value: Completed) -> Completed:
    return lambda given: value(cursor_text(given))
