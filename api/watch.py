"""Watching for departures: asking the question again and again, and telling what is new."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.moments import current
from graph.changes.watching import News, tell_news
from graph.database import Database
from graph.errors import RapportError
from graph.model import Millis
from queries.catalogue import ask
from queries.departed import DepartureStatus
from queries.departures import CHAMPION_DEPARTURES, ChampionDeparture

log = logging.getLogger("rapport.watch")


async def watch(database: Database, now: Millis) -> int:
    """Tell of every departure that is suspected or certain, once for each; how many were new."""
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


@asynccontextmanager
async def watching(
    database: Database, minutes: float, turn: asyncio.Semaphore
) -> AsyncIterator[None]:
    """Watch every so many minutes until the block ends; never with 0."""

    async def forever() -> None:
        while True:
            await asyncio.sleep(minutes * 60)
            try:
                async with turn:
                    told = await watch(database, current())
            except RapportError as error:
                log.warning("departures were not watched: %s", error.message)
            else:
                if told:
                    log.info("told of %d departures", told)

    task = asyncio.create_task(forever()) if minutes else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
