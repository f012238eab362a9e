"""Consents that end soon: told once for each end, to whoever owns the account."""

from graph.changes.notices import Notice, tell_alone
from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from graph.values.calendar import DAY
from queries.rules.days import date_words

AHEAD: Millis = 30 * DAY


async def consents_told(database: Database, now: Millis) -> int:
    """Tell of the consents in force that end within 30 days; how many were new."""
    given = {"as_of": now, "until": now + AHEAD}
    rows = await database.read("watch.consents", cypher("queries.watch", "consents_ending"), given)
    found = [
        Notice(
            "consent_ending",
            row["consent"],
            f"What {row['name']}{_at(row['account_name'])} allows us "
            f"({', '.join(row['acts'])}) ends on {date_words(row['until'])}.",
            tuple(row["to"]),
            once=row["until"],
        )
        for row in rows
    ]
    return await tell_alone(database, found, now)


def _at(account: str | None) -> str:
    return f" ({account})" if account else ""
