"""Asking a question on behalf of somebody: the one way to an answer, whatever it is written in.

Rights are applied here: who may ask at all, which columns of the rows they do not see, and whether
teams stand for single teammates.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

from api.columns import Holds, columns_of
from api.context import Context
from graph.model import PRIVATE
from graph.rights import check_asks, check_ranks
from queries.catalogue import Answer, Gathering, Question, ask
from queries.parameters import Page, Parameters
from queries.row import Restricted, Row
from queries.words_in_use import unknown_words

R = TypeVar("R", bound=Row)
TEAMS_ONLY = "Rapport is set up to show teams here, and no single teammates."


async def asked(
    context: Context,
    question: Question[Any, Any],
    parameters: Parameters,
    page: Page | None = None,
    order: Sequence[str] = (),
    gathering: Gathering | None = None,
) -> Answer[Any]:
    """The answer as far as the key may see it; Forbidden if it may not ask."""
    check_asks(context.key.role, question.name)
    teams = context.teams_only and parameters.ranks_teammates
    if teams:
        parameters = parameters.model_copy(update={"teams_only": True})
    elif parameters.ranks_teammates:
        check_ranks(context.key.role, question.name)
    turn = context.whole_company if parameters.everywhere else nullcontext()
    async with turn:
        answer = await ask(context.database, question, parameters, page, order, gathering)
        unknown = await unknown_words(context.database, parameters)
    answer.warnings.extend(unknown)
    if teams:
        answer.warnings.append(TEAMS_ONLY)
    if context.key.role in PRIVATE:
        return answer
    return replace(answer, rows=[_seen(row, context.withheld) for row in answer.rows])


def _seen(row: R, withheld: set[str]) -> R:
    """The row without what only those who may read private notes see."""
    changed: dict[str, Any] = {}
    for column in columns_of(type(row)):
        value = getattr(row, column.name)
        if column.name in restricted(type(row)):
            withheld.add(f"{type(row).__name__}.{column.name}")
            changed[column.name] = [] if column.many else None
        elif column.holds is Holds.PART and value is not None:
            parts = value if column.many else [value]
            seen = [_seen(part, withheld) for part in parts]
            changed[column.name] = seen if column.many else seen[0]
    return row.model_copy(update=changed) if changed else row


@cache
def restricted(row: type[Row]) -> frozenset[str]:
    """The columns of a row that not everybody sees."""
    return frozenset(
        name
        for name, field in row.model_fields.items()
        if any(isinstance(mark, Restricted) for mark in field.metadata)
    )
