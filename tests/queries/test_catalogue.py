"""What holds of every question."""

import pytest

from graph.database import Database
from graph.rights import QUESTIONS as READERS
from queries.all import QUESTIONS
from queries.catalogue import Question, ask
from queries.parameters import Parameters
from queries.row import AccountId, Row
from tests.queries.world import NOW, account, teammate, tell


def test_every_question_says_who_may_ask_it() -> None:
    assert set(READERS) == set(QUESTIONS)


class _Twice(Row):
    """What if two rows are not told apart?"""

    account: AccountId


async def test_rows_that_nothing_tells_apart_are_an_error(database: Database) -> None:
    """A walk would skip one of them."""
    twice = Question(
        name="twice",
        parameters=Parameters,
        row=_Twice,
        facts=("people",),
        answer=lambda _, accounts, __: [_Twice(account=a.id) for a in accounts for _ in range(2)],
        orders={"ACCOUNT": lambda row: (row.account,)},
        unique=lambda row: (row.account,),
    )
    await tell(database, teammate("tess"), account("acme"))

    with pytest.raises(ValueError, match="does not tell two of its rows apart"):
        await ask(database, twice, Parameters(as_of=NOW))
