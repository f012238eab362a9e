"""Walking through an answer page by page while others write."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from graph.database import Database
from graph.statement import Statement
from queries.catalogue import ask
from queries.parameters import Page
from queries.relationships.recency import INTERACTION_RECENCY
from tests.queries.world import NOW, account, ago, call, names, person, role, teammate, tell

RESIDENT = [f"r{number:02}" for number in range(9)]


def _champion(name: str, days: int) -> Sequence[Statement]:
    return (person(name, "acme"), role(name, "acme", "champion"), call(ago(days), name))


@pytest.mark.parametrize("backwards", [False, True], ids=["first", "last"])
async def test_a_walk_neither_skips_nor_repeats_while_others_write(
    database: Database, backwards: bool
) -> None:
    """Between any two pages somebody appears at either end, and the cursor's own row goes."""
    people = [s for n, name in enumerate(RESIDENT) for s in _champion(name, 40 + 3 * n)]
    await tell(database, teammate("tess"), account("acme"), *people)
    parameters = INTERACTION_RECENCY.parameters(as_of=NOW)
    seen: list[str] = []
    cursor: str | None = None
    for visit in range(20):
        page = Page(last=2, before=cursor) if backwards else Page(first=2, after=cursor)
        answer = await ask(database, INTERACTION_RECENCY, parameters, page)
        if not answer.rows:
            break
        who = await names(database)
        shown = [who[row.person] for row in answer.rows]
        seen += reversed(shown) if backwards else shown
        cursor = answer.cursors[0 if backwards else -1]
        if visit < 3:
            await tell(database, *_champion(f"a{visit}", 300), *_champion(f"z{visit}", 35))
        if not seen[-1].startswith("r"):
            gone = replace(person(seen[-1], "acme"), deleted=True, modified_at=NOW)
            await tell(database, gone, taken_at=NOW + visit)

    assert sorted(name for name in seen if name in RESIDENT) == RESIDENT
    assert len(seen) == len(set(seen))
