"""Queries run against the schema, with what they cost and what they refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.context import Budget, Context, Key
from api.scalars import moment_of
from api.schema import build_schema
from graph.database import Database
from graph.errors import RapportError
from graph.ids import id_from
from graph.model import Reader
from tests.api import story

ACME = id_from("Account", f"csv:Account:{story.ACME}")
ANN = id_from("Person", f"csv:Person:{story.ANN}")
MEETING = id_from("Touchpoint", "csv:Touchpoint:t1")


@dataclass(frozen=True)
class Answered:
    """What a request came to."""

    data: Any
    errors: list[tuple[str, str]]
    statements: list[str]
    withheld: set[str]


async def answer(
    database: Database,
    query: str,
    variables: Mapping[str, Any] | None = None,
    role: Reader = Reader.CSM,
) -> Answered:
    """Execute a request as of the day of the story."""
    now = moment_of(story.AS_OF)
    key = Key("somebody", role)
    context = Context(database, key, "a request", now, budget=Budget(per_minute=100, left=7))
    with database.recorded() as statements:
        result = await build_schema().execute(
            query, variable_values=dict(variables or {}), context_value=context
        )
    errors = [
        (e.original_error.code if isinstance(e.original_error, RapportError) else "", e.message)
        for e in result.errors or []
    ]
    return Answered(result.data, errors, list(statements), context.withheld)


def nothing(shown: Any) -> bool:
    """Whether a request was answered with no data at all."""
    return shown is None or set(shown.values()) == {None}


async def data(database: Database, query: str, **variables: Any) -> Any:
    """The data of a request that has no error."""
    answered = await answer(database, query, variables)
    assert answered.errors == []
    return answered.data
