"""Requests for advocates that do not move: told once for each time they stop, to who asked."""

from graph.changes.notices import Notice, tell_alone
from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from graph.values.calendar import DAY
from queries.rules.asks import MOVING
from queries.rules.days import days_between, days_words
from queries.rules.thresholds import STALLED_DAYS


async def requests_told(database: Database, now: Millis) -> int:
    """Tell of requests that stall; how many were new."""
    before = now - (STALLED_DAYS + 1) * DAY
    given = {"as_of": now, "before": before, "moving": list(MOVING)}
    rows = await database.read("watch.requests", cypher("queries.watch", "requests_stalled"), given)
    found = [
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
    return await tell_alone(database, found, now)


def _words(state: str) -> str:
    said = {"owner_approval": "waiting for the owner's approval", "matching": "being matched"}
    return said.get(state, state.replace("_", " "))
