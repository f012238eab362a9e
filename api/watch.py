"""Watching: looking again and again at what comes about by itself, and telling what is new."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.moments import current
from graph.database import Database
from graph.errors import RapportError
from queries.watch.watch import watch

log = logging.getLogger("rapport.watch")


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
                log.warning("nothing was watched: %s", error.message)
            else:
                if told:
                    log.info("told of %d things", told)

    task = asyncio.create_task(forever()) if minutes else None
    try:
        yield
    finally:
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
