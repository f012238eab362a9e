"""The one place where everything is looked at that comes about by itself."""

from collections.abc import Awaitable, Callable

from graph.database import Database
from graph.model import Millis
from queries.watch.consents import consents_told
from queries.watch.departures import departures_told
from queries.watch.requests import requests_told

Look = Callable[[Database, Millis], Awaitable[int]]
"""Looks as of a moment and tells what it finds, nobody twice; how much of it was new."""

LOOKS: tuple[Look, ...] = (departures_told, consents_told, requests_told)


async def watch(database: Database, now: Millis) -> int:
    """Look at everything, one after the other; how much was found that was new."""
    return sum([await look(database, now) for look in LOOKS])
