"""What a GraphQL document may look like: checked once per text, before any of it is executed.

| limit | most | counted |
|---|---|---|
| tokens | 1,000 | while parsing; also 1,000 comments and 50,000 characters |
| depth | 12 | fields, `edges` and `node` among them, through fragments |
| fields | 1,000 | with each fragment counted where it is spread |
| aliases | 15 | likewise |
| directives | 20 | likewise |

Twelve levels are three connections written as `edges { node { … } }` and three fields more: the
deepest reads of the public schema need eleven. Parsing, these limits and GraphQL's own rules all
depend on the text alone, so their result is kept per text.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from graphql import (
    DocumentNode,
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import MaxIntrospectionDepthRule
from graphql.validation.validate import ValidationAbortedError
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

MOST_TOKENS = 1_000
MOST_CHARACTERS = 50_000
MOST_DEPTH = 12
MOST_FIELDS = 1_000
MOST_ALIASES = 15
MOST_DIRECTIVES = 20
MOST_ERRORS = 5
"""Errors of one document that are reported; the search for more stops there."""

NESTED_TOO_DEEP = 64
"""Levels of braces and spreads after which measuring gives up; no fair document has them."""
REMEMBERED_TEXTS = 256

RULES = (
    *specified_rules,
    MaxIntrospectionDepthRule,
    MaybeNullValidationRule,
    OneOfInputValidationRule,
)
INTROSPECTION = ("__schema", "__type")


@dataclass(frozen=True)
class Prepared:
    """A document that may be executed, or the errors that say why not."""

    document: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()


@dataclass(frozen=True)
class Extent:
    """How much a selection asks for, in text alone."""

    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0

    def beside(self, other: "Extent") -> "Extent":
        """The extent of two selections in one pair of braces."""
        return Extent(
            max(self.depth, other.depth),
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
        )


@lru_cache(maxsize=REMEMBERED_TEXTS)
def prepare(schema: GraphQLSchema, text: str, introspection: bool) -> Prepared:
    """Parse and check a document; `introspection` says whether it may read the schema.

    Without it messages name no field or type that the asker did not name (no "Did you mean").
    """
    try:
        document = parse(
            text,
            max_lexical_tokens=MOST_TOKENS,
            max_comments=MOST_TOKENS,
            max_source_length=MOST_CHARACTERS,
        )
        check_extent(document, introspection)
    except GraphQLError as error:
        return Prepared(None, (error,))
    found = validate(
        schema, document, RULES, max_errors=MOST_ERRORS, hide_suggestions=not introspection
    )
    errors = tuple(error for error in found if not isinstance(error, ValidationAbortedError))
    return Prepared(None if errors else document, errors)


def check_extent(document: DocumentNode, introspection: bool) -> None:
    """Raise a GraphQLError if an operation of the document is over a limit."""
    measure = Measure(document, introspection)
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        extent = measure.of_definition(definition)
        for what, amount, most in (
            ("levels deep", extent.depth, MOST_DEPTH),
            ("fields", extent.fields, MOST_FIELDS),
            ("aliases", extent.aliases, MOST_ALIASES),
            ("directives", extent.directives, MOST_DIRECTIVES),
        ):
            if amount > most:
                verb = "is" if what == "levels deep" else "has"
                raise GraphQLError(f"The operation {verb} {amount} {what}; at most {most} may be.")


class Measure:
    """Measures the operations of one document; each fragment once."""

    def __init__(self, document: DocumentNode, introspection: bool) -> None:
        self._introspection = introspection
        self._fragments = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._known: dict[str, Extent] = {}

    def of_definition(self, definition: ExecutableDefinitionNode, level: int = 0) -> Extent:
        """The extent of an operation or fragment."""
        own = len(definition.directives or ())
        if isinstance(definition, OperationDefinitionNode):
            own += sum(len(v.directives or ()) for v in definition.variable_definitions or ())
        inner = self._of_selections(definition.selection_set.selections, level)
        return inner.beside(Extent(directives=own))

    def _of_selections(self, selections: Iterable[SelectionNode], level: int) -> Extent:
        if level > NESTED_TOO_DEEP:
            raise GraphQLError(f"The operation is nested too deeply; {MOST_DEPTH} levels may be.")
        total = Extent()
        for selection in selections:
            own = Extent(directives=len(selection.directives or ()))
            total = total.beside(own).beside(self._of_selection(selection, level + 1))
        return total

    def _of_selection(self, selection: SelectionNode, level: int) -> Extent:
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value, level)
        if isinstance(selection, InlineFragmentNode):
            return self._of_selections(selection.selection_set.selections, level)
        assert isinstance(selection, FieldNode)
        inner = Extent()
        if selection.selection_set is not None:
            inner = self._of_selections(selection.selection_set.selections, level)
        depth = inner.depth + 1
        if selection.name.value in INTROSPECTION:
            if not self._introspection:
                raise GraphQLError(
                    "The schema can be read with an admin's key, or in development mode.",
                    selection,
                    extensions={"code": "FORBIDDEN"},
                )
            depth = 1  # MaxIntrospectionDepthRule bounds it in a way that fits its queries
        return Extent(
            depth, inner.fields + 1, inner.aliases + bool(selection.alias), inner.directives
        )

    def _of_fragment(self, name: str, level: int) -> Extent:
        if name not in self._known:
            # A fragment inside itself adds nothing here; GraphQL's own rules refuse it.
            self._known[name] = Extent()
            if name in self._fragments:
                self._known[name] = self.of_definition(self._fragments[name], level)
        return self._known[name]
