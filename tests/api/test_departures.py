"""Departures through GraphQL: who may decide, what comes back, and who reads which word of it."""

from typing import Any

import httpx
import pytest

from graph.cases import case_id
from tests.api.answering import ACME, ANN
from tests.api.test_mutations import ask, change

CASE = case_id(ACME, ANN)
SHOWN = (
    "departure { id status person { name } account { name } successor { name } "
    "evidence { kind note } exposure { vacantRoles knownBy { teammate { name } touches } } } "
)


@pytest.mark.parametrize(
    ("name", "given", "error"),
    [
        ("departureConfirm", "", ("id", "BAD_USER_INPUT")),
        ("departureConfirm", 'id: "dep_none"', ("id", "NOT_FOUND")),
        ("departureDismiss", f'id: "{CASE}", reason: " "', ("reason", "BAD_USER_INPUT")),
        ("departureUndo", f'id: "{CASE}"', (None, "CONFLICT")),
        (
            "departureResolve",
            f'id: "{CASE}", successor: "{ANN}"',
            ("successor", "BAD_USER_INPUT"),
        ),
    ],
)
async def test_what_is_wrong_is_named(
    client: httpx.AsyncClient, name: str, given: str, error: tuple[str | None, str]
) -> None:
    payload = await change(client, name, given, "departure { id }")
    field, code = error
    expected: dict[str, Any] = {"field": None if field is None else ["input", field], "code": code}
    assert payload == {"departure": None, "userErrors": [expected]}


async def test_the_story_of_a_departure(client: httpx.AsyncClient) -> None:
    reported = await change(
        client,
        "departureReport",
        f'id: "{CASE}", note: "heard it at lunch"',
        f"signal {{ kind weight note }} {SHOWN}",
    )
    assert reported == {
        "signal": {"kind": "reported", "weight": 0.8, "note": "heard it at lunch"},
        "departure": {
            "id": CASE,
            "status": "SUSPECTED",
            "person": {"name": "Ann Reyes"},
            "account": {"name": "Acme Robotics"},
            "successor": None,
            "evidence": [{"kind": "reported", "note": "heard it at lunch"}],
            "exposure": {
                "vacantRoles": ["champion"],
                "knownBy": [{"teammate": {"name": "Mia Torres"}, "touches": 1}],
            },
        },
        "userErrors": [],
    }
    allowed = await change(
        client,
        "consentGrant",
        f'person: "{ANN}", account: "{ACME}", acts: [QUOTE]',
        "consent { id state }",
    )
    id_ = allowed["consent"].pop("id")
    assert allowed["consent"] == {"state": "IN_FORCE"}
    confirmed = await change(
        client,
        "departureConfirm",
        f'person: "{ANN}", account: "{ACME}", reason: "she told me"',
        "decision { verdict reason undoneAt } departure { status }",
    )
    assert confirmed == {
        "decision": {"verdict": "CONFIRMED", "reason": "she told me", "undoneAt": None},
        "departure": {"status": "CONFIRMED"},
        "userErrors": [],
    }
    consent = f'node(id: "{id_}") {{ ... on Consent {{ state steps {{ nodes {{ reason }} }} }} }}'
    shown = await ask(client, consent.replace("steps", "steps(first: 5)"))
    assert shown["node"] == {
        "state": "ENDED",
        "steps": {"nodes": [{"reason": "Ann Reyes left Acme Robotics"}]},
    }
    again = await change(client, "departureConfirm", f'id: "{CASE}"', "decision { id }")
    assert again == {"decision": None, "userErrors": [{"field": None, "code": "CONFLICT"}]}
    bo = (await ask(client, 'person(by: {email: "bo@acme.example"}) { id }'))["person"]["id"]
    resolved = await change(
        client,
        "departureResolve",
        f'id: "{CASE}", successor: "{bo}", roles: ["champion"]',
        "decision { successor { name roles(first: 5) { edges { role } } } } "
        "departure { status successor { name } }",
    )
    assert resolved == {
        "decision": {
            "successor": {
                "name": "Bo Lund",
                "roles": {"edges": [{"role": "admin"}, {"role": "champion"}]},
            }
        },
        "departure": {"status": "RESOLVED", "successor": {"name": "Bo Lund"}},
        "userErrors": [],
    }
    for status in ("CONFIRMED", "SUSPECTED"):
        undone = await change(
            client,
            "departureUndo",
            f'id: "{CASE}"',
            "decision { unrestored } departure { status }",
        )
        assert undone == {
            "decision": {"unrestored": []},
            "departure": {"status": status},
            "userErrors": [],
        }
    dismissed = await change(
        client, "departureDismiss", f'id: "{CASE}", reason: "met her"', "departure { status }"
    )
    assert dismissed == {"departure": {"status": "DISMISSED"}, "userErrors": []}
