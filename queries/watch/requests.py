"""Requests for advocates that do not move: told once for each time they stop, to who asked."""

from collections.abc import Sequence

from graph.changes.notices import Notice
from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from queries.days import DAY, days_between, days_words

STALLED_DAYS = 7
MOVING = ("submitted", "matching", "owner_approval", "invited", "accepted")
"""States in which the next step is somebody's; a scheduled request waits for its day."""


async def requests_stalled(database: Database, now: Millis) -> Sequence[Notice]:
    """The open requests of which, and of whose asks, nothing was heard for a week."""
    given = {"as_of": now, "before": now - STALLED_DAYS * DAY, "moving": list(MOVING)}
    rows = await database.read("watch.requests", cypher("queries.watch", "requests_stalled"), given)
    return [
        Notice(
            "request_stalled",
            row["request"],
            f"The request {row['title'] or row['request']} has not moved for "
            f"{days_words(days_between(row['moved_at'], now))}; it is {_words(row['state'])}.",
            tuple(row["to"]),
            once=row["moved_at"],
        )
        for row in rows
    ]


def _words(state: str) -> str:
    return {"owner_approval": "waiting for the owner's approval", "matching": "being matched"}.get(
        state, state
    )
