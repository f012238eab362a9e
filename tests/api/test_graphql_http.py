"""GraphQL over HTTP, from outside: who gets in, what is refused, and in which words."""

import asyncio
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from api.cost import MOST_NODES
from api.settings import ApiSettings
from graph.audit import read_audit
from graph.database import Database
from graph.keys import read_keys
from tests.api.conftest import running
from tests.api.story import AS_OF
from tests.engines import Engine

GRAPHQL = "application/graphql-response+json"
NAME = '{ account(by: {domain: "acme.example"}, asOf: "%s") { name } }' % AS_OF  # noqa: UP031 - braces


async def post(client: httpx.AsyncClient, query: Any, **more: Any) -> httpx.Response:
    headers = more.pop("headers", {})
    return await client.post("/graphql", json={"query": query, **more}, headers=headers)


def told(response: httpx.Response) -> list[tuple[str, str]]:
    """Code and message of each error."""
    return [(e["extensions"]["code"], e["message"]) for e in response.json()["errors"]]


async def test_a_question_in_one_request(client: httpx.AsyncClient) -> None:
    query = """
        query Gaps($asOf: DateTime) {
          coverageGaps(first: 10, asOf: $asOf, filter: {kinds: [NEVER_TOUCHED]}) {
            totalCount
            nodes { severity kind role account { name } people { name } because }
          }
        }
    """
    response = await post(client, query, variables={"asOf": AS_OF}, operationName="Gaps")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    answer = response.json()
    assert answer["data"] == {
        "coverageGaps": {
            "totalCount": 1,
            "nodes": [
                {
                    "severity": "HIGH",
                    "kind": "NEVER_TOUCHED",
                    "role": "admin",
                    "account": {"name": "Acme Robotics"},
                    "people": [{"name": "Bo Lund"}],
                    "because": "Nobody of us was ever in touch with Bo Lund, "
                    "admin at Acme Robotics.",
                }
            ],
        }
    }
    cost = answer["extensions"]["cost"]
    left = cost.pop("left")  # fills up again as time goes by
    assert cost == {"nodes": 1000, "limit": MOST_NODES, "perMinute": 10**9}
    assert 10**9 - 1000 <= left <= 10**9


# --- who gets in


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (None, "Who asks? Send an API key as 'Authorization: Bearer rap_...'"),
        ("Basic YW5uOnNlY3JldA==", "Only bearer keys are understood."),
        ("Bearer ", "The key is not known here, or it has expired or was revoked."),
        (f"Bearer rap_{'A' * 43}", "The key is not known here, or it has expired or was revoked."),
    ],
)
async def test_without_a_key_nobody_gets_in(
    client: httpx.AsyncClient, header: str | None, why: str
) -> None:
    del client.headers["Authorization"]
    response = await post(client, NAME, headers={"Authorization": header} if header else {})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == 'Bearer realm="rapport"'
    [(code, message)] = told(response)
    assert code == "UNAUTHENTICATED"
    assert message.startswith(why)


async def test_keys_appear_in_no_log(
    client: httpx.AsyncClient, keys: Mapping[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await post(client, NAME)
    await client.get("/questions", headers={"Authorization": f"Bearer {keys['admin']}x"})
    assert "POST /graphql 200" in caplog.text
    assert not any(key[8:] in caplog.text for key in keys.values())


async def test_the_log_names_the_request_the_key_and_the_operation(
    client: httpx.AsyncClient, world: Database, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "rapport.requests")
    response = await post(
        client,
        "query Who { __typename }",
        operationName="Who",
        headers={"X-Request-Id": "from-the-proxy-7"},
    )
    assert response.headers["x-request-id"] == "from-the-proxy-7"
    [key] = [key.id for key in await read_keys(world) if key.role == "csm"]
    [line] = [r.getMessage() for r in caplog.records if r.name == "rapport.requests"]
    assert line.startswith("from-the-proxy-7 POST /graphql 200")
    assert line.endswith(f"key={key} operation=Who")


async def test_a_request_id_that_could_forge_a_log_line_is_replaced(
    client: httpx.AsyncClient,
) -> None:
    response = await post(client, NAME, headers={"X-Request-Id": "a b\tc" + "x" * 100})
    assert len(response.headers["x-request-id"]) == 16


# --- what is understood


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"{", "The body is not JSON"),
        (b"[1]", "One operation per request: batches are not answered."),
        (b'"text"', "The body must be a JSON object with a `query`."),
        (b"{}", "`query` must hold the text of a GraphQL document."),
        (b'{"query": " "}', "`query` must hold the text of a GraphQL document."),
        (b'{"query": {"a": 1}}', "`query` must hold the text of a GraphQL document."),
        (b'{"query": "{a}", "variables": []}', "`variables` must be a JSON object."),
        (b'{"query": "{a}", "operationName": 1}', "`operationName` must be the name"),
        (b'{"query": "{a}", "operationName": "A\\nB"}', "`operationName` must be the name"),
        (b'{"query": "{a}", "extensions": 1}', "`extensions` must be a JSON object."),
    ],
)
async def test_a_body_of_another_shape_is_refused(
    client: httpx.AsyncClient, body: bytes, why: str
) -> None:
    headers = {"Content-Type": "application/json"}
    response = await client.post("/graphql", content=body, headers=headers)
    assert response.status_code == 400
    [(code, message)] = told(response)
    assert code == "BAD_USER_INPUT"
    assert message.startswith(why)


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""],
)
async def test_only_json_is_taken_so_no_page_of_another_site_can_post(
    client: httpx.AsyncClient, content_type: str
) -> None:
    body = b'{"query": "{ __typename }"}'
    headers = {"Content-Type": content_type}
    response = await client.post("/graphql", content=body, headers=headers)
    assert response.status_code == 415
    assert "access-control-allow-origin" not in response.headers


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS"])
async def test_only_posts_are_answered(client: httpx.AsyncClient, method: str) -> None:
    response = await client.request(method, "/graphql", params={"query": "{ __typename }"})
    assert response.status_code == 405
    assert response.headers["allow"] == "POST"


async def test_a_body_may_be_as_large_as_the_limit_and_no_larger(
    client: httpx.AsyncClient,
) -> None:
    def body(size: int) -> bytes:
        start, end = b'{"query": "{ __typename }", "variables": {"pad": "', b'"}}'
        return start + b"x" * (size - len(start) - len(end)) + end

    async def sent(size: int, *, announced: bool) -> int:
        async def pieces() -> Any:
            yield body(size)

        content = body(size) if announced else pieces()
        headers = {"Content-Type": "application/json"}
        return (await client.post("/graphql", content=content, headers=headers)).status_code

    limit = 256 * 1024
    for announced in (True, False):
        assert await sent(limit, announced=announced) == 200
        assert await sent(limit + 1, announced=announced) == 413


@pytest.mark.parametrize(
    ("accept", "answered_as", "status"),
    [
        (None, "application/json; charset=utf-8", 200),
        ("*/*", "application/json; charset=utf-8", 200),
        ("application/*", "application/json; charset=utf-8", 200),
        (f"{GRAPHQL}, application/json;q=0.9", f"{GRAPHQL}; charset=utf-8", 400),
        (GRAPHQL, f"{GRAPHQL}; charset=utf-8", 400),
    ],
)
async def test_a_document_that_cannot_run_by_what_the_client_accepts(
    client: httpx.AsyncClient, accept: str | None, answered_as: str, status: int
) -> None:
    headers = {"Accept": accept} if accept else {}
    response = await post(client, "{ nothing }", headers=headers)
    assert (response.headers["content-type"], response.status_code) == (answered_as, status)
    assert "data" not in response.json()
    assert (await post(client, NAME, headers=headers)).status_code == 200


async def test_a_client_that_accepts_no_json_is_told_so(client: httpx.AsyncClient) -> None:
    response = await post(client, NAME, headers={"Accept": "text/html"})
    assert response.status_code == 406


async def test_one_of_several_operations_is_named(client: httpx.AsyncClient) -> None:
    two = "query A { __typename } query B { viewer { role } }"
    answer = (await post(client, two, operationName="B")).json()
    assert answer["data"] == {"viewer": {"role": "CSM"}}
    assert told(await post(client, two)) == [
        (
            "BAD_USER_INPUT",
            "The document holds several operations; name one in `operationName`.",
        )
    ]
    assert told(await post(client, two, operationName="C")) == [
        ("BAD_USER_INPUT", "The document holds no operation named C.")
    ]


# --- limits


async def test_validation_messages_stay_readable(client: httpx.AsyncClient) -> None:
    response = await post(client, "{ accounts(first: 1) { nodes { nam } } }")
    [error] = response.json()["errors"]
    assert error["message"] == "Cannot query field 'nam' on type 'Account'."
    assert error["locations"] == [{"line": 1, "column": 32}]
    assert error["extensions"] == {
        "code": "BAD_USER_INPUT",
        "requestId": response.headers["x-request-id"],
    }


async def test_a_variable_of_the_wrong_type_is_named_and_nothing_runs(
    client: httpx.AsyncClient, world: Database
) -> None:
    query = "query ($n: Int!) { accounts(first: $n) { totalCount } }"
    with world.recorded() as statements:
        response = await post(client, query, variables={"n": "ten"})
    assert "data" not in response.json()
    [(code, message)] = told(response)
    assert code == "BAD_USER_INPUT"
    assert message.startswith("Variable '$n' ")
    assert statements == []


async def test_ten_thousand_nodes_may_be_asked_for_and_no_more(
    client: httpx.AsyncClient, world: Database
) -> None:
    people = "stakeholders(first: 100) { totalCount }"
    within = await post(client, f"{{ accounts(first: 100) {{ nodes {{ {people} }} }} }}")
    assert within.json()["extensions"]["cost"]["nodes"] == 10_000

    more = f"{people} touchpoints(first: 1) {{ totalCount }}"
    with world.recorded() as statements:
        beyond = await post(client, f"{{ accounts(first: 100) {{ nodes {{ {more} }} }} }}")
    assert told(beyond) == [
        (
            "COST_LIMIT_EXCEEDED",
            "The operation may read 10,100 nodes; at most 10,000 may be. "
            "Ask for smaller pages (`first`).",
        )
    ]
    assert statements == []


async def test_only_an_admin_reads_the_schema_in_production(
    client: httpx.AsyncClient, keys: Mapping[str, str], world: Database
) -> None:
    schema = "{ __schema { queryType { name } } }"
    assert told(await post(client, schema)) == [
        ("FORBIDDEN", "The schema can be read with an admin's key, or in development mode.")
    ]
    [denial, *_] = await read_audit(world)
    assert (denial.action, denial.target) == ("denied", "schema")
    headers = {"Authorization": f"Bearer {keys['admin']}"}
    answer = (await post(client, schema, headers=headers)).json()
    assert answer["data"] == {"__schema": {"queryType": {"name": "Query"}}}


async def test_in_development_every_key_reads_the_schema(
    engine: Engine, keys: Mapping[str, str]
) -> None:
    async with running(engine.settings, ApiSettings(development=True)) as client:
        headers = {"Authorization": f"Bearer {keys['reader']}"}
        response = await post(client, "{ __schema { queryType { name } } }", headers=headers)
        assert response.json()["data"] == {"__schema": {"queryType": {"name": "Query"}}}


async def test_a_key_that_calls_too_often_is_told_when_to_come_back(
    engine: Engine, keys: Mapping[str, str]
) -> None:
    async with running(engine.settings, ApiSettings(calls_per_minute=2)) as client:
        csm = {"Authorization": f"Bearer {keys['csm']}"}
        for _ in range(2):
            assert (await post(client, NAME, headers=csm)).status_code == 200
        response = await post(client, NAME, headers=csm)
        assert response.status_code == 429
        assert 1 <= int(response.headers["retry-after"]) <= 30
        [(code, message)] = told(response)
        assert code == "THROTTLED"
        assert message.startswith("This key may use 2 calls a minute; try again in ")
        leader = {"Authorization": f"Bearer {keys['leader']}"}
        assert (await post(client, NAME, headers=leader)).status_code == 200


async def test_a_key_that_reads_too_much_waits_too(engine: Engine, keys: Mapping[str, str]) -> None:
    async with running(engine.settings, ApiSettings(nodes_per_minute=10_000)) as client:
        client.headers["Authorization"] = f"Bearer {keys['csm']}"
        query = "{ accounts(first: 60) { nodes { stakeholders(first: 100) { totalCount } } } }"
        first = (await post(client, query)).json()
        assert 4_000 <= first["extensions"]["cost"]["left"] < 5_000
        second = await post(client, query)
        assert second.status_code == 429
        assert 1 <= int(second.headers["retry-after"]) <= 12


async def test_a_request_has_a_deadline(engine: Engine, keys: Mapping[str, str]) -> None:
    async with running(engine.settings, ApiSettings(request_timeout=0.0001)) as client:
        client.headers["Authorization"] = f"Bearer {keys['csm']}"
        in_csv = await client.get("/questions/coverage_gaps", params={"first": "10"})
        assert in_csv.status_code == 503
        response = await post(client, "{ coverageGaps(first: 10) { totalCount } }")
        assert response.status_code == 503
        assert told(response) == [("UNAVAILABLE", "The request took longer than 0.0001 seconds.")]


async def test_what_a_role_may_not_ask_leaves_an_audit_entry(
    client: httpx.AsyncClient, keys: Mapping[str, str], world: Database
) -> None:
    headers = {"Authorization": f"Bearer {keys['reader']}", "X-Request-Id": "r-1"}
    response = await post(
        client, "{ championDepartures(first: 1) { totalCount } }", headers=headers
    )
    [(code, message)] = told(response)
    assert code == "FORBIDDEN"
    assert message.startswith("A key with role reader may not ask champion_departures")
    [denial, *_] = await read_audit(world)
    assert (denial.action, denial.target, denial.request) == (
        "denied",
        "championDepartures",
        "r-1",
    )


async def test_fifty_requests_at_once_get_their_own_answers(client: httpx.AsyncClient) -> None:
    answers = await asyncio.gather(*(post(client, f"{{ a{n}: __typename }}") for n in range(50)))
    assert [a.json()["data"] for a in answers] == [{f"a{n}": "Query"} for n in range(50)]
