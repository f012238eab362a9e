"""What time ended: reservations and requests that lapsed are written down, and those told."""

import secrets

from graph.changes.lapses import expire_lapsed
from graph.database import Database
from graph.model import Millis


async def lapses_told(database: Database, now: Millis) -> int:
    """Write down what lapsed and tell of it; how much was new."""
    lapses = await expire_lapsed(database, now, secrets.token_hex(8))
    return lapses.asks + lapses.requests
