"""Every private property, every role, every path that leads to it: who sees it and who does not."""

from collections.abc import AsyncIterator, Iterator, Mapping

import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from api.declare import camel
from api.moments import current
from api.settings import ApiSettings
from graph.database import Database
from graph.keys import create_key
from graph.loading.load import load
from graph.model import EVERYONE, Reader, Type
from graph.reading.exposed import COLUMNS, Form, Link
from graph.reading.links import LINKS, ROOTS
from graph.rights import Sight, may_ask, may_see, sight
from graph.schema import prepare
from importers.catalogue import open_source
from importers.cells import moment
from importers.source import Options
from queries.all import QUESTIONS
from tests import engines
from tests.api.secrets import AS_OF, SECRETS, write_secrets
from tests.engines import Engine

CALLED = {"Account": "Secret", "Person": "Sue"}
NOWHERE = {
    *("Account.parent", "Account.subsidiaries"),
    *("Person.reports_to", "Person.reports", "Person.influences", "Decision.successor"),
}
"""Paths that lead from the one account or person to another one, whom there is not."""
Clients = Mapping[Reader, httpx.AsyncClient]


@pytest.fixture(scope="module")
async def world(connected: Database, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The graph of `secrets.py`."""
    await engines.empty(connected)
    await prepare(connected)
    folder = write_secrets(tmp_path_factory.mktemp("secrets"))
    await load(connected, open_source("csv", folder, Options(taken_at=moment("2026-06-01"))))
    return connected


@pytest.fixture(scope="module")
async def ids(world: Database) -> Mapping[str, str]:
    """The id of the one node of each kind."""
    rows = await world.read("tests.ids", "MATCH (n) RETURN head(labels(n)) AS label, n.id AS id")
    return {row["label"]: row["id"] for row in rows}


@pytest.fixture(scope="module")
async def clients(engine: Engine, world: Database) -> AsyncIterator[Clients]:
    """A client of the service for each role."""
    app: FastAPI = create_app(
        engine.settings, ApiSettings(calls_per_minute=10**6, nodes_per_minute=10**9)
    )
    async with app.router.lifespan_context(app):
        made = {}
        for role in Reader:
            key, _ = await create_key(
                world, name=f"the {role}", role=role, days=9, now=current(), by="test"
            )
            made[role] = httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url="http://rapport",
                headers={"Authorization": f"Bearer {key}"},
            )
        yield made
        for client in made.values():
            await client.aclose()


def test_every_private_property_is_tried() -> None:
    private = {
        (label, column.name)
        for label, columns in COLUMNS.items()
        for column in columns.values()
        if column.readers != EVERYONE
    }
    assert private == SECRETS.keys()


def _value(label: str, name: str) -> str:
    """The selection of a property."""
    inner = " { amount }" if COLUMNS[label][name].type is Type.MONEY else ""
    return f"{camel(name)}{inner}"


def _through(link: Link, inner: str) -> str:
    """The selection of what stands at the end of a link."""
    if link.form is Form.CONNECTION:
        return f"{camel(link.name)}(first: 5) {{ edges {{ node {{ {inner} }} }} }}"
    if link.form is Form.LIST and link.columns:
        return f"{camel(link.name)} {{ {link.node_name} {{ {inner} }} }}"
    return f"{camel(link.name)} {{ {inner} }}"


def _reads(label: str, name: str, ids: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every way to read a property: directly, by id, in a fragment, and over each edge."""
    value, id_ = _value(label, name), ids[label]
    yield "node", f'{{ node(id: "{id_}") {{ ... on {label} {{ secret: {value} }} }} }}'
    yield "nodes", f'{{ nodes(ids: ["{id_}"]) {{ ... on {label} {{ {value} }} }} }}'
    yield (
        "fragment",
        f'query {{ node(id: "{id_}") {{ ...All }} }} fragment All on {label} {{ {value} }}',
    )
    if label in ("Account", "Person"):
        yield "by id", f'{{ {label.lower()}(by: {{id: "{id_}"}}) {{ {value} }} }}'
        found = f"nodes {{ ... on {label} {{ {value} }} }}"
        yield "search", f'{{ search(text: "{CALLED[label]}", first: 5) {{ {found} }} }}'
    for root in ROOTS.values():
        if root.to == (label,):
            yield f"list {root.name}", f"{{ {_through(root, value)} }}"
    for start, links in LINKS.items():
        for link in links.values():
            if label in link.to and start in ids:
                over = _through(link, f"... on {label} {{ {value} }}" if link.to[1:] else value)
                yield (
                    f"{start}.{link.name}",
                    f'{{ node(id: "{ids[start]}") {{ ... on {start} {{ {over} }} }} }}',
                )


async def _ask(client: httpx.AsyncClient, query: str) -> str:
    response = await client.post("/graphql", json={"query": query})
    return response.text


@pytest.mark.parametrize(("label", "name"), SECRETS, ids=".".join)
async def test_who_reads_a_property_on_every_path(
    clients: Clients, ids: Mapping[str, str], label: str, name: str
) -> None:
    secret = SECRETS[label, name]
    paths = dict(_reads(label, name, ids))
    assert len(paths) > 3
    seen = {
        (path, role)
        for path, query in paths.items()
        for role, client in clients.items()
        if secret in await _ask(client, query)
    }

    allowed = {
        role
        for role in Reader
        if may_see(role, label) and sight(role, COLUMNS[label][name].readers) is Sight.ALWAYS
    }
    reachable = {path for path, role in seen if role is Reader.ADMIN}
    assert paths.keys() - reachable <= NOWHERE
    over_what_some_may_not_see = {
        (path, role)
        for path in reachable
        for role in allowed
        if not may_see(role, path.partition(".")[0])
    }
    assert seen == {(p, r) for p in reachable for r in allowed} - over_what_some_may_not_see


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("question", QUESTIONS)
async def test_what_a_question_tells_each_role(clients: Clients, question: str, form: str) -> None:
    needed = {"act": "quote"} if question == "reference_candidates" else {}
    for role, client in clients.items():
        response = await client.get(
            f"/questions/{question}", params={"as_of": AS_OF, "format": form, **needed}
        )
        assert response.status_code == (200 if may_ask(role, question) else 403)
        told = {of for of, secret in SECRETS.items() if secret in response.text}
        assert told <= {
            (label, name)
            for label, name in SECRETS
            if sight(role, COLUMNS[label][name].readers) is Sight.ALWAYS
        }


@pytest.mark.parametrize(("label", "name"), SECRETS, ids=".".join)
async def test_nobody_finds_by_what_they_may_not_read(
    clients: Clients, ids: Mapping[str, str], label: str, name: str
) -> None:
    """Neither a filter nor an order may tell a hidden value, not even over another's edge."""
    lists = [root for root in ROOTS.values() if root.to == (label,)]
    edges = [
        (s, k) for s, ks in LINKS.items() for k in ks.values() if k.to == (label,) and s in ids
    ]
    for role, client in clients.items():
        if sight(role, COLUMNS[label][name].readers) is Sight.ALWAYS and may_see(role, label):
            continue
        has = "isEmpty: false" if COLUMNS[label][name].type is Type.WORDS else "isNull: false"
        filtered = f"filter: {{{camel(name)}: {{{has}}}}}"
        queries = [
            f"{{ {camel(root.name)}(first: 5, {filtered}) {{ totalCount }} }}" for root in lists
        ] + [
            f'{{ node(id: "{ids[start]}") {{ ... on {start} '
            f"{{ {camel(link.name)}(first: 5, {filtered}) {{ totalCount }} }} }} }}"
            for start, link in edges
            if link.form is Form.CONNECTION and not link.columns
        ]
        for query in queries:
            assert "FORBIDDEN" in await _ask(client, query), (role, query)
