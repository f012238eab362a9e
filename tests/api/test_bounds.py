"""Changes that cannot be true come back as user errors, and nothing is kept of them."""

from typing import Any

import httpx
import pytest

from graph.database import Database
from tests.api.answering import ACME, ANN

_WHO = f'person: "{ANN}"'
_WHERE = f'account: "{ACME}"'
_FIRST = 'since: "2026-02-01T00:00:00Z"'
_BEFORE = 'until: "2026-01-01T00:00:00Z"'


async def refused(client: httpx.AsyncClient, name: str, given: str, key: str) -> Any:
    """What was wrong with a change."""
    query = f"mutation {{ {name}(input: {{{given}}}) {{ userErrors {{ field code message }} }} }}"
    headers = {"Authorization": f"Bearer {key}"}
    body = (await client.post("/graphql", json={"query": query}, headers=headers)).json()
    assert "errors" not in body, body
    return body["data"][name]["userErrors"]


async def size(database: Database) -> int:
    """How many nodes there are."""
    return int((await database.read("t", "MATCH (n) RETURN count(n) AS n"))[0]["n"])


_CADENCE = (
    "cadences must read role=days, such as champion=14, with 1 to 3650 days, or role=; got {}."
)


@pytest.mark.parametrize(
    ("name", "given", "field", "message"),
    [
        (
            "accountUpsert",
            'name: "Acme", arr: "999999999999999", currency: "CLF"',
            "arr",
            "An amount of 999999999999999 CLF is too large.",
        ),
        (
            "policySet",
            'segment: "smb", cadences: ["champion=99999999999999999999999"], contacts: 1',
            "cadences",
            _CADENCE.format("'champion=99999999999999999999999'"),
        ),
        (
            "policySet",
            'segment: "smb", cadences: ["champion:14"], contacts: 1',
            "cadences",
            _CADENCE.format("'champion:14'"),
        ),
        (
            "policySet",
            'segment: "smb", cadences: ["champion=14"], contacts: -1',
            "contacts",
            "contacts must lie between 0 and 1000.",
        ),
        (
            "policySet",
            'segment: "smb", cadences: ["champion=14"], contacts: 1, executiveDays: -3',
            "executiveDays",
            "executive_days must lie between 1 and 3650.",
        ),
        (
            "policySet",
            'segment: "", cadences: ["champion=14"], contacts: 1',
            "segment",
            "segment must not be blank.",
        ),
        (
            "sentimentRecord",
            f"{_WHO}, kind: JUDGEMENT, score: 99",
            "score",
            "score must lie between -1 and 1.",
        ),
        (
            "sentimentRecord",
            f"{_WHO}, kind: JUDGEMENT, score: 1e308",
            "score",
            "score must lie between -1 and 1.",
        ),
        (
            "sentimentRecord",
            f"{_WHO}, kind: NPS, raw: 5, scaleMin: 5, scaleMax: 5",
            "scaleMax",
            "scale_max must lie above scale_min, which is 5.",
        ),
        (
            "sentimentRecord",
            f"{_WHO}, kind: NPS, raw: 50",
            "raw",
            "raw must lie between 0 and 10, the answers of its scale.",
        ),
        (
            "preferenceSet",
            f"{_WHO}, preferredFrequencyDays: -5",
            "preferredFrequencyDays",
            "preferred_frequency_days must lie between 1 and 3650.",
        ),
        (
            "touchpointLog",
            f'channel: CALL, attended: ["{ANN}"], minutes: -2147483648',
            "minutes",
            "minutes must lie between 0 and 525600.",
        ),
        (
            "accountUpsert",
            'name: "Nix", employees: -1',
            "employees",
            "employees must be at least 0.",
        ),
        (
            "accountUpsert",
            'name: "Nix", currency: "nonsense"',
            "currency",
            "currency must be a code of three capital letters, such as USD.",
        ),
        (
            "accountUpsert",
            'name: "Nix", arr: "1", currency: "usd"',
            "currency",
            "currency must be a code of three capital letters, such as USD.",
        ),
        ("accountUpsert", 'name: "   "', "name", "name must not be blank."),
        (
            "personUpsert",
            'name: "A\\u0000nn"',
            "name",
            "name must not hold a NUL or half a character.",
        ),
        (
            "accountUpsert",
            f'id: "{ACME}", parent: "{ACME}"',
            "parent",
            "parent must be another account.",
        ),
        (
            "accountUpsert",
            f'id: "{ACME}", name: null',
            "name",
            "name must not be empty.",
        ),
        (
            "reportingLineSet",
            f'{_WHO}, manager: "{ANN}"',
            "manager",
            "manager must be another person.",
        ),
        (
            "influenceSet",
            f'{_WHO}, influenced: "{ANN}"',
            "influenced",
            "influenced must be another person.",
        ),
        (
            "stakeholderRoleSet",
            f'{_WHO}, {_WHERE}, role: "champion", confidence: 77',
            "confidence",
            "confidence must lie between 0 and 1.",
        ),
        (
            "stakeholderRoleSet",
            f'{_WHO}, {_WHERE}, role: "champion", {_FIRST}, {_BEFORE}',
            "until",
            "until must not lie before since.",
        ),
        (
            "stakeholderRoleSet",
            f'{_WHO}, {_WHERE}, role: "champion", {_BEFORE}',
            "until",
            "until must not lie before since.",
        ),
        (
            "consentGrant",
            f"{_WHO}, acts: [QUOTE], {_FIRST}, {_BEFORE}",
            "until",
            "until must not lie before since.",
        ),
        ("consentGrant", f"{_WHO}, acts: []", "acts", "acts must not be empty."),
        ("goalSet", _WHO, "text", "text must not be empty."),
        ("goalSet", 'text: "Cut downtime"', "person", "person must not be empty."),
    ],
)
async def test_a_change_that_cannot_be_true(
    client: httpx.AsyncClient,
    world: Database,
    keys: dict[str, str],
    name: str,
    given: str,
    field: str,
    message: str,
) -> None:
    before = await size(world)
    errors = await refused(client, name, given, keys["admin"])
    assert errors == [{"field": ["input", field], "code": "BAD_USER_INPUT", "message": message}]
    assert await size(world) == before


async def test_a_consent_that_never_made_sense_can_still_be_taken_back(
    client: httpx.AsyncClient, world: Database, keys: dict[str, str]
) -> None:
    query = f"mutation {{ consentGrant(input: {{{_WHO}, acts: [QUOTE]}}) {{ consent {{ id }} }} }}"
    granted = (await client.post("/graphql", json={"query": query})).json()
    id_ = granted["data"]["consentGrant"]["consent"]["id"]
    await world.write("t", "MATCH (c:Consent {id: $id}) SET c.acts = [], c.until = 1", {"id": id_})
    assert await refused(client, "consentRevoke", f'id: "{id_}"', keys["admin"]) == []
