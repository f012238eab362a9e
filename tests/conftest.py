"""Fixtures for all tests: a real graph on each engine, empty at the start of every test."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest

os.environ.pop("COLUMNS", None)  # tables are as wide as they are where no terminal is

from graph.database import Database, Row, open_database
from graph.schema import prepare
from tests import engines
from tests.engines import Engine


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """One asyncio event loop for the whole session, so that a connection may outlive a test."""
    return "asyncio"


@pytest.fixture(scope="session")
async def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engine]:
    """Each engine in turn; its settings and environment lead other processes to it."""
    directory = tmp_path_factory.mktemp("engine") / request.param
    try:
        async with engines.running(request.param, directory) as engine:
            yield engine
    except engines.EngineMissing as missing:
        if engines.demanded():
            raise
        pytest.skip(f"{request.param}: {missing}")


@pytest.fixture(scope="session")
async def connected(engine: Engine) -> AsyncIterator[Database]:
    """The connections to the engine, shared by all tests; use `database`."""
    async with open_database(engine.settings) as database:
        yield database


@pytest.fixture
async def database(connected: Database) -> Database:
    """An empty graph (constraints and indexes of earlier tests may be there)."""
    await engines.empty(connected)
    return connected


@pytest.fixture(scope="session")
async def first_nodes(connected: Database) -> dict[str, list[Row]]:
    """By label, the properties of the nodes that a prepared graph begins with."""
    await engines.empty(connected)
    await prepare(connected)
    rows = await connected.read(
        "tests.first_nodes",
        "MATCH (n) UNWIND labels(n) AS label RETURN label, collect(properties(n)) AS nodes",
    )
    return {row["label"]: row["nodes"] for row in rows}


@pytest.fixture
async def prepared(first_nodes: dict[str, list[Row]], database: Database) -> Database:
    """A graph with its schema and catalogues and nothing else, as `rapport` makes it at first."""
    for label, nodes in first_nodes.items():
        text = f"UNWIND $nodes AS node CREATE (n:{label}) SET n = node"
        await database.write("tests.first_nodes", text, {"nodes": nodes})
    return database


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what needs an engine on each that was chosen, or on those named in a mark `engines`."""
    if "engine" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("engines")
        names = [name for name in engines.chosen() if mark is None or name in mark.args]
        metafunc.parametrize("engine", names, indirect=True, scope="session")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say plainly, after everything else, when a real Neo4j took no part."""
    yield
    reason = _skipped(terminalreporter)
    if "neo4j" not in engines.chosen():
        reason = engines.missing_tools() or "RAPPORT_TEST_ENGINES=embedded"
    if reason is not None:
        terminalreporter.section("Neo4j was NOT tested", yellow=True)
        terminalreporter.write_line(f"Only the embedded engine was: {reason}.")


def _skipped(terminalreporter: pytest.TerminalReporter) -> str | None:
    """Why tests on Neo4j were skipped, whichever worker skipped them."""
    said = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = (str(why[2]) for why in said if isinstance(why, tuple))
    return next((why for why in reasons if "neo4j: " in why), None)
