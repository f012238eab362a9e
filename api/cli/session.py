"""A command's time with the graph."""

import asyncio
import getpass
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from api.context import Context, Key
from api.moments import current
from api.settings import read_api_settings
from graph.change import Author, Target, make
from graph.changes.by_people import CHANGES
from graph.database import Database, open_database
from graph.errors import NotFound
from graph.model import Reader
from graph.schema import prepare
from graph.settings import Settings, read_settings

T = TypeVar("T")


def with_graph(work: Callable[[Database], Awaitable[T]]) -> T:
    """What `work` makes of the graph that the environment names, brought up to date first."""

    async def session() -> T:
        async with open_database(read_settings()) as database:
            await prepare(database)
            return await work(database)

    return asyncio.run(session())


def asking_graph(work: Callable[[Database], Awaitable[T]]) -> T:
    """The same of a graph that somebody made before: NotFound where a question would make one."""
    check_made(read_settings())
    return with_graph(work)


def check_made(settings: Settings) -> None:
    """Raise NotFound if there is no embedded graph yet where the settings say."""
    directory = settings.embedded_directory
    if directory is not None and not (directory / "databases").is_dir():
        raise NotFound(
            f"There is no graph in {directory} yet: import something first, "
            "or set RAPPORT_GRAPH_URL."
        )


def place_of(settings: Settings) -> str:
    """Where the graph is: the whole path of the embedded one's folder, or the address."""
    return str(settings.embedded_directory or settings.graph_url)


def context_of(database: Database) -> Context:
    """The context of a command: whoever may run it may see everything."""
    key = Key(name=actor(), role=Reader.ADMIN)
    teams_only = read_api_settings().teams_only
    return Context(database, key, "command-line", current(), teams_only=teams_only)


def made(change: str, values: Mapping[str, Any]) -> Target:
    """What a change of this name was made to."""

    def work(database: Database) -> Awaitable[Target]:
        fresh = secrets.token_hex(8)
        return make(database, CHANGES[change], values, Author(actor()), current(), fresh)

    return with_graph(work)


def actor() -> str:
    """Who runs the command, as the audit log names them."""
    try:
        return f"command line: {getpass.getuser()}"
    except (KeyError, OSError):
        return "command line"
