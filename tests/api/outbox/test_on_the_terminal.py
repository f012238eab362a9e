"""Webhooks and deliveries on the terminal, and in the background of the service."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from api.app import create_app
from api.moments import current
from api.outbox.delivering import deliver_all
from api.outbox.settings import OutboxSettings
from api.outbox.web import Web
from api.settings import ApiSettings
from graph.database import Database
from graph.outbox.deliveries import LEASE, Channel
from graph.outbox.listed import read_deliveries
from graph.schema import prepare
from tests.api.outbox.receiver import LOOPBACK, answer, receiving
from tests.api.outbox.saying import happen
from tests.api.outbox.standard import verified
from tests.api.terminal import Terminal
from tests.engines import Engine

URL = "https://hooks.example/rapport"


@pytest.fixture
async def quiet(engine: Engine, database: Database) -> Database:
    """A graph with nothing in it but its schema, that other processes can reach."""
    assert engine is not None
    await prepare(database)
    return database


async def test_webhooks_on_the_terminal(terminal: Terminal, quiet: Database) -> None:
    assert quiet is not None
    assert "There is no webhook yet" in await terminal.done("webhooks", "list")
    code, secret, said = await terminal.run(
        "webhooks", "add", URL, "--kinds", "departure_confirmed"
    )
    assert (code, secret[:6]) == (0, "whsec_")
    assert "is told from now on. Keep the secret: it is not shown again." in said
    id_ = said.split()[1]
    listed = await terminal.done("webhooks", "list")
    assert id_ in listed
    assert "departure_confirmed" in listed
    assert secret.strip() not in listed

    other = await terminal.done("webhooks", "rotate", id_)
    assert other.startswith("whsec_")
    assert other != secret
    assert await terminal.done("webhooks", "enable", id_) == f"Webhook {id_} is told again.\n"
    await terminal.done("webhooks", "remove", id_)
    assert "There is no webhook yet" in await terminal.done("webhooks", "list")

    code, _, complained = await terminal.run("webhooks", "add", URL, "--kinds", "weather")
    assert code == 2
    assert "kinds must be one of departure_suspected" in complained.replace("\n", " ")


async def test_a_notice_that_goes_nowhere_is_listed(terminal: Terminal, quiet: Database) -> None:
    notice = await happen(quiet, "Ann left Acme.")
    listed = await terminal.done("notices", "list")
    assert listed.splitlines() == [
        f"{notice}  {listed.split()[1]}  Ann left Acme.",
        "  no delivery is planned",
    ]
    assert await terminal.done("notices", "list", "--state", "waiting") == "There is none.\n"


async def test_delivering_once_on_the_terminal(terminal: Terminal, quiet: Database) -> None:
    terminal.environment["RAPPORT_WEBHOOK_NETWORKS"] = "127.0.0.0/8,::1/128"
    async with receiving(answer(500)) as receiver:
        secret = (await terminal.done("webhooks", "add", receiver.url)).strip()
        notice = await happen(quiet, "Ann left Acme.")
        assert await terminal.done("deliver") == (
            "0 new notices; 0 delivered, 1 to be tried again, 0 dead.\n"
        )
        listed = await terminal.done("notices", "list", "--state", "waiting")
        assert listed.splitlines() == [
            f"{notice}  {listed.split()[1]}  Ann left Acme.",
            f"  to {receiver.url}: waiting, 1 attempt: It answered 500.",
        ]
        await quiet.write("tests.due", "MATCH (d:Delivery) SET d.due = 0")
        assert await terminal.done("deliver") == (
            "0 new notices; 1 delivered, 0 to be tried again, 0 dead.\n"
        )
        assert verified(receiver.asked[1], secret, current() / 1000)
        assert await terminal.done("notices", "list", "--state", "dead") == "There is none.\n"
        await quiet.write("tests.die", "MATCH (d:Delivery) SET d.state = 'dead'")
        await terminal.done("notices", "replay", notice)
        await terminal.done("deliver")
        assert receiver.ids == [notice] * 3


async def test_a_deliverer_that_is_killed_loses_nothing(
    terminal: Terminal, quiet: Database
) -> None:
    """kill -9 when the receiver has the message and the graph does not know yet."""
    terminal.environment["RAPPORT_WEBHOOK_NETWORKS"] = "127.0.0.0/8,::1/128"
    async with receiving() as receiver:
        await terminal.done("webhooks", "add", receiver.url)
        notices = {await happen(quiet, f"{name} left Acme.") for name in ("Ann", "Bea", "Cas")}
        receiver.gate.clear()
        process = await terminal.start("deliver")
        await asyncio.wait_for(receiver.arrived.wait(), 60)
        process.kill()
        await process.communicate()
        receiver.gate.set()

        way = Web(LOOPBACK)
        try:
            later = current() + LEASE
            assert await deliver_all(quiet, {Channel.WEBHOOK: way}, later) == {"delivered": 3}
        finally:
            await way.aclose()
        assert set(receiver.ids) == notices
        assert len(receiver.ids) > 3
    assert {one.state for one in await read_deliveries(quiet, None, 10)} == {"delivered"}


@asynccontextmanager
async def serving(engine: Engine, outbox: OutboxSettings | None) -> AsyncIterator[None]:
    """The service, for as long as the block lasts."""
    app = create_app(engine.settings, ApiSettings(), outbox)
    async with app.router.lifespan_context(app):
        yield


async def test_the_running_service_delivers(
    engine: Engine, terminal: Terminal, quiet: Database
) -> None:
    outbox = OutboxSettings(deliver_seconds=0.05, webhook_networks="127.0.0.0/8,::1/128")
    async with receiving() as receiver:
        await terminal.done("webhooks", "add", receiver.url)
        async with serving(engine, outbox), serving(engine, outbox):
            notice = await happen(quiet, "Ann left Acme.")
            await asyncio.wait_for(receiver.arrived.wait(), 60)
            for _ in range(200):
                (delivery,) = await read_deliveries(quiet, None, 10)
                if delivery.state == "delivered":
                    break
                await asyncio.sleep(0.05)
            assert delivery.state == "delivered"
        assert receiver.ids == [notice]
