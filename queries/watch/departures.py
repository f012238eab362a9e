"""Departures that nobody decided about: told to who owns the account, once for each standing."""

from graph.changes.watching import News, tell_news
from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES, ChampionDeparture
from queries.rules.departed import DepartureStatus


async def departures_told(database: Database, now: Millis) -> int:
    """Tell of every departure that is suspected or certain; how many were new."""
    parameters = CHAMPION_DEPARTURES.parameters(as_of=now)
    rows = (await ask(database, CHAMPION_DEPARTURES, parameters)).rows
    return await tell_news(database, [_news(row) for row in rows], now)


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
