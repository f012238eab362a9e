"""Departures that nobody decided about: told to who owns the account, once for each standing."""

from graph.changes.watching import News, tell_news
from graph.cypher import cypher
from graph.database import Database
from graph.model import Millis
from queries.catalogue import ACCOUNTS_AT_A_TIME, ask
from queries.relationships.departures import CHAMPION_DEPARTURES, ChampionDeparture
from queries.rules.departed import DepartureStatus


async def departures_told(database: Database, now: Millis) -> int:
    """Tell of every departure that is suspected or certain; how many were new.

    Some accounts at a time: a look that is cut off has told what it found.
    """
    accounts = await database.read("watch.accounts", cypher("queries.facts", "all_accounts"))
    told = 0
    for start in range(0, len(accounts), ACCOUNTS_AT_A_TIME):
        some = tuple(row["id"] for row in accounts[start : start + ACCOUNTS_AT_A_TIME])
        parameters = CHAMPION_DEPARTURES.parameters(as_of=now, accounts=some)
        rows = (await ask(database, CHAMPION_DEPARTURES, parameters)).rows
        told += await tell_news(database, [_news(row) for row in rows], now)
    return told


def _news(row: ChampionDeparture) -> News:
    certain = row.status is DepartureStatus.CONFIRMED
    return News(
        kind="departure_confirmed" if certain else "departure_suspected",
        about=row.id,
        account=row.account,
        person=row.person,
        since=row.confirmed_at or row.detected_at,
        text=f"{row.because} {row.next_action}",
    )
