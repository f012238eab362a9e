"""Rows are completed at once; the answer is the one the executor gives field by field."""

from typing import Any

import pytest
from graphql import ExecutionResult, execute, parse, validate
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.executor import RowExecutor
from api.schema import build_schema

SCHEMA = build_schema()._schema
ANN: dict[str, Any] = {
    "id": "per_1",
    "name": "Ann",
    "held": "2026-12-01",
    "employments": {
        "edges": [
            {
                "cursor": ["Ann", "per_1"],
                "seniority": "vp",
                "since": 1_795_305_600_000,
                "node": {"id": "acc_1", "arr": {"amount": [250_050, "USD"]}},
            }
        ],
        "pageInfo": {"hasNextPage": False, "endCursor": "made already"},
        "n": 1,
    },
}
QUERY = """
query {
  person(by: {id: "per_1"}) {
    id __typename ... on Node { id } ...Named held: holdUntil
    employments(first: 5) {
      edges {
        cursor seniority since @skip(if: false) until @include(if: false)
        node { id arr { amount } }
      }
      pageInfo { hasNextPage endCursor }
      n: totalCount
    }
  }
}
fragment Named on Person { name }
"""


def _both(text: str, person: Any) -> list[ExecutionResult]:
    """The answer of each executor, with `person` as what the root resolver read."""
    document = parse(text)
    assert validate(SCHEMA, document) == []
    field = SCHEMA.query_type.fields["person"]  # type: ignore[union-attr]
    before = field.resolve
    field.resolve = lambda *_given, **_more: person
    try:
        answers = [
            execute(SCHEMA, document, executor_class=of)
            for of in (RowExecutor, StrawberryGraphQLCoreExecutionContext)
        ]
    finally:
        field.resolve = before
    return [answer for answer in answers if isinstance(answer, ExecutionResult)]


def test_a_row_is_completed_as_the_executor_completes_it() -> None:
    """Aliases, fragments, directives, enums, moments, money and cursors."""
    ours, theirs = _both(QUERY, ANN)

    assert ours.errors is None
    assert ours.data == theirs.data
    assert ours.data is not None
    assert ours.data["person"]["employments"]["edges"] == [
        {
            "cursor": ours.data["person"]["employments"]["edges"][0]["cursor"],
            "seniority": "VP",
            "since": "2026-11-22T00:00:00Z",
            "node": {"id": "acc_1", "arr": {"amount": "2500.50"}},
        }
    ]


@pytest.mark.parametrize(
    "change",
    [{"name": None}, {"held": 5}, {"employments": {"edges": [None]}}, {"employments": 7}],
    ids=["null", "odd", "null in a list", "no row"],
)
def test_what_cannot_be_completed_is_told_as_the_executor_tells_it(change: Any) -> None:
    ours, theirs = _both(QUERY, ANN | change)

    assert ours.data == theirs.data
    assert [str(error) for error in ours.errors or ()] == [
        str(error) for error in theirs.errors or ()
    ]
