"""What a browser and a supervisor see: pages that need nothing from elsewhere, and health."""

import re
from importlib.resources import files

import httpx
import pytest
from graphql import parse, validate

from api.health import Health
from api.schema import build_schema
from api.settings import ApiSettings
from graph.database import Database, open_database
from graph.errors import DatabaseUnavailable
from graph.schema import prepare
from graph.settings import read_settings
from tests.api.conftest import running
from tests.engines import Engine

pytestmark = pytest.mark.usefixtures("world")

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OUTSIDE = re.compile(r"""(?:src|href|url|import)\s*[=(]\s*["']?(?:https?:)?//""")


async def test_the_explorer_is_served_in_development_only(engine: Engine) -> None:
    async with running(engine.settings, ApiSettings(development=True)) as client:
        page = await client.get("/graphql", headers=BROWSER)
        assert page.status_code == 200
        assert '<input id="key"' in page.text
        # A program that reads by GET is told that only POST is answered.
        response = await client.get("/graphql", params={"query": "{ __typename }"})
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
        assert (await client.get("/openapi.json")).status_code == 200
    async with running(engine.settings) as client:
        assert (await client.get("/graphql", headers=BROWSER)).status_code == 405
        assert (await client.get("/openapi.json")).status_code == 404


async def test_pages_take_nothing_from_elsewhere(engine: Engine) -> None:
    async with running(engine.settings, ApiSettings(development=True)) as client:
        for path in ("/", "/graphql"):
            page = await client.get(path, headers=BROWSER)
            assert not OUTSIDE.search(page.text)
            policy = page.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "http" not in policy
            needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
            assert needed
            for file in needed:
                response = await client.get(file)
                assert response.status_code == 200, file
                assert response.headers["x-content-type-options"] == "nosniff"


async def test_the_explorer_opens_with_the_four_questions() -> None:
    script = files("api.pages").joinpath("static", "explorer.js").read_text()
    examples = re.findall(r"^  `(# .+?)^`,$", script, re.DOTALL | re.MULTILINE)
    schema = build_schema()._schema
    asked = []
    for example in examples:
        document = parse(example)
        assert validate(schema, document) == []
        asked += re.findall(r"^  (\w+)\(", example, re.MULTILINE)
    assert asked == [
        *("coverageGaps", "interactionRecency", "championDepartures", "referenceCandidates")
    ]


def test_files_made_by_others_come_with_their_licences() -> None:
    vendor = files("api.pages").joinpath("static", "vendor")
    named = vendor.joinpath("README.md").read_text()
    for file in vendor.iterdir():
        if file.name.endswith((".js", ".css")):
            assert f"| {file.name} |" in named
    for licence in ("LICENSE-graphiql", "LICENSE-react"):
        assert "MIT License" in vendor.joinpath(licence).read_text()


@pytest.mark.parametrize("path", ["/", "/livez", "/nonsense", "/questions"])
async def test_every_answer_has_safe_headers(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert re.fullmatch(r"[0-9a-f]{16}", headers["x-request-id"])


async def test_the_openapi_page_knows_every_question_with_its_parameters(engine: Engine) -> None:
    async with running(engine.settings, ApiSettings(development=True)) as client:
        paths = (await client.get("/openapi.json")).json()["paths"]
    operation = paths["/questions/coverage_gaps"]["get"]
    assert operation["summary"] == "Whom should we know at each customer, and don't?"
    names = [parameter["name"] for parameter in operation["parameters"]]
    assert names[:3] == ["as_of", "accounts", "segments"]
    assert {"kinds", "first", "after", "order", "format"} <= set(names)


# --- health


async def test_it_lives_and_is_ready_without_a_key(client: httpx.AsyncClient) -> None:
    del client.headers["Authorization"]
    assert (await client.get("/livez")).json() == {"status": "alive"}
    response = await client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})


async def test_a_graph_that_is_behind_is_not_ready(world: Database) -> None:
    await world.write("test.forget", "MATCH (m:Migration) WHERE m.id STARTS WITH '0001' DELETE m")
    try:
        assert (await Health(world).problem()).startswith("Migrations are waiting: 0001")
    finally:
        await prepare(world)
    assert await Health(world).problem() == ""


async def test_readiness_is_asked_of_the_graph_once_a_second(world: Database) -> None:
    health = Health(world)
    with world.recorded() as statements:
        for _ in range(20):
            assert await health.problem() == ""
    assert len(statements) == 1


async def test_a_graph_that_is_gone_is_not_ready() -> None:
    settings = read_settings(graph_url="bolt://127.0.0.1:1", retry_time=0)
    async with open_database(settings) as gone:
        with pytest.raises(DatabaseUnavailable):
            await gone.ping()
        assert (await Health(gone).problem()) != ""
