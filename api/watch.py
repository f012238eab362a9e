"""Watching: looking again and again at what comes about by itself, and telling what is new."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.moments import current
from api.recurring import recurring
from graph.database import Database
from graph.errors import RapportError
from queries.watch.watch import watch

log = logging.getLogger("rapport.watch")


@asynccontextmanager
async def watching(
    database: Database, minutes: float, turn: asyncio.Semaphore
) -> AsyncIterator[None]:
    """Watch every so many minutes until the block ends; never with 0."""

    async def look() -> float:
        try:
            async with turn:
                told = await watch(database, current())
        except RapportError as error:
            log.warning("nothing was watched: %s", error.message)
        else:
            if told:
                log.info("told of %d things", told)
        return minutes * 60

    if not minutes:
        yield
        return
    async with recurring(look, first=minutes * 60):
        yield
