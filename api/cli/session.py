"""A command's time with the graph."""

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from typing import TypeVar

from api.context import Context, Key
from api.moments import current
from graph.database import Database, open_database
from graph.model import Reader
from graph.schema import prepare
from graph.settings import read_settings

T = TypeVar("T")


def with_graph(work: Callable[[Database], Awaitable[T]]) -> T:
    """What `work` makes of the graph that the environment names, brought up to date first."""

    async def session() -> T:
        async with open_database(read_settings()) as database:
            await prepare(database)
            return await work(database)

    return asyncio.run(session())


def context_of(database: Database) -> Context:
    """The context of a command: whoever may run it may see everything."""
    key = Key(name=actor(), role=Reader.ADMIN)
    return Context(database, key, request_id="command-line", now=current())


def actor() -> str:
    """Who runs the command, as the audit log names them."""
    try:
        return f"command line: {getpass.getuser()}"
    except (KeyError, OSError):
        return "command line"
