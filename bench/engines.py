"""The engines that are measured, each serving one graph for as long as a block lasts."""

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from graph.embedded.engine import DATABASE, USER, EmbeddedServer
from graph.settings import Settings, read_settings
from tests.engines.neo4j import TOP_SPEED, VERSION, missing_tools, running_neo4j

ROOT = Path(__file__).parents[1]
"""Where processes of ours run, so that they find `bench`."""
NEO4J_USER = "neo4j"


@dataclass(frozen=True)
class Running:
    """An engine that runs: settings for Rapport, and what a driver of one's own needs."""

    settings: Settings
    url: str
    user: str
    password: str
    database: str | None

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables that lead Rapport to the same graph in another process."""
        found = {**os.environ, "RAPPORT_GRAPH_URL": self.settings.graph_url}
        if self.settings.graph_password is not None:
            found["RAPPORT_GRAPH_PASSWORD"] = self.settings.graph_password.get_secret_value()
        return found


@dataclass(frozen=True)
class Engine:
    """An engine that can be measured; `missing` says why not, where it cannot."""

    title: str
    version: str
    missing: str = ""


def known_engines() -> Mapping[str, Engine]:
    """Every engine, by its name on the command line."""
    embedded = Engine("Embedded (ArcadeDB)", "", "it does not exist for this system")
    if find_spec("arcadedb_embedded") is not None:
        embedded = Engine(embedded.title, version("arcadedb-embedded"))
    return {
        "embedded": embedded,
        "neo4j": Engine("Neo4j Community", VERSION, missing_tools() or ""),
    }


@asynccontextmanager
async def running(name: str, directory: Path) -> AsyncIterator[Running]:
    """The named engine with its data in the directory."""
    if name == "embedded":
        settings = read_settings(graph_url=f"embedded:{directory}")
        server = await EmbeddedServer.open(directory, settings)
        try:
            access = server.access
            yield Running(settings, access.url, USER, access.password, DATABASE)
        finally:
            await server.close()
        return
    async with running_neo4j(directory, TOP_SPEED) as (url, password):
        settings = read_settings(graph_url=url, graph_user=NEO4J_USER, graph_password=password)
        yield Running(settings, url, NEO4J_USER, password, None)
