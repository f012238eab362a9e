"""Writing down, every few minutes, what time has ended: reservations and requests that lapsed."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.moments import current
from graph.changes.lapses import Lapses, expire_lapsed
from graph.database import Database
from graph.errors import RapportError

EVERY_SECONDS = 600

log = logging.getLogger("rapport.sweep")


async def sweep(database: Database) -> Lapses:
    """Write down what has lapsed by now."""
    return await expire_lapsed(database, current(), secrets.token_hex(8))


@asynccontextmanager
async def sweeping(database: Database) -> AsyncIterator[None]:
    """Sweep every ten minutes for as long as the block lasts; several servers may."""
    task = asyncio.create_task(_sweep_again_and_again(database))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _sweep_again_and_again(database: Database) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            lapses = await sweep(database)
        except RapportError as error:
            log.warning("not swept: %s", error.message)
        else:
            log.info("%d asks and %d requests expired", lapses.asks, lapses.requests)
