"""Rows that could not be used: kept with the ledger of their run, the first so many of them.

They hold whatever somebody exported, so only those who may import see them.
"""

from collections.abc import AsyncIterator, Iterator, Sequence

import orjson

from graph.cypher import cypher
from graph.database import Database
from graph.statement import Reject

MOST = 10_000
"""How many rows of one run are kept; its count says how many there were."""
LONGEST_CELL = 500
MOST_CELLS = 100
PAGE = 20
COLUMNS = ("file", "line", "column", "reason", "row", "used")
"""Of the file that tells of them; `used` is `partly` where only the value of that column was left
out."""


def lines_of(reject: Reject) -> Iterator[tuple[object, ...]]:
    """The lines of that file about a row, one for each fault."""
    row = orjson.dumps(dict(reject.row)).decode()
    for column, reason in reject.faults:
        yield reject.file, reject.line, column, reason, row, "partly" if reject.kept else "no"


def packed(rejects: Sequence[Reject]) -> str:
    """Rejects as the JSON text that the graph keeps; long cells and rows are cut."""
    told = [[r.file, r.line, r.column, r.reason, _cut(r), r.more, r.kept] for r in rejects]
    return orjson.dumps(told).decode()


def _cut(reject: Reject) -> dict[str, str]:
    cells = list(reject.row.items())[:MOST_CELLS]
    return {title[:LONGEST_CELL]: cell[:LONGEST_CELL] for title, cell in cells}


async def read_rejects(database: Database, run: str) -> AsyncIterator[Reject]:
    """The rows that were kept of a run, in order."""
    skip, rows = 0, None
    while rows is None or len(rows) == PAGE:
        given = {"run": run, "skip": skip, "limit": PAGE}
        rows = await database.read("rejects", cypher("graph.loading", "rejects"), given)
        skip += len(rows)
        for row in rows:
            for file, line, column, reason, cells, more, kept in orjson.loads(row["rejects"]):
                faults = tuple((name, why) for name, why in more)
                yield Reject(file, line, column, reason, cells, more=faults, kept=kept)
