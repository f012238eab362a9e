"""The one door: whole transactions, plain rows, names in the log, and errors in our words."""

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest

from graph.database import Database, Execution, Transaction, open_database
from graph.errors import (
    Conflict,
    DatabaseUnavailable,
    OutcomeUnknown,
    RapportError,
    SettingsError,
    StatementFailed,
    StatementTimeout,
)
from graph.settings import Settings, read_settings
from tests.engines import Engine

ADD = "CREATE (:Person {id: $id})"
IDS = "MATCH (p:Person) RETURN p.id AS id ORDER BY id"
UNIQUE = "CREATE CONSTRAINT person_id IF NOT EXISTS FOR (p:Person) REQUIRE p.id IS UNIQUE"
ENDLESS = "UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b RETURN max(a * b % 7) AS most"


async def test_rows_are_plain_values(database: Database) -> None:
    rows = await database.read(
        "tests.values",
        "UNWIND $people AS person RETURN person.name AS name, person AS whole, "
        "[1, 2.5, null, true] AS list, 1700000000000 AS at",
        {"people": [{"name": "Ann Baker", "roles": ["champion", "admin"]}]},
    )

    assert rows == [
        {
            "name": "Ann Baker",
            "whole": {"name": "Ann Baker", "roles": ["champion", "admin"]},
            "list": [1, 2.5, None, True],
            "at": 1700000000000,
        }
    ]
    assert [type(value) for value in rows[0].values()] == [str, dict, list, int]


async def test_a_transaction_happens_whole_or_not_at_all(database: Database) -> None:
    async def both(transaction: Transaction) -> list[Any]:
        await transaction.run("tests.add", ADD, {"id": "ann"})
        await transaction.run("tests.add", ADD, {"id": "bo"})
        return await transaction.run("tests.ids", IDS)

    async def half(transaction: Transaction) -> None:
        await transaction.run("tests.add", ADD, {"id": "cy"})
        raise LookupError("the rest is not there")

    async def half_that_the_database_refuses(transaction: Transaction) -> None:
        await transaction.run("tests.add", ADD, {"id": "di"})
        await transaction.run("tests.wrong", "RETURN 1 +")

    assert await database.transaction("tests.both", both) == [{"id": "ann"}, {"id": "bo"}]
    with pytest.raises(LookupError):
        await database.transaction("tests.half", half)
    with pytest.raises(StatementFailed):
        await database.transaction("tests.half", half_that_the_database_refuses)
    assert await database.read("tests.ids", IDS) == [{"id": "ann"}, {"id": "bo"}]


async def test_a_failing_write_leaves_nothing(database: Database) -> None:
    with pytest.raises(StatementFailed):
        await database.write(
            "tests.half", "UNWIND [4, 2, 0] AS part CREATE (:Person {id: part, part: 12 / part})"
        )

    assert await database.read("tests.ids", IDS) == []


async def test_writers_racing_for_one_key_make_one_node(database: Database) -> None:
    await database.write("tests.unique", UNIQUE)

    await asyncio.gather(
        *(
            database.write(
                "tests.merge",
                "UNWIND range(1, 10) AS id MERGE (p:Person {id: id}) "
                "ON CREATE SET p.visits = 1 ON MATCH SET p.visits = p.visits + 1",
            )
            for _ in range(8)
        )
    )

    assert await database.read(
        "tests.visits", "MATCH (p:Person) RETURN count(p) AS people, sum(p.visits) AS visits"
    ) == [{"people": 10, "visits": 80}]


async def test_a_key_that_exists_is_a_conflict_that_names_nobody(database: Database) -> None:
    await database.write("tests.unique", UNIQUE)
    await database.write("tests.add", ADD, {"id": "ann@acme.example"})

    with pytest.raises(Conflict) as conflict:
        await database.write("tests.add", ADD, {"id": "ann@acme.example"})

    assert (conflict.value.code, conflict.value.message) == (
        "CONFLICT",
        "tests.add contradicts what the graph holds: a key exists already.",
    )


async def test_statements_are_named_counted_and_logged_without_their_data(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run("tests.add", ADD, {"id": "ann@acme.example"})
        await transaction.run("tests.ids", IDS)

    with database.recorded() as names, caplog.at_level(logging.INFO, "rapport.statements"):
        await database.transaction("tests.work", work)
        await database.read("tests.ids", IDS)
        with pytest.raises(RapportError):
            await database.read("tests.wrong", "RETURN 1 +")
    await database.read("tests.after", IDS)

    assert names == ["tests.add", "tests.ids", "tests.ids", "tests.wrong"]
    lines = [record.getMessage().split() for record in caplog.records]
    assert [[line[0], *line[2:]] for line in lines] == [
        ["tests.add", "ms", "0", "rows", "ok"],
        ["tests.ids", "ms", "1", "rows", "ok"],
        ["tests.ids", "ms", "1", "rows", "ok"],
        ["tests.wrong", "ms", "0", "rows", "StatementFailed"],
    ]
    assert "acme" not in caplog.text


async def test_an_observer_sees_every_statement_until_it_ends(database: Database) -> None:
    seen: list[Execution] = []
    end = database.observe(seen.append)

    await database.write("tests.add", ADD, {"id": "ann"})
    await database.read("tests.ids", IDS)
    end()
    await database.read("tests.ids", IDS)

    assert [(one.name, one.rows, one.failed) for one in seen] == [
        ("tests.add", 0, False),
        ("tests.ids", 1, False),
    ]
    assert all(one.milliseconds > 0 for one in seen)


async def test_a_slow_statement_is_given_up_and_the_next_one_works(engine: Engine) -> None:
    impatient = engine.settings.model_copy(update={"statement_timeout": 0.6})
    async with open_database(impatient) as database:
        await database.ping()
        started = time.monotonic()

        with pytest.raises(StatementTimeout) as timeout:
            await database.read("tests.endless", ENDLESS)

        assert time.monotonic() - started < 2
        assert timeout.value.message.startswith(
            "tests.endless took longer than RAPPORT_STATEMENT_TIMEOUT allows"
        )
    async with open_database(engine.settings) as database:
        assert await database.read("tests.one", "RETURN 1 AS one") == [{"one": 1}]


async def test_a_cancelled_request_frees_its_connection(database: Database) -> None:
    requests = [asyncio.create_task(database.read("tests.endless", ENDLESS)) for _ in range(2)]
    await asyncio.sleep(0.3)
    for request in requests:
        request.cancel()
    assert {type(one) for one in await asyncio.gather(*requests, return_exceptions=True)} == {
        asyncio.CancelledError
    }

    assert await database.read("tests.one", "RETURN 1 AS one") == [{"one": 1}]


async def test_a_database_that_does_not_answer(engine: Engine) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"bolt://127.0.0.1:{silent.getsockname()[1]}"
        settings = engine.settings.model_copy(
            update={"graph_url": url, "acquisition_timeout": 0.5, "retry_time": 0.3}
        )
        async with open_database(settings) as database:
            with pytest.raises(DatabaseUnavailable) as unavailable:
                await database.ping()

    assert unavailable.value.code == "UNAVAILABLE"
    assert unavailable.value.message.startswith(f"The database at {url} does not answer.")


@asynccontextmanager
async def cut_at_commit(url: str) -> AsyncIterator[str]:
    """Address of a proxy before the server that breaks the connection when a client commits."""
    commit = b"\x00\x02\xb0\x12\x00\x00"

    async def relay(client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        answers, requests = await asyncio.open_connection("127.0.0.1", urlsplit(url).port)

        async def answer() -> None:
            while data := await answers.read(65536):
                back.write(data)

        answering = asyncio.create_task(answer())
        while (data := await client.read(65536)) and commit not in data:
            requests.write(data)
        answering.cancel()
        requests.close()
        back.close()

    async with await asyncio.start_server(relay, "127.0.0.1") as proxy:
        yield f"bolt://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"


@pytest.mark.engines("neo4j")
async def test_a_commit_whose_answer_is_lost_is_told_apart(engine: Engine) -> None:
    async with cut_at_commit(engine.settings.graph_url) as url:
        cut = engine.settings.model_copy(update={"graph_url": url})
        async with open_database(cut) as database:
            with pytest.raises(OutcomeUnknown) as unknown:
                await database.write("tests.add", ADD, {"id": "ann"})

    assert unknown.value.message == (
        f"The connection to {url} broke while tests.add was being stored: it may or may not have "
        "been. Look before repeating it."
    )


async def test_who_waits_for_a_connection_too_long_is_told_so(engine: Engine) -> None:
    crowded = engine.settings.model_copy(update={"acquisition_timeout": 0.2, "connections": 1})
    async with open_database(crowded) as database:
        await database.ping()
        slow = asyncio.create_task(database.read("tests.endless", ENDLESS))
        await asyncio.sleep(0.1)
        with pytest.raises(DatabaseUnavailable) as busy:
            await database.ping()
        slow.cancel()
        await asyncio.gather(slow, return_exceptions=True)

    assert busy.value.message == (
        "The database is busy: no connection became free in time. Try again shortly."
    )


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        (
            "graph_url",
            "postgres://db",
            "RAPPORT_GRAPH_URL must begin with embedded: or one of neo4j://, neo4j+s://, "
            "neo4j+ssc://, bolt://, bolt+s://, bolt+ssc://.",
        ),
        (
            "graph_url",
            "embedded:",
            "RAPPORT_GRAPH_URL embedded: needs a directory, as in embedded:data/graph.",
        ),
        (
            "graph_url",
            "neo4j://",
            "RAPPORT_GRAPH_URL names no host, as in neo4j://localhost:7687.",
        ),
        (
            "graph_url",
            "neo4j://neo4j:secret@db",
            "RAPPORT_GRAPH_URL must not hold a user or password: use RAPPORT_GRAPH_USER and "
            "RAPPORT_GRAPH_PASSWORD.",
        ),
        (
            "statement_timeout",
            "soon",
            "RAPPORT_STATEMENT_TIMEOUT should be a valid number, unable to parse string as a "
            "number.",
        ),
        (
            "embedded_heap",
            "lots",
            "RAPPORT_EMBEDDED_HEAP must be a number of m or g, as in 512m or 2g.",
        ),
    ],
)
def test_a_wrong_setting_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
) -> None:
    monkeypatch.setenv(f"RAPPORT_{variable.upper()}", value)

    with pytest.raises(SettingsError) as refused:
        read_settings()

    assert refused.value.message == sentence


def test_the_default_graph_is_embedded_and_no_password_is_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("RAPPORT_GRAPH_URL", raising=False)
    monkeypatch.setenv("RAPPORT_GRAPH_PASSWORD", "hunter2-hunter2")

    settings = read_settings()

    assert settings.graph_url == "embedded:data/graph"
    assert "hunter2" not in repr(settings)
    assert all(field.description for field in Settings.model_fields.values())
