"""The real service on a real engine, in process: a small named world, and a key for each role."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.moments import current
from api.settings import ApiSettings
from graph.database import Database
from graph.keys import create_key
from graph.loading.load import load
from graph.model import Reader
from graph.schema import pending, prepare
from graph.settings import Settings
from importers.catalogue import open_source
from importers.cells import moment
from importers.source import Options
from tests import engines
from tests.api.story import TAKEN_AT, write_story
from tests.api.terminal import Terminal
from tests.engines import Engine


@asynccontextmanager
async def running(
    settings: Settings, api: ApiSettings | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service, for as long as the block lasts."""
    app = create_app(settings, api or ApiSettings())
    async with app.router.lifespan_context(app), _client_of(app) as client:
        yield client


def _client_of(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://rapport")


@pytest.fixture(scope="module")
async def world(connected: Database, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The graph of the story, shared by the tests of one file: they add keys and entries only."""
    await engines.empty(connected)
    await prepare(connected)
    options = Options(taken_at=moment(TAKEN_AT))
    folder = write_story(tmp_path_factory.mktemp("story"))
    await load(connected, open_source("csv", folder, options))
    return connected


@pytest.fixture(scope="module")
async def keys(world: Database) -> Mapping[str, str]:
    """A key for each role, by the name of the role."""
    made = {}
    for role in Reader:
        made[role.value], _ = await create_key(
            world, name=f"the {role}", role=role, days=90, now=current(), by="test"
        )
    return made


@pytest.fixture(scope="module")
async def service(engine: Engine, world: Database) -> AsyncIterator[FastAPI]:
    """The service in production mode, without limits on how often it may be asked."""
    assert await pending(world) == []
    app = create_app(engine.settings, ApiSettings(calls_per_minute=10**6, nodes_per_minute=10**9))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(service: FastAPI, keys: Mapping[str, str]) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service with the key of a CSM."""
    async with _client_of(service) as client:
        client.headers["Authorization"] = f"Bearer {keys['csm']}"
        yield client


@pytest.fixture
def terminal(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    return Terminal(tmp_path, engine.environment)


@pytest.fixture
def empty_terminal(terminal: Terminal, database: Database) -> Terminal:
    """A terminal on an empty graph."""
    assert database is not None
    return terminal
