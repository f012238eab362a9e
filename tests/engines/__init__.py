"""The real engines that the tests run on: the embedded one, and a Neo4j where Java and Maven exist.

RAPPORT_TEST_ENGINES chooses: `embedded`, `neo4j` or `all`. Without it Neo4j is tested where it can
be and the run says so where it cannot; with it, an engine that does not start is a failure.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from graph.database import Database
from graph.settings import Settings, read_settings
from tests.engines.neo4j import EngineMissing, missing_tools, running_neo4j

CHOICES = {"embedded": ["embedded"], "neo4j": ["neo4j"], "all": ["embedded", "neo4j"]}


@dataclass(frozen=True)
class Engine:
    """An engine that runs, and the settings that lead to it."""

    name: str
    settings: Settings

    @classmethod
    def of_neo4j(cls, url: str, password: str) -> "Engine":
        """The Neo4j at this address."""
        return cls("neo4j", read_settings(graph_url=url, graph_password=password))

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables that lead another process to it."""
        password = self.settings.graph_password
        return {
            **os.environ,
            "RAPPORT_GRAPH_URL": self.settings.graph_url,
            "RAPPORT_GRAPH_PASSWORD": password.get_secret_value() if password else "",
        }


def demanded() -> str | None:
    """What RAPPORT_TEST_ENGINES says, if it says anything."""
    choice = os.environ.get("RAPPORT_TEST_ENGINES") or None
    if choice is not None and choice not in CHOICES:
        raise SystemExit(f"RAPPORT_TEST_ENGINES={choice}: must be one of {', '.join(CHOICES)}")
    return choice


def chosen() -> list[str]:
    """Names of the engines this run tests."""
    choice = demanded()
    if choice is None:
        return CHOICES["embedded" if missing_tools() else "all"]
    return CHOICES[choice]


@asynccontextmanager
async def running(name: str, directory: Path) -> AsyncIterator[Engine]:
    """The named engine on an empty directory, for as long as the block lasts."""
    if name == "embedded":
        yield Engine(name, read_settings(graph_url=f"embedded:{directory}", embedded_heap="1g"))
        return
    async with running_neo4j(directory) as (url, password):
        yield Engine.of_neo4j(url, password)


async def empty(database: Database) -> None:
    """Delete all nodes and relationships, in batches that fit any heap; the schema stays."""
    batch = 10_000
    text = f"MATCH (n) WITH n LIMIT {batch} DETACH DELETE n RETURN count(n) AS deleted"
    while (await database.write("tests.empty", text))[0]["deleted"] == batch:
        pass


__all__ = ["Engine", "EngineMissing", "chosen", "demanded", "empty", "missing_tools", "running"]
