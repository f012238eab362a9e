"""The one place where everything is looked at that comes about by itself."""

from collections.abc import Awaitable, Callable

from graph.database import Database
from graph.errors import RapportError
from graph.model import Millis
from queries.watch.consents import consents_told
from queries.watch.departures import departures_told
from queries.watch.lapses import lapses_told
from queries.watch.requests import requests_told

Look = Callable[[Database, Millis], Awaitable[int]]
"""Looks as of a moment and tells what it finds, nobody twice; how much of it was new."""

LOOKS: tuple[Look, ...] = (lapses_told, departures_told, consents_told, requests_told)


async def watch(database: Database, now: Millis) -> int:
    """Look at everything, one after the other; how much was found that was new.

    A look that fails keeps no other from it; its error is raised at the end.
    """
    found, failure = 0, None
    for look in LOOKS:
        try:
            found += await look(database, now)
        except RapportError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return found
