"""Cursors that nobody was given."""

import base64
import json

import httpx
import pytest

KEYS: list[object] = [
    1,
    None,
    [["SEVERITY"], ["a", "b"]],
    [["SEVERITY"], [None]],
    [["SEVERITY"], [{}]],
    [["SEVERITY"], [[]], "more"],
    [],
]


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor", [*(_cursor(json.dumps(key)) for key in KEYS), _cursor("[" * 3000)]
)
async def test_they_are_refused(client: httpx.AsyncClient, cursor: str) -> None:
    for query in (
        f'{{ coverageGaps(first: 1, after: "{cursor}") {{ totalCount }} }}',
        f'{{ coverageGaps(last: 1, before: "{cursor}") {{ totalCount }} }}',
        f'{{ accounts(first: 1, after: "{cursor}") {{ totalCount }} }}',
    ):
        body = (await client.post("/graphql", json={"query": query})).json()
        assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", body

    response = await client.get("/questions/coverage_gaps", params={"first": 1, "after": cursor})
    assert response.status_code == 400


@pytest.mark.parametrize("name", ["\\ud800", "\\udfff"])
async def test_half_a_character_is_no_name(client: httpx.AsyncClient, name: str) -> None:
    cursor = _cursor(f'["NAME_ASC","{name}","acc_1"]')
    query = f'{{ accounts(first: 1, orderBy: [NAME_ASC], after: "{cursor}") {{ totalCount }} }}'
    body = (await client.post("/graphql", json={"query": query})).json()
    assert body["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT", body
