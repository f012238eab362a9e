"""What an operation costs before it runs: the most nodes it can make us read.

A connection costs its `first` (or `last`) times what one of its nodes costs, and one node costs at
least 1; connections side by side add up. So `accounts(first: 50) { stakeholders(first: 20) }` costs
1,000. A plain list between two connections counts as ten items, `nodes(ids:)` as its ids. A
question about every account costs what reading them all may, however short its page. What `@skip`
leaves out is counted too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
)

MOST_NODES = 10_000
LARGEST_PAGE = 100
"""Taken for a connection whose page is not a number; it is refused where it is answered."""
ITEMS_OF_A_LIST = 10
WHOLE_COMPANY = 1_000
"""What a question about every account costs at least."""
NARROWING = ("accounts", "people")
"""Filters that spare a question looking at every account."""
PAGE_ARGUMENTS = ("first", "last")


class Cost:
    """Computes the cost of one operation of a document that has passed the limits."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        variables: Mapping[str, Any],
        everywhere: Collection[str] = (),
    ) -> None:
        """`everywhere` names the fields of Query that look at all accounts unless told which."""
        self._schema = schema
        self._variables = variables
        self._everywhere = everywhere
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }

    def of_operation(self, operation: OperationDefinitionNode) -> int:
        """The nodes the operation may make us read, at least 1."""
        defaults = {
            definition.variable.name.value: value_from_ast_untyped(definition.default_value)
            for definition in operation.variable_definitions or ()
            if definition.default_value is not None
        }
        self._variables = {**defaults, **self._variables}
        root = self._schema.get_root_type(operation.operation)
        return max(1, self._of([operation.selection_set], root, within_connection=False))

    def _of(
        self,
        selections: Iterable[SelectionSetNode],
        parent: GraphQLNamedType | None,
        *,
        within_connection: bool,
    ) -> int:
        """Cost of selections of one object; what they select twice is read once."""
        merged: dict[tuple[str, str], list[FieldNode]] = {}
        fields: dict[tuple[str, str], GraphQLField] = {}
        for field, type_, node in self._fields(selections, parent):
            key = (type_, node.alias.value if node.alias else node.name.value)
            merged.setdefault(key, []).append(node)
            fields[key] = field
        return sum(
            max(
                self._of_field(fields[key], nodes, within_connection=within_connection),
                self._of_everything(parent, nodes[0]),
            )
            for key, nodes in merged.items()
        )

    def _of_field(
        self, field: GraphQLField, nodes: list[FieldNode], *, within_connection: bool
    ) -> int:
        named = get_named_type(field.type)
        if not is_composite_type(named):
            return 0
        paged = any(name in field.args for name in PAGE_ARGUMENTS)
        inner = self._of(
            [node.selection_set for node in nodes if node.selection_set is not None],
            named,
            within_connection=paged,
        )
        if paged:
            return self._page(nodes[0]) * max(1, inner)
        if "ids" in field.args:
            return self._length(nodes[0], "ids") * max(1, inner)
        if is_list_type(get_nullable_type(field.type)) and not within_connection:
            return ITEMS_OF_A_LIST * inner
        return inner

    def _of_everything(self, parent: GraphQLNamedType | None, node: FieldNode) -> int:
        if parent is not self._schema.query_type or node.name.value not in self._everywhere:
            return 0
        narrowed = self._argument(node, "filter")
        if isinstance(narrowed, dict) and any(narrowed.get(name) for name in NARROWING):
            return 0
        return WHOLE_COMPANY

    def _fields(
        self, selections: Iterable[SelectionSetNode], parent: GraphQLNamedType | None
    ) -> Iterator[tuple[GraphQLField, str, FieldNode]]:
        """Every field selected of an object, with the name of the type it is declared by."""
        for selection_set in selections:
            for selection in selection_set.selections:
                if isinstance(selection, FieldNode):
                    declared = getattr(parent, "fields", {}).get(selection.name.value)
                    if declared is not None and parent is not None:
                        yield declared, parent.name, selection
                elif isinstance(selection, FragmentSpreadNode):
                    fragment = self._fragments[selection.name.value]
                    type_ = self._schema.type_map.get(fragment.type_condition.name.value)
                    yield from self._fields([fragment.selection_set], type_)
                elif isinstance(selection, InlineFragmentNode):
                    condition = selection.type_condition
                    type_ = self._schema.type_map.get(condition.name.value) if condition else parent
                    yield from self._fields([selection.selection_set], type_)

    def _page(self, node: FieldNode) -> int:
        sizes = [self._argument(node, name) for name in PAGE_ARGUMENTS]
        given = [size for size in sizes if isinstance(size, int)]
        return max(0, *given) if given else LARGEST_PAGE

    def _length(self, node: FieldNode, argument: str) -> int:
        value = self._argument(node, argument)
        return len(value) if isinstance(value, list) else 1

    def _argument(self, node: FieldNode, name: str) -> Any:
        for argument in node.arguments or ():
            if argument.name.value == name:
                return value_from_ast_untyped(argument.value, dict(self._variables))
        return None
