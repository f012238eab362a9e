"""`python -m bench.bare STATEMENTS PORT`: the same Cypher behind a bare FastAPI endpoint.

What one would write by hand for exactly these reads: the official driver, orjson, and no rights, no
limits, no schema. It is the floor that GraphQL is compared with. STATEMENTS is a JSON file with
the statement of each read by its name; a request sends the ids of accounts.
"""

import os
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import uvicorn
from fastapi import FastAPI, Request, Response
from neo4j import AsyncDriver, AsyncGraphDatabase, RoutingControl

URL, USER, PASSWORD, DATABASE = (
    f"BENCH_GRAPH_{name}" for name in ("URL", "USER", "PASSWORD", "DATABASE")
)
"""Environment variables that say where the graph is."""


@dataclass(frozen=True)
class Statement:
    """The Cypher of a read; `ids` names the parameter that holds the ids of the accounts."""

    text: str
    parameters: Mapping[str, Any]
    ids: str


def create_app(statements: Mapping[str, Statement]) -> FastAPI:
    """The endpoint, for these statements."""
    database = os.environ.get(DATABASE)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        auth = (os.environ[USER], os.environ[PASSWORD])
        async with AsyncGraphDatabase.driver(os.environ[URL], auth=auth) as driver:
            app.state.driver = driver
            yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)

    @app.post("/read/{name}")
    async def read(name: str, request: Request) -> Response:
        driver: AsyncDriver = request.app.state.driver
        statement = statements[name]
        parameters = {
            **statement.parameters,
            "as_of": time.time_ns() // 1_000_000,
            statement.ids: orjson.loads(await request.body()),
        }
        found = await driver.execute_query(
            statement.text, parameters, database_=database, routing_=RoutingControl.READ
        )
        answer = [record["answer"] for record in found.records]
        return Response(orjson.dumps(answer), media_type="application/json")

    return app


if __name__ == "__main__":
    told = orjson.loads(Path(sys.argv[1]).read_bytes())
    uvicorn.run(
        create_app({name: Statement(**each) for name, each in told.items()}),
        port=int(sys.argv[2]),
        log_config=None,
        access_log=False,
        server_header=False,
    )
