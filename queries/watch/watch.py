"""The one place where everything is looked at that comes about by itself."""

from collections.abc import Awaitable, Callable, Sequence

from graph.changes.notices import Notice, tell
from graph.database import Database, Transaction
from graph.model import Millis
from queries.watch.consents import consents_ending
from queries.watch.requests import requests_stalled

Sweep = Callable[[Database, Millis], Awaitable[Sequence[Notice]]]
"""Looks as of a moment; its notices say `once`, so that nobody is told twice."""

SWEEPS: tuple[Sweep, ...] = (consents_ending, requests_stalled)


async def watch(database: Database, now: Millis) -> int:
    """Look at everything and tell what is found; how many notices that were not there before."""
    found = [notice for sweep in SWEEPS for notice in await sweep(database, now)]

    async def work(tx: Transaction) -> int:
        return await tell(tx, found, now)

    return await database.transaction("watch", work) if found else 0
