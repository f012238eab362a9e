"""Saying things to a graph directly, as an import or a change through the API would."""

from collections.abc import Iterable

from graph.apply import apply
from graph.batch import batch_of
from graph.database import Database, Transaction
from graph.model import Millis
from graph.statement import Statement


async def say(database: Database, statements: Iterable[Statement], seen_at: Millis) -> None:
    """Apply the statements in one transaction, as of an export taken at `seen_at`."""
    said = list(statements)

    async def work(tx: Transaction) -> None:
        await apply(tx, batch_of(said, seen_at))

    if said:
        await database.transaction("tests.say", work)
