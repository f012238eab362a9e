"""Imports over HTTP: upload an export, ask how far it has come, fetch the rows it could not use.

POST /imports?source=…&file=…     the body is the file: 202 with the run's id, at once
GET  /imports/{id}                how the run stands
GET  /imports/{id}/rejects        the rows that could not be used, as CSV
"""

import asyncio
import csv
import io
import logging
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

import orjson
from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from api.context import Context
from api.csv_text import csv_cell
from api.edge import Edge, edge_of, note_denial
from api.faults import Refused, refused
from api.import_options import Upload
from api.moments import rfc3339
from api.staging import Job, Staged, TooLarge, file_name
from graph.audit import Deed, note_alone
from graph.errors import BadInput, Forbidden, NotFound, RapportError, Throttled
from graph.ids import id_from, label_of
from graph.loading.rejects import COLUMNS, lines_of, read_rejects
from graph.loading.runs import queue_run, read_run
from graph.model import IMPORT_RUN, Property, Type
from graph.rights import check_changes, check_sees
from graph.statement import Reject
from importers.catalogue import SOURCES, check_who_we_are

MOST_WAITING = 20
"""Uploads that may wait or be under way at once; further ones are refused."""
SLOWEST_SECONDS = 3600
"""How long one upload may take to come in."""

log = logging.getLogger("rapport.imports")


async def upload(request: Request) -> Response:
    """Take an export in and let it be imported in the background."""
    edge = edge_of(request)
    context = await edge.admit(request)
    await _check_right(context)
    options, name = _asked(request)
    if edge.uploads.waiting >= MOST_WAITING or edge.coming.locked():
        raise refused(Throttled("Too many uploads wait; try again later."), Retry_After="60")
    _check_announced(request, edge.settings.upload_limit)
    _check_plain(request)
    run = id_from("ImportRun", secrets.token_hex(16))
    async with edge.coming:
        with _told_of_disk():
            staged = await _staged(request, edge, context, options, name, run)
    edge.uploads.submit(staged, options.source)
    return _json({"id": run, "state": "queued"}, 202, Location=f"/imports/{run}")


async def _staged(
    request: Request, edge: Edge, context: Context, options: Upload, name: str, run: str
) -> Staged:
    """The upload as it waits on disk, its run in the graph; neither where anything fails."""
    staged = edge.uploads.staging.new(run)
    try:
        await _take_in(request, edge, staged, name)
        deed = Deed(context.key.id or context.key.name, "import", run, context.request_id)
        await queue_run(edge.database, run, options.source, name, deed, context.now)
        staged.note(Job(run=run, file=name, options=options))
    except BaseException:
        staged.remove()
        raise
    return staged


@contextmanager
def _told_of_disk() -> Iterator[None]:
    """Whatever keeps a file from being written becomes a refusal, and stands in the log."""
    try:
        yield
    except OSError as error:
        log.error("an upload cannot be kept: %s", error)
        why = "The service cannot keep the upload: whoever runs it finds in its log why."
        raise Refused(RapportError(why), 507) from None


async def show_run(request: Request) -> Response:
    """How a run stands."""
    edge = edge_of(request)
    context = await edge.admit(request)
    check_sees(context.key.role, "ImportRun")
    return _json(await _run(edge, request, context))


async def download_rejects(request: Request) -> Response:
    """The rows that a run could not use, as CSV."""
    edge = edge_of(request)
    context = await edge.admit(request)
    await _check_right(context)
    run = await _run(edge, request, context)
    deed = Deed(context.key.id or context.key.name, "export", run["id"], context.request_id)
    await note_alone(edge.database, deed, context.now)
    return StreamingResponse(
        _lines(read_rejects(edge.database, run["id"])),
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": 'attachment; filename="rejects.csv"'},
    )


def imports_router() -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["imports"])
    router.add_api_route("/imports", upload, methods=["POST"], openapi_extra=_DOCUMENTED)
    router.add_api_route("/imports/{id}", show_run, methods=["GET"])
    router.add_api_route("/imports/{id}/rejects", download_rejects, methods=["GET"])
    return router


_DOCUMENTED: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": name in ("source", "file"), "schema": schema}
        for name, schema in {
            "file": {"type": "string"},
            **Upload.model_json_schema()["properties"],
        }.items()
    ],
    "requestBody": {"required": True, "content": {"application/octet-stream": {}}},
}


async def _check_right(context: Context) -> None:
    try:
        check_changes(context.key.role, "import")
    except Forbidden:
        await note_denial(context, "import")
        raise


def _asked(request: Request) -> tuple[Upload, str]:
    """What the query string says of the upload; refused before anything is taken in."""
    said = dict(request.query_params)
    name = file_name(said.pop("file", ""))
    try:
        options = Upload.model_validate(said)
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        field = ".".join(str(part) for part in fault["loc"])
        raise BadInput(f"{field}: {fault['msg']}.", field) from None
    if options.source not in SOURCES:
        raise BadInput(f"There is no such source. Known are {', '.join(SOURCES)}.", "source")
    options.fullness()
    check_who_we_are(options.source, options.read_with())
    return options, name


def _check_announced(request: Request, most: int) -> None:
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise Refused(TooLarge(most), 413)


_WRAPPED = (
    "Send the file itself, as with curl --data-binary: no form, and not compressed on its way."
)


def _check_plain(request: Request) -> None:
    """Refuse a body that holds the file wrapped up in something else."""
    form = request.headers.get("content-type", "").startswith("multipart/")
    if form or request.headers.get("content-encoding", "identity") != "identity":
        raise Refused(BadInput(_WRAPPED), 415)


async def _take_in(request: Request, edge: Edge, staged: Staged, name: str) -> None:
    try:
        async with asyncio.timeout(SLOWEST_SECONDS):
            size = await staged.receive(name, request.stream(), edge.settings.upload_limit)
    except TooLarge as error:
        raise Refused(error, 413) from None
    except TimeoutError:
        raise Refused(BadInput("The upload took too long to come in."), 408) from None
    except ClientDisconnect:
        raise BadInput("The upload broke off.") from None
    if not size:
        raise BadInput("The body is empty: send the file itself, as with curl --data-binary.")


async def _run(edge: Edge, request: Request, context: Context) -> dict[str, Any]:
    id_ = request.path_params["id"]
    run = await read_run(edge.database, id_, context.now) if label_of(id_) == "ImportRun" else None
    if run is None:
        raise NotFound(f"There is no import run {id_}.")
    shown = {p.name: _shown(p, run.get(p.name)) for p in IMPORT_RUN.properties}
    del shown["fingerprint"]
    return {"id": id_, **shown}


def _shown(declared: Property, value: Any) -> Any:
    return value if value is None or declared.type is not Type.MOMENT else rfc3339(value)


async def _lines(rejects: AsyncIterator[Reject]) -> AsyncIterator[str]:
    yield _line(COLUMNS)
    async for reject in rejects:
        for line in lines_of(reject):
            yield _line(line)


def _line(cells: tuple[object, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([csv_cell(cell) for cell in cells])
    return line.getvalue()


def _json(content: dict[str, Any], status: int = 200, **headers: str) -> Response:
    return Response(orjson.dumps(content), status, headers, media_type="application/json")
