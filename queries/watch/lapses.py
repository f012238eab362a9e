"""Reservations and requests that time has ended: written down, and those concerned are told."""

from graph.changes.lapses import expire_lapsed
from graph.database import Database
from graph.model import Millis


async def lapses_told(database: Database, now: Millis) -> int:
    """Write down what has lapsed by now; how much was new."""
    lapses = await expire_lapsed(database, now)
    return lapses.asks + lapses.requests
