"""What an operation costs: the nodes it may make us read."""

from typing import Any

import pytest
from graphql import get_operation_ast, parse

from api.cost import Cost
from tests.api.world import SMALL


def cost(text: str, **variables: Any) -> int:
    document = parse(text)
    operation = get_operation_ast(document)
    assert operation is not None
    return Cost(SMALL, document, variables).of_operation(operation)


PEOPLE = "nodes { people(first: 5) { nodes { id } }"


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("{ __typename }", 1),
        ("{ account(id: 1) { name parent { name } } }", 1),
        ("{ accounts(first: 50) { totalCount } }", 50),
        ("{ accounts(last: 7) { nodes { name } } }", 7),
        (f"{{ accounts(first: 10) {{ {PEOPLE} }} }} }}", 50),
        ("{ accounts(first: 10) { edges { node { people(first: 5) { edges { node { id }}}}}}}", 50),
        ("{ accounts(first: 100) { nodes { people(first: 100) { nodes { name } } } } }", 10_000),
        # Without a page, which is refused later, the largest one counts; a negative one is nothing.
        (f"{{ accounts {{ {PEOPLE} }} }} }}", 500),
        ("{ accounts(first: -5) { totalCount } }", 1),
    ],
)
def test_connections_in_each_other_multiply(text: str, nodes: int) -> None:
    assert cost(text) == nodes


def test_connections_beside_each_other_add_up() -> None:
    contacts = "contacts(first: 2) { nodes { id } }"
    assert cost(f"{{ accounts(first: 10) {{ {PEOPLE} {contacts} }} }} }}") == 70
    assert (
        cost("{ a: accounts(first: 9) { totalCount } b: accounts(first: 9) { totalCount } }") == 18
    )


def test_what_is_selected_twice_is_read_once() -> None:
    twice = "{ accounts(first: 10) { totalCount } accounts(first: 10) { nodes { name } } }"
    assert cost(twice) == 10
    in_fragments = """
        { account(id: 1) { ...A ...B } }
        fragment A on Account { people(first: 9) { nodes { id } } }
        fragment B on Account { people(first: 9) { nodes { name } } }
    """
    assert cost(in_fragments) == 9


def test_a_plain_list_counts_as_ten_where_something_is_read_below_it() -> None:
    assert cost("{ account(id: 1) { owners { name } } }") == 1
    assert cost("{ account(id: 1) { owners { reports(first: 3) { nodes { id } } } } }") == 30


def test_nodes_by_id_cost_what_each_of_them_costs() -> None:
    assert cost("{ nodes(ids: [1, 2, 3]) { id } }") == 3
    of_accounts = "... on Account { people(first: 5) { nodes { id } } }"
    of_people = "... on Person { accounts(first: 4) { nodes { id } } }"
    assert cost(f"{{ nodes(ids: [1, 2, 3]) {{ {of_accounts} }} }}") == 15
    assert cost(f"{{ node(id: 1) {{ {of_accounts} {of_people} }} }}") == 9


def test_pages_may_be_variables() -> None:
    text = "query ($size: Int = 20) { accounts(first: $size) { nodes { name } } }"
    assert cost(text) == 20
    assert cost(text, size=60) == 60
    assert cost(text, size="many") == 100


def test_ids_may_be_a_variable() -> None:
    text = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    assert cost(text, ids=["a", "b"]) == 2


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("{ accounts(first: 1) { totalCount } }", 1000),
        ("{ a: accounts(first: 1) { totalCount } b: accounts(first: 1) { totalCount } }", 2000),
        ("{ node(id: 1) { ... on Account { people(first: 3) { totalCount } } } }", 3),
    ],
)
def test_a_question_about_every_account_costs_a_whole_company(text: str, nodes: int) -> None:
    document = parse(text)
    operation = get_operation_ast(document)
    assert operation is not None
    assert Cost(SMALL, document, {}, {"accounts", "people"}).of_operation(operation) == nodes
