"""`GET /report`: the leadership report as a page or a file, for leaders and admins."""

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from api.edge import edge_of, note_denial
from api.parameters import chosen
from api.report.formats import MEDIA_TYPES, Format, file_name, written
from api.report.making import make_report
from api.report.wanted import report_wanted
from graph.errors import BadInput, Forbidden
from graph.rights import check_reports

PARAMETERS = ("as_of", "compare_to", "teams_only", "format")
NODES = 10_000
"""What a report takes from a key's allowance: it asks every question about every account."""
NOTHING_BUT_ITSELF = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
"""Content-Security-Policy of the page."""


async def answer_report(request: Request) -> Response:
    """Make the report that the query string asks for."""
    edge = edge_of(request)
    context = await edge.admit(request)
    await _check_right(context)
    said = _said(request)
    format_ = _format(said.get("format"), request.headers.get("accept", ""))
    wanted = report_wanted(said, context.now, teams_only=context.teams_only)
    edge.charge(edge.nodes, context.key, NODES, "nodes")
    async with edge.deadline(edge.settings.report_timeout):
        report = await make_report(context, wanted)
        body = await asyncio.to_thread(written, report, format_, edge.settings.report_fonts)
    shown = "inline" if format_ in (Format.HTML, Format.PDF) else "attachment"
    return Response(
        body,
        media_type=MEDIA_TYPES[format_],
        headers={
            "Content-Disposition": f'{shown}; filename="{file_name(report, format_)}"',
            "Content-Security-Policy": NOTHING_BUT_ITSELF,
            "Cache-Control": "no-store",
        },
    )


def report_router() -> APIRouter:
    """The route."""
    router = APIRouter(tags=["report"])
    router.add_api_route(
        "/report",
        answer_report,
        methods=["GET"],
        name="report",
        summary="The leadership report of a day, compared with an earlier one.",
        openapi_extra={"parameters": _documented()},
    )
    return router


async def _check_right(context: Context) -> None:
    try:
        check_reports(context.key.role)
    except Forbidden:
        await note_denial(context, "report")
        raise


def _said(request: Request) -> Mapping[str, str]:
    for name in request.query_params:
        if name not in PARAMETERS:
            raise BadInput(f"There is no parameter {name}; try one of: {', '.join(PARAMETERS)}.")
    return dict(request.query_params)


def _format(said: str | None, accept: str) -> Format:
    """The format named, else the first that the client accepts, else HTML."""
    if said:
        return Format(chosen("format", said, list(Format)))
    wanted = accept.partition(",")[0].partition(";")[0].strip()
    types = {format_: media.partition(";")[0] for format_, media in MEDIA_TYPES.items()}
    return next((format_ for format_, media in types.items() if media == wanted), Format.HTML)


def _documented() -> list[Mapping[str, Any]]:
    schemas: Mapping[str, Mapping[str, Any]] = {
        "as_of": {"type": "string", "format": "date"},
        "compare_to": {"type": "string", "format": "date"},
        "teams_only": {"type": "boolean"},
        "format": {"type": "string", "enum": list(Format)},
    }
    return [
        {"name": name, "in": "query", "required": False, "schema": schema}
        for name, schema in schemas.items()
    ]
