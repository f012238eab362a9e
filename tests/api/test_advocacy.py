"""The programme through GraphQL: a story of three roles, who may do what, and two who race."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from api.moments import current, rfc3339
from graph.database import Database
from graph.keys import create_key
from graph.model import Reader

ROUNDS = int(os.environ.get("RAPPORT_RACES", "10"))
"""How often two race; by hand once with 200 on each engine."""

Client = httpx.AsyncClient
Clients = Mapping[str, Client]


@pytest.fixture
async def clients(
    service: FastAPI, world: Database, keys: Mapping[str, str]
) -> AsyncIterator[Clients]:
    """A client for each role, and `rival`, another of marketing."""
    rival, _ = await create_key(
        world, name="Max", role=Reader.MARKETING, days=9, now=current(), by="test"
    )
    made = {}
    for name, key in {**keys, "rival": rival}.items():
        made[name] = Client(
            transport=httpx.ASGITransport(service),
            base_url="http://rapport",
            headers={"Authorization": f"Bearer {key}"},
        )
    yield made
    for client in made.values():
        await client.aclose()


async def post(client: Client, query: str) -> dict[str, Any]:
    """The body of the answer."""
    body: dict[str, Any] = (await client.post("/graphql", json={"query": query})).json()
    return body


async def change(client: Client, name: str, given: str, shown: str) -> dict[str, Any]:
    """The payload of a change, with what was wrong if anything was."""
    wrong = "userErrors { field message code }"
    body = await post(client, f"mutation {{ {name}(input: {{{given}}}) {{ {shown} {wrong} }} }}")
    assert "errors" not in body, body
    payload: dict[str, Any] = body["data"][name]
    return payload


async def made(client: Client, name: str, given: str, thing: str = "ask") -> str:
    """The id of what a change that goes well was made to."""
    payload = await change(client, name, given, f"{thing} {{ id }}")
    assert payload["userErrors"] == []
    return str(payload[thing]["id"])


async def person(clients: Clients, name: str) -> tuple[str, str]:
    """Somebody new who would give a quote, and the account they work at."""
    csm = clients["csm"]
    account = await made(csm, "accountUpsert", f'name: "{name} & Sons"', "account")
    who = f'name: "{name}", email: "{name}@sons.example"'
    id_ = await made(csm, "personUpsert", who, "person")
    await made(csm, "employmentStart", f'person: "{id_}", account: "{account}"', "person")
    await made(csm, "consentGrant", f'person: "{id_}", acts: [QUOTE]', "consent")
    return id_, account


async def approved(clients: Clients, person: str, account: str) -> str:
    """An ask that marketing proposed and a CSM approved."""
    about = f'person: "{person}", account: "{account}", act: QUOTE'
    ask = await made(clients["marketing"], "askPropose", about)
    await made(clients["csm"], "askApprove", f'id: "{ask}"')
    return ask


async def test_what_waits_for_approval_is_listed(clients: Clients) -> None:
    """Beside all else that was asked: of everybody, of one account, and of one request."""
    ulf, account = await person(clients, "ulf")
    about = f'person: "{ulf}", account: "{account}", act: QUOTE'
    mia = (await post(clients["csm"], "{ teammates(first: 1) { nodes { id } } }"))["data"]
    title = f'title: "Winter", act: QUOTE, requester: "{mia["teammates"]["nodes"][0]["id"]}"'
    marketing = clients["marketing"]
    request = await made(marketing, "advocacyRequestCreate", title, "advocacyRequest")
    await made(marketing, "advocacyRequestSubmit", f'id: "{request}"', "advocacyRequest")
    ask = await made(marketing, "askPropose", f'{about}, request: "{request}"')

    waiting = "(first: 20, filter: {state: {eq: PROPOSED}}) { nodes { id person { name } } }"
    listed = f'''{{
      asks{waiting}
      account(by: {{id: "{account}"}}) {{ asks{waiting} }}
      advocacyRequests(first: 5, filter: {{title: {{eq: "Winter"}}}}) {{
        nodes {{ asks{waiting} }}
      }}
    }}'''
    answer = await post(clients["csm"], listed)
    assert "errors" not in answer, answer
    found = answer["data"]

    theirs = {"nodes": [{"id": ask, "person": {"name": "ulf"}}]}
    assert theirs["nodes"][0] in found["asks"]["nodes"]
    assert found["account"]["asks"] == theirs
    assert found["advocacyRequests"]["nodes"] == [{"asks": theirs}]
    refused = await post(clients["reader"], listed)
    assert {error["extensions"]["code"] for error in refused["errors"]} == {"FORBIDDEN"}


async def test_a_quote_from_the_request_to_the_thanks(clients: Clients) -> None:
    marketing, csm = clients["marketing"], clients["csm"]
    ida, account = await person(clients, "ida")
    mia = (await post(marketing, "{ teammates(first: 1) { nodes { id } } }"))["data"]
    mia = mia["teammates"]["nodes"][0]["id"]
    request = await made(
        marketing,
        "advocacyRequestCreate",
        f'title: "Spring campaign", act: QUOTE, requester: "{mia}", campaign: "Spring"',
        "advocacyRequest",
    )
    await made(marketing, "advocacyRequestSubmit", f'id: "{request}"', "advocacyRequest")
    about = f'person: "{ida}", account: "{account}", request: "{request}"'
    ask = await made(marketing, "askPropose", about)
    address = f'{{ person(by: {{id: "{ida}"}}) {{ email }} }}'
    assert (await post(marketing, address))["data"]["person"] == {"email": None}
    early = await change(marketing, "askInvite", f'id: "{ask}"', "ask { state }")
    assert early == {
        "ask": None,
        "userErrors": [
            {
                "field": ["input", "id"],
                "message": "This ask is proposed: it can be invited while it is approved. From "
                "proposed it can become owner_approval, approved, declined_by_owner or cancelled.",
                "code": "CONFLICT",
            }
        ],
    }
    await made(csm, "askApprove", f'id: "{ask}", reason: "she offered"')
    assert (await post(marketing, address))["data"]["person"] == {"email": "ida@sons.example"}
    invited = await change(
        marketing,
        "askInvite",
        f'id: "{ask}"',
        "ask { state person { name } request { state title } "
        "steps(first: 5) { nodes { state was reason } } }",
    )
    assert invited == {
        "ask": {
            "state": "INVITED",
            "person": {"name": "ida"},
            "request": {"state": "INVITED", "title": "Spring campaign"},
            "steps": {
                "nodes": [
                    {"state": "invited", "was": "approved", "reason": None},
                    {"state": "approved", "was": "proposed", "reason": "she offered"},
                    {"state": "proposed", "was": None, "reason": None},
                ]
            },
        },
        "userErrors": [],
    }
    before = current() - 1
    await made(marketing, "askAccept", f'id: "{ask}"')
    await made(marketing, "askComplete", f'id: "{ask}", benefit: GIFT')
    done = await change(
        marketing,
        "askFeedback",
        f'id: "{ask}", advocateRating: 5, prospectRating: 4',
        "ask { state endedAt benefits(first: 2) { nodes { kind at } } request { state } }",
    )
    assert done["ask"].pop("endedAt") is not None
    assert done["ask"] == {
        "state": "COMPLETED",
        "benefits": {"nodes": [{"kind": "GIFT", "at": None}]},
        "request": {"state": "FEEDBACK"},
    }
    then = await post(
        marketing,
        f'{{ person(by: {{id: "{ida}"}}, asOf: "{rfc3339(before)}") {{ asks(first: 1) {{ nodes '
        "{ state endedAt decidedAt request { state } } } } }",
    )
    assert then["data"]["person"]["asks"]["nodes"] == [
        {
            "state": "INVITED",
            "endedAt": None,
            "decidedAt": None,
            "request": {"state": "INVITED"},
        }
    ]


async def test_marketing_does_not_approve_for_the_owner(clients: Clients) -> None:
    """Nor overrides what stands in the way: that is for leaders and admins."""
    ask = await approved(clients, *await person(clients, "jon"))
    for who, name, more in (
        ("marketing", "askApprove", ""),
        ("marketing", "askDeclineByOwner", ""),
        ("marketing", "askOverride", ', blockers: [COOLDOWN], reason: "x"'),
        ("csm", "askOverride", ', blockers: [COOLDOWN], reason: "x"'),
        ("leader", "askInvite", ""),
        ("reader", "askPropose", ""),
        ("reader", "askAccept", ""),
    ):
        given = 'person: "x", account: "y"' if name == "askPropose" else f'id: "{ask}"{more}'
        body = await post(
            clients[who], f"mutation {{ {name}(input: {{{given}}}) {{ userErrors {{ code }} }} }}"
        )
        assert [error["extensions"]["code"] for error in body["errors"]] == ["FORBIDDEN"], name
    given = f'id: "{ask}", blockers: [COOLDOWN, RENEWAL_WINDOW], reason: "promised us"'
    shown = "ask { overrides overrideReason overriddenBy }"
    overridden = (await change(clients["leader"], "askOverride", given, shown))["ask"]
    assert overridden.pop("overriddenBy").startswith("key_")
    assert overridden == {
        "overrides": ["COOLDOWN", "RENEWAL_WINDOW"],
        "overrideReason": "promised us",
    }


async def test_of_two_who_race_one_wins_and_the_other_learns_who(clients: Clients) -> None:
    """Never two winners, and never none."""
    for number in range(ROUNDS):
        who, account = await person(clients, f"kim{number}")
        asks = [await approved(clients, who, account) for _ in range(2)]
        payloads = await asyncio.gather(
            *(
                change(clients[racer], "askInvite", f'id: "{ask}"', "ask { state reservedUntil }")
                for racer, ask in zip(("marketing", "rival"), asks, strict=True)
            )
        )
        (won,) = [payload for payload in payloads if payload["ask"] is not None]
        (lost,) = [payload for payload in payloads if payload["ask"] is None]
        winner = "the marketing" if won is payloads[0] else "Max"
        until = won["ask"]["reservedUntil"][:16].replace("T", " ")
        (error,) = lost["userErrors"]
        assert (error["field"], error["code"]) == (["input", "id"], "CONFLICT")
        assert error["message"].startswith(
            f"kim{number} is being asked for a quote by {winner}, and held until {until} UTC."
        )
        assert won["userErrors"] == []
