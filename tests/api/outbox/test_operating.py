"""Setting up webhooks, looking at what died, replaying it: through GraphQL."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from api.moments import current
from api.outbox.delivering import deliver_all
from api.outbox.web import Web
from graph.audit import read_audit
from graph.database import Database
from graph.model import Reader
from graph.outbox.deliveries import Channel
from graph.outbox.webhooks import disable
from tests.api.outbox.receiver import LOOPBACK, answer, receiving
from tests.api.outbox.saying import happen

URL = "https://hooks.example/rapport"


async def post(client: httpx.AsyncClient, query: str, key: str) -> dict[str, Any]:
    """The answer to a query by a key."""
    response = await client.post(
        "/graphql", json={"query": query}, headers={"Authorization": f"Bearer {key}"}
    )
    body: dict[str, Any] = response.json()
    return body


async def test_an_admin_sets_up_a_webhook_and_sees_its_secret_once(
    client: httpx.AsyncClient, keys: Mapping[str, str], world: Database
) -> None:
    made = await post(
        client,
        f'mutation {{ webhookCreate(input: {{url: "{URL}", kinds: [CONSENT_ENDING], '
        'idempotencyKey: "k1"}) '
        "{ secret webhook { id url kinds disabledAt } userErrors { code } } }",
        keys["admin"],
    )
    payload = made["data"]["webhookCreate"]
    id_, secret = payload["webhook"].pop("id"), payload.pop("secret")
    assert payload == {
        "webhook": {"url": URL, "kinds": ["CONSENT_ENDING"], "disabledAt": None},
        "userErrors": [],
    }
    assert secret.startswith("whsec_")

    again = await post(
        client,
        f'mutation {{ webhookCreate(input: {{url: "{URL}", kinds: [CONSENT_ENDING], '
        'idempotencyKey: "k1"}) { secret webhook { id } } }',
        keys["admin"],
    )
    assert again["data"]["webhookCreate"] == {"secret": None, "webhook": {"id": id_}}

    everything = await post(
        client,
        "{ webhooks(first: 5) { totalCount nodes { id url kinds createdAt heldUntil } } "
        f'node(id: "{id_}") {{ ... on Webhook {{ url deliveries(first: 5) {{ totalCount }} '
        "} } }",
        keys["admin"],
    )
    assert everything["data"]["webhooks"]["totalCount"] == 1
    assert secret not in str(everything)
    (kept,) = await world.read("tests.secret", "MATCH (s:WebhookSecret) RETURN s.id AS id")
    hidden = await post(client, f'{{ node(id: "{kept["id"]}") {{ id }} }}', keys["admin"])
    assert hidden["data"] == {"node": None}
    entries = await read_audit(world, 1000)
    assert "webhook_create" in {entry.action for entry in entries}
    assert secret not in str(entries)

    gone = await post(
        client,
        f'mutation {{ webhookDelete(input: {{id: "{id_}"}}) '
        "{ webhook { id } userErrors { code } } }",
        keys["admin"],
    )
    assert gone["data"]["webhookDelete"] == {"webhook": None, "userErrors": []}
    twice = await post(
        client,
        f'mutation {{ webhookRotate(input: {{id: "{id_}"}}) '
        "{ secret userErrors { code field } } }",
        keys["admin"],
    )
    assert twice["data"]["webhookRotate"] == {
        "secret": None,
        "userErrors": [{"code": "NOT_FOUND", "field": ["input", "id"]}],
    }


async def test_an_address_that_cannot_be_told_is_an_error_of_its_field(
    client: httpx.AsyncClient, keys: Mapping[str, str]
) -> None:
    refused = await post(
        client,
        'mutation { webhookCreate(input: {url: "http://hooks.example/"}) '
        "{ secret webhook { id } userErrors { field message code } } }",
        keys["admin"],
    )
    assert refused["data"]["webhookCreate"] == {
        "secret": None,
        "webhook": None,
        "userErrors": [
            {
                "field": ["input", "url"],
                "message": "url must begin with https://; without TLS only this machine can be "
                "told.",
                "code": "BAD_USER_INPUT",
            }
        ],
    }


@pytest.mark.parametrize(
    "query",
    [
        "{ webhooks(first: 1) { totalCount } }",
        "{ deliveries(first: 1) { totalCount } }",
        "{ notices(first: 1) { totalCount } }",
        'mutation { webhookCreate(input: {url: "ftp://hooks.example/"}) { secret } }',
        'mutation { webhookRotate(input: {id: "whk_1"}) { secret } }',
        'mutation { webhookEnable(input: {id: "whk_1"}) { webhook { id } } }',
        'mutation { webhookDelete(input: {id: "whk_1"}) { webhook { id } } }',
        'mutation { noticeReplay(input: {notice: "ntc_1"}) { notice { id } } }',
    ],
)
async def test_only_an_admin_may(
    client: httpx.AsyncClient, keys: Mapping[str, str], query: str
) -> None:
    for role in Reader:
        body = await post(client, query, keys[role])
        codes = [error["extensions"]["code"] for error in body.get("errors", [])]
        assert codes == ([] if role is Reader.ADMIN else ["FORBIDDEN"])


async def test_dead_letters_are_seen_and_replayed(
    client: httpx.AsyncClient, keys: Mapping[str, str], world: Database
) -> None:
    async with receiving() as receiver:
        made = await post(
            client,
            f'mutation {{ webhookCreate(input: {{url: "{receiver.url}"}}) '
            "{ webhook { id } } }",
            keys["admin"],
        )
        webhook = made["data"]["webhookCreate"]["webhook"]["id"]
        notice = await happen(world, "Ann left Acme.")
        receiver.answers.append(answer(410))
        way = Web(LOOPBACK)
        try:
            assert await deliver_all(world, {Channel.WEBHOOK: way}) == {"dead": 1}
            dead = await post(
                client,
                "{ deliveries(first: 5, filter: {state: {eq: DEAD}}) { nodes "
                "{ attempts problem notice { id text } webhook { id disabledBecause } } } }",
                keys["admin"],
            )
            because = "It answered 410: it wants to be told nothing more."
            assert dead["data"]["deliveries"]["nodes"] == [
                {
                    "attempts": 1,
                    "problem": because,
                    "notice": {"id": notice, "text": "Ann left Acme."},
                    "webhook": {"id": webhook, "disabledBecause": because},
                }
            ]
            replay = (
                f'mutation {{ noticeReplay(input: {{notice: "{notice}"}}) {{ notice {{ deliveries'
                "(first: 5) { nodes { state } } } userErrors { code } } }"
            )
            still = await post(client, replay, keys["admin"])  # the webhook is disabled
            assert still["data"]["noticeReplay"]["notice"]["deliveries"]["nodes"] == [
                {"state": "DEAD"}
            ]
            await post(
                client,
                f'mutation {{ webhookEnable(input: {{id: "{webhook}"}}) {{ webhook {{ id }} }} }}',
                keys["admin"],
            )
            assert await deliver_all(world, {Channel.WEBHOOK: way}) == {"delivered": 1}
        finally:
            await way.aclose()
        assert receiver.ids == [notice, notice]
    await disable(world, webhook, "The test is over.", current())
