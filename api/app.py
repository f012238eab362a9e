"""The service: which paths there are, and what lives from its start to its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.routing import Route

from api.edge import Edge
from api.faults import Refused
from api.graphql_http import graphql
from api.health import Health, livez, readyz
from api.imports import imports_router
from api.meter import Meter
from api.outbox.delivering import delivering
from api.outbox.settings import OutboxSettings
from api.pages import explorer, front_page, static_files
from api.report.endpoint import report_router
from api.rest import questions_router
from api.schema import build_schema
from api.settings import ApiSettings, read_api_settings
from api.staging import Staging
from api.uploads import Uploads, environment_of, looking_after
from api.watch import watching
from api.wire import Wire, answer_failure, answer_refusal
from graph.database import open_database
from graph.errors import RapportError
from graph.keys import KeyRing
from graph.schema import prepare
from graph.settings import Settings


def create_app(
    settings: Settings, api: ApiSettings | None = None, outbox: OutboxSettings | None = None
) -> FastAPI:
    """The service on the graph that `settings` lead to; it opens the graph when it starts.

    With settings of the outbox it delivers notices as well.
    """
    limits = api or read_api_settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_database(settings) as database:
            await prepare(database)
            environment = environment_of(settings) | {
                "RAPPORT_UNPACKED_LIMIT": str(limits.unpacked_limit)
            }
            uploads = Uploads(database, Staging(limits.staging.absolute()), environment)
            edge = app.state.edge = Edge(
                database=database,
                schema=build_schema(),
                settings=limits,
                ring=KeyRing(database),
                calls=Meter(limits.calls_per_minute),
                nodes=Meter(limits.nodes_per_minute),
                health=Health(database),
                uploads=uploads,
            )
            async with (
                delivering(database, outbox),
                watching(database, limits.watch_minutes, edge.whole_company),
                looking_after(uploads),
            ):
                yield

    development = limits.development
    app = FastAPI(
        title="Rapport",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json" if development else None,
    )
    app.add_middleware(Wire)
    app.add_exception_handler(Refused, answer_refusal)
    app.add_exception_handler(RapportError, answer_failure)
    app.router.routes += [
        Route("/", front_page),
        Route("/livez", livez),
        Route("/readyz", readyz),
        Route("/graphql", graphql, methods=["POST"]),
    ]
    if development:
        app.router.routes.append(Route("/graphql", explorer))
    app.mount("/static", static_files())
    app.include_router(questions_router())
    app.include_router(report_router())
    app.include_router(imports_router())
    return app
