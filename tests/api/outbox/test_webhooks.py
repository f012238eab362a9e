"""Notices on their way to webhooks: real sockets, a real graph, nothing lost and nothing forged."""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from api.outbox.delivering import Ways, deliver_all
from api.outbox.web import Web
from graph.change import Author, Target, make
from graph.changes.by_people import CHANGES
from graph.changes.notices import Notice, tell
from graph.database import Database
from graph.errors import BadInput
from graph.model import Millis
from graph.outbox.deliveries import LEASE, Channel, claim, plan
from graph.outbox.listed import Delivery, read_deliveries, read_webhooks
from tests.api.outbox.receiver import LOOPBACK, answer, receiving
from tests.api.outbox.standard import verified
from tests.queries.world import NOW, account, person, teammate
from tests.queries.world import names as names_of
from tests.queries.world import tell as import_

MINUTE: Millis = 60_000


@pytest.fixture
async def graph(prepared: Database) -> Database:
    """Ann works at Acme, which Tess owns."""
    await import_(prepared, teammate("tess"), account("acme"), person("ann", "acme"))
    return prepared


async def listen(
    database: Database, url: str, *kinds: str, at: Millis = NOW, fresh: str = "1"
) -> Target:
    """Make a webhook."""
    values = {"url": url, "kinds": list(kinds)}
    return await make(database, CHANGES["webhook_create"], values, Author("test"), at, fresh)


async def change(database: Database, name: str, at: Millis = NOW, **values: str) -> Target:
    """Make a change to a webhook or a notice."""
    return await make(database, CHANGES[name], values, Author("test"), at, name)


async def happen(
    database: Database, *kinds: str, at: Millis = NOW, about: str = "acc_x", to: Sequence[str] = ()
) -> None:
    """Tell something of each kind."""
    notices = [Notice(kind, about, f"It is so: {kind}.", tuple(to)) for kind in kinds]
    await database.transaction("tests.tell", lambda tx: tell(tx, notices, at))


@asynccontextmanager
async def web(patience: float = 5) -> AsyncIterator[Ways]:
    """The way to webhooks on this machine."""
    way = Web(LOOPBACK, "https://rapport.example.com", patience=patience)
    try:
        yield {Channel.WEBHOOK: way}
    finally:
        await way.aclose()


async def out(database: Database, at: Millis = NOW, patience: float = 5) -> Counter[str]:
    """Deliver everything that is due at that moment."""
    async with web(patience) as by:
        return await deliver_all(database, by, at)


async def states(database: Database) -> list[tuple[str, int, str | None]]:
    """State, attempts and problem of every delivery."""
    found: list[Delivery] = await read_deliveries(database, None, 100)
    return [(one.state, one.attempts, one.problem) for one in found]


async def ids(database: Database) -> dict[str, str]:
    """The ids of things by their names."""
    return {name: id_ for id_, name in (await names_of(database)).items()}


async def test_a_notice_reaches_a_webhook_and_its_signature_holds(graph: Database) -> None:
    called = await ids(graph)
    async with receiving() as receiver:
        secret = (await listen(graph, receiver.url)).once["secret"]
        notice = Notice(
            "departure_confirmed",
            called["ann"],
            "Ann (champion) left Acme.",
            (called["tess"],),
            account=called["acme"],
        )
        await graph.transaction("tests.tell", lambda tx: tell(tx, [notice], NOW))
        assert await out(graph) == {"delivered": 1}

        (asked,) = receiver.asked
        assert asked.line == "POST /hook?token=quince HTTP/1.1"
        assert asked.headers["content-type"] == "application/json"
        assert asked.headers["host"] == f"localhost:{receiver.port}"
        assert verified(asked, secret, NOW / 1000)
        assert not verified(asked, "whsec_" + "A" * 44, NOW / 1000)
        assert json.loads(asked.body) == {
            "type": "departure.confirmed",
            "timestamp": "2026-06-15T12:00:00Z",
            "data": {
                "id": asked.headers["webhook-id"],
                "text": "Ann (champion) left Acme.",
                "about": {"id": called["ann"], "kind": "Person"},
                "account": {"id": called["acme"], "name": "Acme"},
                "person": {"id": called["ann"], "name": "Ann"},
                "to": [{"id": called["tess"], "name": "Tess"}],
                "deployment": "https://rapport.example.com",
            },
        }
        assert await out(graph, NOW + MINUTE) == {}
    assert await states(graph) == [("delivered", 1, None)]


async def test_a_webhook_is_told_of_its_kinds_from_its_beginning_on(graph: Database) -> None:
    async with receiving() as one, receiving() as other:
        await happen(graph, "departure_confirmed", at=NOW - 1)
        await listen(graph, one.url, "departure_confirmed", fresh="one")
        await listen(graph, other.url, fresh="other")
        await happen(graph, "departure_confirmed", "request_stalled")
        assert await out(graph) == {"delivered": 3}
        assert [json.loads(asked.body)["type"] for asked in one.asked] == ["departure.confirmed"]
        assert sorted(json.loads(asked.body)["type"] for asked in other.asked) == [
            "departure.confirmed",
            "request.stalled",
        ]


async def test_what_fails_is_tried_again_with_the_same_id_and_a_new_moment(
    graph: Database,
) -> None:
    async with receiving(answer(500), answer(404)) as receiver:
        secret = (await listen(graph, receiver.url)).once["secret"]
        await happen(graph, "consent_ending")
        assert await out(graph) == {"failed": 1}
        assert await states(graph) == [("waiting", 1, "It answered 500.")]
        assert await out(graph, NOW + 4_000) == {}
        assert await out(graph, NOW + 6_000) == {"failed": 1}
        assert await out(graph, NOW + 6_000 + 4 * MINUTE) == {}
        assert await out(graph, NOW + 6 * MINUTE) == {"delivered": 1}
        assert len(set(receiver.ids)) == 1
        moments = [int(asked.headers["webhook-timestamp"]) for asked in receiver.asked]
        assert moments == [NOW // 1000, NOW // 1000 + 6, NOW // 1000 + 360]
        assert all(verified(asked, secret, NOW / 1000, 400) for asked in receiver.asked)
    assert await states(graph) == [("delivered", 3, None)]


async def test_a_receiver_that_never_answers_is_given_up_for_now(graph: Database) -> None:
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 65536
    async with receiving(None, endless) as receiver:
        await listen(graph, receiver.url)
        await happen(graph, "consent_ending")
        assert await out(graph, patience=0.3) == {"failed": 1}
        assert await states(graph) == [("waiting", 1, "No answer came within 0.3 seconds.")]
        assert await out(graph, NOW + MINUTE) == {"delivered": 1}


async def test_what_is_no_http_is_a_failure(graph: Database) -> None:
    async with receiving(b"+OK POP3 ready\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"y" * 2**20) as it:
        await listen(graph, it.url)
        await happen(graph, "consent_ending")
        assert await out(graph) == {"failed": 1}
        assert await out(graph, NOW + MINUTE) == {"failed": 1}
        problem = "It closed the connection, or answered what is no HTTP."
        assert await states(graph) == [("waiting", 2, problem)]


async def test_after_the_last_attempt_it_is_dead_until_somebody_replays_it(
    graph: Database,
) -> None:
    days = 24 * 60 * MINUTE
    async with receiving(*[answer(503)] * 10) as receiver:
        await listen(graph, receiver.url)
        await happen(graph, "consent_ending")
        tally: Counter[str] = Counter()
        for number in range(10):
            tally += await out(graph, NOW + number * 2 * days)
        assert tally == {"failed": 9, "dead": 1}
        ((dead),) = await read_deliveries(graph, "dead", 10)
        assert (dead.attempts, dead.problem, dead.due) == (10, "It answered 503.", None)
        assert await out(graph, NOW + 99 * days) == {}

        await change(graph, "notice_replay", NOW + 99 * days, notice=str(dead.notice))
        assert await out(graph, NOW + 99 * days) == {"delivered": 1}
        assert len(receiver.asked) == 11
        assert set(receiver.ids) == {dead.notice}
    assert await states(graph) == [("delivered", 1, None)]


async def test_a_receiver_that_is_gone_is_told_nothing_more(graph: Database) -> None:
    async with receiving(answer(410)) as receiver:
        webhook = (await listen(graph, receiver.url)).id
        await happen(graph, "consent_ending")
        assert await out(graph) == {"dead": 1}
        (shown,) = await read_webhooks(graph)
        assert (shown.disabled_at, shown.disabled_because) == (
            NOW,
            "It answered 410: it wants to be told nothing more.",
        )
        await happen(graph, "request_stalled", at=NOW + 1)
        assert await out(graph, NOW + MINUTE) == {}

        await change(graph, "webhook_enable", NOW + MINUTE, id=webhook)
        assert await out(graph, NOW + MINUTE) == {"delivered": 1}
        assert [json.loads(asked.body)["type"] for asked in receiver.asked] == [
            "consent.ending"
        ] * 2


async def test_a_receiver_that_asks_for_rest_gets_it(graph: Database) -> None:
    async with receiving(answer(429, "Retry-After: 600")) as receiver:
        await listen(graph, receiver.url)
        await happen(graph, "consent_ending")
        assert await out(graph) == {"failed": 1}
        await happen(graph, "request_stalled", at=NOW + 1)
        assert await out(graph, NOW + 9 * MINUTE) == {}
        assert await out(graph, NOW + 11 * MINUTE) == {"delivered": 2}


async def test_what_a_dead_deliverer_had_claimed_goes_out_again(graph: Database) -> None:
    """It dies after the receiver has the message and before the graph knows."""
    async with receiving() as receiver:
        await listen(graph, receiver.url)
        await happen(graph, "departure_confirmed", "consent_ending")
        receiver.gate.clear()
        async with web() as by:
            dying = asyncio.create_task(deliver_all(graph, by, NOW))
            await receiver.arrived.wait()
            dying.cancel()
            with pytest.raises(asyncio.CancelledError):
                await dying
        receiver.gate.set()
        assert await out(graph, NOW + LEASE - 1) == {}
        assert await out(graph, NOW + LEASE) == {"delivered": 2}
        assert len(receiver.ids) >= 3
        assert len(set(receiver.ids)) == 2
    assert [state for state, *_ in await states(graph)] == ["delivered"] * 2


async def test_nothing_planned_is_lost_when_planning_is_cut_off(graph: Database) -> None:
    async with receiving() as receiver:
        await listen(graph, receiver.url)
        await happen(graph, "departure_confirmed")
        await plan(graph, NOW, mail=False)
        assert await plan(graph, NOW, mail=False) == 0
        assert await out(graph) == {"delivered": 1}


async def test_several_deliverers_at_once_deliver_each_notice_once(graph: Database) -> None:
    async with receiving() as receiver:
        await listen(graph, receiver.url)
        for number in range(30):
            await happen(graph, "departure_confirmed", about=f"acc_{number}")
        tallies = await asyncio.gather(*(out(graph) for _ in range(4)))
        assert sum(tally["delivered"] for tally in tallies) == 30
        assert len(receiver.asked) == 30
        assert len(set(receiver.ids)) == 30


async def test_a_slow_receiver_holds_up_nobody_else(graph: Database) -> None:
    async with receiving() as slow, receiving() as quick:
        await listen(graph, slow.url, at=NOW - 1, fresh="slow")
        await listen(graph, quick.url, at=NOW - 1, fresh="quick")
        for number in range(30):
            await happen(graph, "consent_ending", about=f"con_{number}")
        await plan(graph, NOW, mail=False)
        claimed = await claim(graph, NOW, [Channel.WEBHOOK])
        assert Counter(one.receiver.id for one in claimed) == {
            one.id: 5 for one in await read_webhooks(graph)
        }


async def test_a_new_secret_and_the_old_one_sign_together_for_a_day(graph: Database) -> None:
    day = 24 * 60 * MINUTE
    async with receiving() as receiver:
        first = await listen(graph, receiver.url)
        old = first.once["secret"]
        new = (await change(graph, "webhook_rotate", id=first.id)).once["secret"]
        assert old != new
        await happen(graph, "consent_ending")
        await out(graph)
        await happen(graph, "consent_ending", at=NOW + day)
        await out(graph, NOW + day)
        overlapping, after = receiver.asked
        assert verified(overlapping, old, NOW / 1000)
        assert verified(overlapping, new, NOW / 1000)
        assert not verified(after, old, (NOW + day) / 1000)
        assert verified(after, new, (NOW + day) / 1000)


async def test_a_deleted_webhook_is_told_nothing_and_its_secret_is_gone(graph: Database) -> None:
    async with receiving() as receiver:
        webhook = (await listen(graph, receiver.url)).id
        await happen(graph, "consent_ending")
        await plan(graph, NOW, mail=False)
        await change(graph, "webhook_delete", id=webhook)
        assert await out(graph, NOW + MINUTE) == {}
        assert receiver.asked == []
    assert await read_webhooks(graph) == []
    assert await states(graph) == [("dead", 0, "The webhook was deleted.")]
    left = await graph.read("tests.left", "MATCH (s:WebhookSecret) RETURN count(s) AS secrets")
    assert left == [{"secrets": 0}]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://hooks.example/x", "must begin with https:// and a host"),
        ("https://", "must begin with https:// and a host"),
        ("hooks.example/x", "must begin with https:// and a host"),
        ("http://hooks.example/x", "must begin with https://"),
        ("https://ann:quince@hooks.example/x", "must not hold a user or a password"),
        ("https://hooks.example/x#y", "must not end in a # part"),
        ("https://hooks.example/x\r\nHost: y", "is no address of"),
        ("https://hooks.example/x y", "must not hold blanks"),
        ("https://hooks.example\\@evil.example/", "must not hold blanks or backslashes"),
        ("https://hooks.example:99999/", "is no address"),
        ("https://hooks.example/" + "x" * 2000, "is no address of at most"),
    ],
)
async def test_an_address_that_cannot_be_told_is_refused(
    graph: Database, url: str, why: str
) -> None:
    with pytest.raises(BadInput, match=why) as refusal:
        await listen(graph, url)
    assert refusal.value.field == "url"
    assert "quince" not in refusal.value.message


async def test_neither_secret_nor_address_is_ever_logged(
    graph: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for chatty in ("httpx", "httpcore"):
        assert logging.getLogger(chatty).level >= logging.WARNING
    async with receiving(answer(500), answer(302, "Location: http://localhost/")) as receiver:
        secret = (await listen(graph, receiver.url)).once["secret"]
        await happen(graph, "consent_ending")
        for minutes in (0, 1, 10):
            await out(graph, NOW + minutes * MINUTE)
        await asyncio.sleep(0)
        assert len(receiver.asked) == 3
    assert "failed, attempt 1: It answered 500." in caplog.text
    assert "quince" not in caplog.text
    assert secret not in caplog.text
    assert secret.removeprefix("whsec_") not in caplog.text
