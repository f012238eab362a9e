"""What a GraphQL document may look like: within each limit it passes, just beyond it does not."""

import pytest
from graphql import get_introspection_query

from api import limits
from api.limits import Prepared, prepare
from tests.api.world import SMALL


def messages(text: str, *, introspection: bool = False) -> list[str]:
    return [error.message for error in prepare(SMALL, text, introspection).errors]


def nested(levels: int) -> str:
    """A read `levels` deep: parents of parents, and at the end a name."""
    return "{ account(id: 1) " + "{ parent " * (levels - 2) + "{ name }" + " }" * (levels - 1)


def test_a_fair_document_is_parsed_once() -> None:
    text = "{ accounts(first: 2) { nodes { name people(first: 3) { nodes { name } } } } }"
    first = prepare(SMALL, text, False)
    assert first.errors == ()
    assert prepare(SMALL, text, False) is first


def test_depth_counts_fields() -> None:
    assert messages(nested(12)) == []
    assert messages(nested(13)) == ["The operation is 13 levels deep; at most 12 may be."]


def test_three_connections_written_with_edges_are_within_the_depth() -> None:
    text = (
        "{ accounts(first: 1) { edges { node { people(first: 1) { edges { node {"
        " accounts(first: 1) { edges { node { parent { parent { name } } } } } } } } } } } }"
    )
    assert messages(text) == []


def test_depth_is_counted_through_fragments() -> None:
    fragments = "".join(
        f"fragment F{n} on Account {{ parent {{ ...F{n + 1} }} }} " for n in range(11)
    )
    text = "{ account(id: 1) { ...F0 } } " + fragments + "fragment F11 on Account { name }"
    assert messages(text) == ["The operation is 13 levels deep; at most 12 may be."]


def test_an_operation_called_like_introspection_is_measured_like_any_other() -> None:
    text = nested(13).replace("{ account", "query __schema { account", 1)
    assert messages(text) == ["The operation is 13 levels deep; at most 12 may be."]


def test_inline_fragments_cannot_be_nested_without_end() -> None:
    text = "{ account(id: 1) " + "{ ... " * 100 + "{ name }" + " }" * 101
    assert messages(text) == ["The operation is nested too deeply; 12 levels may be."]


def test_aliases_are_counted_through_fragments() -> None:
    def aliased(count: int) -> str:
        return "{ account(id: 1) {" + "".join(f"a{n}: name " for n in range(count)) + "} }"

    assert messages(aliased(15)) == []
    assert messages(aliased(16)) == ["The operation has 16 aliases; at most 15 may be."]
    text = (
        "{ one: account(id: 1) { ...F parent { ...F } } }"
        " fragment F on Account { " + "".join(f"a{n}: name " for n in range(8)) + "}"
    )
    assert messages(text) == ["The operation has 17 aliases; at most 15 may be."]


def test_fields_are_counted_where_fragments_are_spread() -> None:
    doubling = "".join(
        f"fragment F{n} on Account {{ name domain id parent {{ ...F{n + 1} ...F{n + 1} }} }} "
        for n in range(9)
    )
    text = "{ account(id: 1) { ...F0 } } " + doubling + "fragment F9 on Account { name }"
    assert messages(text) == ["The operation has 2557 fields; at most 1000 may be."]


def test_directives_are_counted_wherever_they_stand() -> None:
    def directed(count: int) -> str:
        return "{ account(id: 1) { " + "name @include(if: true) " * count + "} }"

    assert messages(directed(20)) == []
    assert messages(directed(21)) == ["The operation has 21 directives; at most 20 may be."]
    on_operation = "query " + "@a " * 21 + "{ account(id: 1) { name } }"
    assert messages(on_operation) == ["The operation has 21 directives; at most 20 may be."]


def test_tokens_comments_and_characters_are_bounded_while_parsing() -> None:
    assert messages("{ account(id: 1) {" + " name" * 990 + "} }") == []
    for text in (
        "{ account(id: 1) {" + " name" * 1000 + "} }",
        "#\n" * 1001 + "{ account(id: 1) { name } }",
        '{ account(id: "' + "x" * 50_000 + '") { name } }',
    ):
        [message] = messages(text)
        assert message.startswith("Syntax Error")


def test_the_first_errors_are_told_and_the_search_stops() -> None:
    text = "{ account(id: 1) { " + " ".join(f"x{n}" for n in range(100)) + " } }"
    assert messages(text) == [
        f"Cannot query field 'x{n}' on type 'Account'." for n in range(limits.MOST_ERRORS)
    ]


def test_messages_help_only_those_who_may_read_the_schema() -> None:
    typo = "{ account(id: 1) { nam } }"
    assert messages(typo) == ["Cannot query field 'nam' on type 'Account'."]
    [helpful] = messages(typo, introspection=True)
    assert "Did you mean 'name'" in helpful


@pytest.mark.parametrize(
    "text",
    [
        "{ __schema { types { name } } }",
        '{ __type(name: "Account") { name } }',
        "{ s: __schema { types { name } } }",
        "{ ...F } fragment F on Query { ... { __schema { types { name } } } }",
        get_introspection_query(),
    ],
)
def test_the_schema_is_read_only_by_those_who_may(text: str) -> None:
    refused = prepare(SMALL, text, False)
    assert refused.document is None
    assert [error.extensions for error in refused.errors] == [{"code": "FORBIDDEN"}]
    assert prepare(SMALL, text, True) == Prepared(prepare(SMALL, text, True).document)


def test_typename_is_for_everybody() -> None:
    assert messages("{ __typename account(id: 1) { __typename name } }") == []


def test_introspection_cannot_go_in_circles() -> None:
    text = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    assert set(messages(text, introspection=True)) == {"Maximum introspection depth exceeded"}


def test_fragments_in_a_circle_are_refused_by_graphql() -> None:
    text = "{ account(id: 1) { ...F } } fragment F on Account { parent { ...F } }"
    assert messages(text) == ["Cannot spread fragment 'F' within itself."]
