"""Changes through GraphQL: what they do, that they last, and what comes back when they cannot."""

import json
from typing import Any

import httpx
import pytest

from graph.audit import read_audit
from graph.database import Database
from tests.api.answering import ACME, ANN


async def change(client: httpx.AsyncClient, name: str, given: str, shown: str) -> dict[str, Any]:
    """Make a change; its payload."""
    query = f"mutation {{ {name}(input: {{{given}}}) {{ {shown} userErrors {{ field code }} }} }}"
    response = await client.post("/graphql", json={"query": query})
    body = response.json()
    assert "errors" not in body, body
    payload: dict[str, Any] = body["data"][name]
    return payload


async def ask(client: httpx.AsyncClient, query: str) -> Any:
    """The data of a query."""
    body = (await client.post("/graphql", json={"query": f"{{ {query} }}"})).json()
    assert "errors" not in body, body
    return body["data"]


async def test_a_csm_maps_a_new_customer(client: httpx.AsyncClient, world: Database) -> None:
    account = await change(
        client,
        "accountUpsert",
        'name: "Initech", domain: "initech.example", arr: "60000.50", currency: "USD"',
        "account { id name status segment arr { amount currency } }",
    )
    initech = account["account"].pop("id")
    assert account == {
        "account": {
            "name": "Initech",
            "status": "CUSTOMER",
            "segment": "mid_market",
            "arr": {"amount": "60000.50", "currency": "USD"},
        },
        "userErrors": [],
    }
    person = await change(
        client, "personUpsert", 'name: "Di Moss", email: "di@initech.example"', "person { id }"
    )
    di = person["person"]["id"]
    await change(
        client,
        "employmentStart",
        f'person: "{di}", account: "{initech}", title: "CIO"',
        "person { id }",
    )
    await change(
        client,
        "stakeholderRoleSet",
        f'person: "{di}", account: "{initech}", role: "Economic Decision Maker"',
        "person { id }",
    )
    await change(
        client,
        "touchpointLog",
        f'channel: CALL, account: ["{initech}"], attended: ["{di}"], summary: "Wants SSO"',
        "touchpoint { id }",
    )
    found = await ask(
        client,
        'person(by: {email: "di@initech.example"}) { name employments(first: 5) { edges '
        "{ title seniority node { name } } } roles(first: 5) { edges { role } } "
        "lastTouch { channel summary } }",
    )
    assert found == {
        "person": {
            "name": "Di Moss",
            "employments": {
                "edges": [{"title": "CIO", "seniority": "C_LEVEL", "node": {"name": "Initech"}}]
            },
            "roles": {"edges": [{"role": "economic_buyer"}]},
            "lastTouch": {"channel": "CALL", "summary": "Wants SSO"},
        }
    }
    actions = [entry.action for entry in await read_audit(world)]
    assert actions[:5] == [
        "touchpoint_log",
        "stakeholder_role_set",
        "employment_start",
        "person_upsert",
        "account_upsert",
    ]


async def test_what_a_colleague_says_ended_ends_for_every_source(
    client: httpx.AsyncClient,
) -> None:
    ended = await change(
        client,
        "stakeholderRoleEnd",
        f'person: "{ANN}", account: "{ACME}", role: "champion"',
        "person { roles(first: 5) { totalCount } }",
    )
    assert ended == {"person": {"roles": {"totalCount": 0}}, "userErrors": []}


async def test_an_employment_that_ended_is_a_departure(client: httpx.AsyncClient) -> None:
    bo = (await ask(client, 'person(by: {email: "bo@acme.example"}) { id }'))["person"]["id"]
    await change(
        client,
        "employmentEnd",
        f'person: "{bo}", account: "{ACME}", reason: "told me on the phone"',
        "person { id }",
    )
    found = await ask(
        client,
        "championDepartures(first: 5) { nodes "
        "{ person { name } roles status confidence evidence { kind detail note } } }",
    )
    assert found["championDepartures"]["nodes"] == [
        {
            "person": {"name": "Bo Lund"},
            "roles": ["admin"],
            "status": "CONFIRMED",
            "confidence": 1.0,
            "evidence": [
                {"kind": "employment_ended", "detail": "", "note": "told me on the phone"}
            ],
        }
    ]


async def test_a_touchpoint_is_corrected_and_cancelled(client: httpx.AsyncClient) -> None:
    logged = await change(
        client,
        "touchpointLog",
        f'channel: EMAIL, attended: ["{ANN}"], subject: "Hi", at: "2026-05-02T09:00:00Z"',
        "touchpoint { id }",
    )
    id_ = logged["touchpoint"]["id"]
    corrected = await change(
        client,
        "touchpointUpdate",
        f'id: "{id_}", channel: VIDEO',
        "touchpoint { channel subject at status }",
    )
    assert corrected["touchpoint"] == {
        "channel": "VIDEO",
        "subject": "Hi",
        "at": "2026-05-02T09:00:00Z",
        "status": "HELD",
    }
    cancelled = await change(client, "touchpointCancel", f'id: "{id_}"', "touchpoint { status }")
    assert cancelled["touchpoint"] == {"status": "CANCELLED"}


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("personUpsert", 'email: "x@acme.example"', ("name", "BAD_USER_INPUT")),
        ("touchpointLog", "channel: CALL", ("attended", "BAD_USER_INPUT")),
        (
            "stakeholderRoleSet",
            f'person: "{ACME}", account: "{ACME}", role: "champion"',
            ("person", "NOT_FOUND"),
        ),
        (
            "stakeholderRoleSet",
            f'person: "{ANN}", account: "acc_00000000000000000000", role: "champion"',
            (None, "NOT_FOUND"),
        ),
        ("accountUpsert", 'name: "X", arr: "1"', ("currency", "BAD_USER_INPUT")),
        (
            "accountUpsert",
            'name: "X", arr: "999999999999999", currency: "CLF"',
            ("arr", "BAD_USER_INPUT"),
        ),
    ],
)
async def test_what_is_wrong_comes_back_beside_the_answer(
    client: httpx.AsyncClient, name: str, given: str, error: tuple[str | None, str]
) -> None:
    payload = await change(client, name, given, "__typename")
    field, code = error
    expected = None if field is None else ["input", field]
    assert payload["userErrors"] == [{"field": expected, "code": code}]


async def test_the_same_key_makes_a_change_once(client: httpx.AsyncClient) -> None:
    given = f'person: "{ANN}", kind: NPS, raw: 9, idempotencyKey: "once"'
    first = await change(client, "sentimentRecord", given, "sentiment { id score }")
    again = await change(client, "sentimentRecord", given, "sentiment { id score }")
    assert first == again
    assert first["sentiment"]["score"] == 0.8
    other = await change(
        client,
        "sentimentRecord",
        given.replace("raw: 9", "raw: 2"),
        "sentiment { id }",
    )
    assert other == {"sentiment": None, "userErrors": [{"field": None, "code": "CONFLICT"}]}


async def test_goals_consents_and_preferences(client: httpx.AsyncClient) -> None:
    goal = await change(
        client, "goalSet", f'person: "{ANN}", text: "Cut downtime"', "goal { id text }"
    )
    amended = await change(
        client,
        "goalSet",
        f'id: "{goal["goal"]["id"]}", dueOn: "2027-01-31"',
        "goal { text dueOn }",
    )
    assert amended["goal"] == {"text": "Cut downtime", "dueOn": "2027-01-31"}
    consent = await change(
        client, "consentGrant", f'person: "{ANN}", acts: [QUOTE]', "consent { id acts revokedAt }"
    )
    assert consent["consent"] | {"id": ""} == {"id": "", "acts": ["QUOTE"], "revokedAt": None}
    revoked = await change(
        client,
        "consentRevoke",
        f'id: "{consent["consent"]["id"]}", revokedAt: "2026-05-31T00:00:00Z"',
        "consent { acts revokedAt }",
    )
    assert revoked["consent"] == {"acts": ["QUOTE"], "revokedAt": "2026-05-31T00:00:00Z"}
    preferred = await change(
        client,
        "preferenceSet",
        f'person: "{ANN}", preferredFrequencyDays: 45, optedOut: true',
        "person { name preferredFrequencyDays optedOut }",
    )
    assert preferred["person"] == {
        "name": "Ann Reyes",
        "preferredFrequencyDays": 45,
        "optedOut": True,
    }


async def test_only_an_admin_sets_policy(client: httpx.AsyncClient, keys: dict[str, str]) -> None:
    query = (
        'mutation { policySet(input: {segment: "smb", cadences: ["champion=60"], contacts: 2}) '
        "{ policy { segment contacts cadences { role days } } userErrors { message } } }"
    )
    refused = (await client.post("/graphql", json={"query": query})).json()
    assert refused["errors"][0]["extensions"]["code"] == "FORBIDDEN"
    admin = {"Authorization": f"Bearer {keys['admin']}"}
    made = (await client.post("/graphql", json={"query": query}, headers=admin)).json()
    assert made["data"]["policySet"] == {
        "policy": {
            "segment": "smb",
            "contacts": 2,
            "cadences": [{"role": "champion", "days": 60}],
        },
        "userErrors": [],
    }


async def test_an_address_that_is_none_is_refused(client: httpx.AsyncClient) -> None:
    for address in ("", "   ", "not an address"):
        payload = await change(
            client, "personUpsert", f'name: "Blank", email: "{address}"', "person { id }"
        )
        assert payload == {
            "person": None,
            "userErrors": [{"field": ["input", "email"], "code": "BAD_USER_INPUT"}],
        }


async def test_somebody_new_with_a_known_address_is_who_has_it(client: httpx.AsyncClient) -> None:
    """And an idempotency key remembers them."""
    given = 'name: "Ann Reyes", email: "ANN@acme.example ", idempotencyKey: "ann again"'
    for _ in range(2):
        payload = await change(client, "personUpsert", given, "person { id email }")
        assert payload == {
            "person": {"id": ANN, "email": "ann@acme.example"},
            "userErrors": [],
        }


async def test_a_csm_says_that_two_who_look_like_one_are_two(client: httpx.AsyncClient) -> None:
    ids = []
    for address in ("uma@acme.example", "uma.berg@acme.example"):
        made = await change(
            client, "personUpsert", f'name: "Uma Berg", email: "{address}"', "person { id }"
        )
        ids.append(made["person"]["id"])
        given = f'person: "{ids[-1]}", account: "{ACME}"'
        await change(client, "employmentStart", given, "person { id }")
    shown = "nodes { person { name } other { id } score reasons evidence }"
    query = f"mergeSuggestions(first: 5) {{ {shown} }}"
    (suggested,) = (await ask(client, query))["mergeSuggestions"]["nodes"]
    assert (suggested["person"]["name"], suggested["score"]) == ("Uma Berg", 0.9)

    pair = f'person: "{ids[0]}", other: "{ids[1]}", reason: "mother and daughter"'
    evidence = json.dumps(suggested["evidence"])
    wrong = await change(client, "mergeSuggestionDismiss", f"{pair}, evidence: []", "person { id }")
    assert wrong["userErrors"][0]["field"] == ["input", "evidence"]
    told = await change(
        client, "mergeSuggestionDismiss", f"{pair}, evidence: {evidence}", "person { id }"
    )
    assert told == {"person": {"id": ids[0]}, "userErrors": []}
    assert (await ask(client, query))["mergeSuggestions"]["nodes"] == []
