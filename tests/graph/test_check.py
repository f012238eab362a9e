"""`rapport check` says in words what is wrong with the connection to the graph."""

import socket
from pathlib import Path

import pytest

from graph.check import diagnose, version_complaint
from graph.database import Database
from tests.engines import Engine
from tests.engines.neo4j import running_neo4j


async def test_a_prepared_graph_gives_no_complaint_and_is_not_changed(
    engine: Engine, prepared: Database
) -> None:
    count = "MATCH (n) RETURN count(n) AS nodes"
    before = await prepared.read("tests.count", count)

    assert await diagnose(engine.settings) == []

    assert await prepared.read("tests.count", count) == before


@pytest.mark.usefixtures("database")
async def test_an_empty_graph_is_not_prepared(engine: Engine) -> None:
    (complaint,) = await diagnose(engine.settings)

    assert "The graph is not prepared (missing: " in complaint
    assert "0001_role_catalogue" in complaint


async def test_a_database_that_is_down(engine: Engine) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"neo4j://127.0.0.1:{nobody.getsockname()[1]}"
        down = engine.settings.model_copy(update={"graph_url": url, "retry_time": 0.5})

        assert await diagnose(down) == [
            f"The database at {url} does not answer. Is it running, and is the address in "
            "RAPPORT_GRAPH_URL right?"
        ]


@pytest.mark.engines("neo4j")
async def test_a_wrong_password(engine: Engine) -> None:
    stranger = engine.settings.model_copy(update={"graph_user": "stranger"})

    assert await diagnose(stranger) == [
        f"The database at {stranger.graph_url} refused our user or password. "
        "Set RAPPORT_GRAPH_USER and RAPPORT_GRAPH_PASSWORD."
    ]


@pytest.mark.engines("neo4j")
async def test_a_wrong_database_name(engine: Engine) -> None:
    elsewhere = engine.settings.model_copy(update={"graph_database": "nowhere"})

    assert await diagnose(elsewhere) == [
        f"RAPPORT_GRAPH_DATABASE names a database that {elsewhere.graph_url} does not have."
    ]


@pytest.mark.engines("neo4j")
@pytest.mark.usefixtures("engine")  # where this Neo4j cannot run, neither can the other
async def test_a_read_only_database(tmp_path: Path) -> None:
    async with running_neo4j(tmp_path, read_only=True) as (url, password):
        settings = Engine.of_neo4j(url, password).settings

        assert await diagnose(settings) == [
            f"The database at {url} is read-only. For a cluster use neo4j:// in "
            "RAPPORT_GRAPH_URL, so that writes find the leader."
        ]


@pytest.mark.parametrize(
    ("version", "complaint"),
    [
        ("4.4.40", "The database is Neo4j 4.4.40; Rapport needs 5.26 or later."),
        ("5.9.0", "The database is Neo4j 5.9.0; Rapport needs 5.26 or later."),
        ("5.26.0", None),
        ("5.27-aura", None),
        ("2026.09.0", None),
    ],
)
def test_versions(version: str, complaint: str | None) -> None:
    assert version_complaint(version) == complaint
