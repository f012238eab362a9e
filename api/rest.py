"""`GET /questions/{name}`: every question as JSON or CSV, for spreadsheets, reports and scripts.

The query string takes the question's own parameters, `first` and `after` (or `last` and `before`),
`order` and `format`. Without `first` or `last` the answer has every row: an export, which leaves an
audit entry. A CSV has no room for warnings and for the names of what was withheld: they are JSON
lists in the headers `Rapport-Warnings` and `Rapport-Withheld`.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from api.answers import Told, as_csv, tell
from api.columns import Column, Holds, columns_of
from api.context import Context
from api.edge import edge_of, note_denial
from api.parameters import chosen, page_from, parameters_from, spoken, words_known
from graph.audit import Deed, note_alone
from graph.errors import BadInput, Forbidden, NotFound
from graph.rights import check_asks
from queries.all import QUESTIONS
from queries.catalogue import Question

PAGE = ("first", "after", "last", "before")
FORMATS = ("json", "csv")
MOST_ROWS = 10_000
"""The largest page; who wants more leaves `first` out and exports."""
NODES_OF_AN_EXPORT = 1_000
"""What an answer with every row takes from a key's allowance, whatever its length."""


async def answer_question(question: Question[Any, Any], request: Request) -> Response:
    """Answer one question."""
    edge = edge_of(request)
    context = await edge.admit(request)
    async with _denial_noted(context, question.name):
        check_asks(context.key.role, question.name)

    said = {key: request.query_params.getlist(key) for key in request.query_params}
    order = [
        chosen("order", word, list(question.orders))
        for text in said.pop("order", [])
        for word in text.split(",")
    ]
    format_ = _format(said.pop("format", []), request.headers.get("accept", ""))
    page = page_from({key: said.pop(key) for key in PAGE if key in said})
    parameters = await parameters_from(edge.database, question.parameters, said, context.now)

    size = page.first or page.last
    if size is not None and size > MOST_ROWS:
        raise BadInput(f"first and last go up to {MOST_ROWS:,}; without them every row comes.")
    edge.charge(edge.nodes, context.key, size or NODES_OF_AN_EXPORT, "nodes")
    if size is None:
        deed = Deed(context.key.id or context.key.name, "export", question.name, context.request_id)
        await note_alone(edge.database, deed, context.now)
    async with edge.deadline(), _denial_noted(context, question.name):
        told = await tell(context, question, parameters, page, order)
    return _rendered(question, told, format_)


async def list_questions(request: Request) -> Response:
    """Name every question, what it asks and what it may be asked with."""
    await edge_of(request).admit(request)
    listed = [
        {
            "name": name,
            "asks": question.meaning,
            "parameters": [spoken(column) for column in columns_of(question.parameters)],
            "order": list(question.orders),
        }
        for name, question in QUESTIONS.items()
    ]
    return Response(orjson.dumps({"questions": listed}), media_type="application/json")


async def refuse_question(request: Request) -> Response:
    """Say which questions there are to somebody who asked another."""
    await edge_of(request).admit(request)
    name = request.path_params["name"]
    raise NotFound(f"There is no question {name}; try one of: {', '.join(QUESTIONS)}.")


def questions_router() -> APIRouter:
    """The routes, one for each question, so that the documentation shows each one's parameters."""
    router = APIRouter(tags=["questions"])
    router.add_api_route("/questions", list_questions, methods=["GET"])
    for name, question in QUESTIONS.items():
        router.add_api_route(
            f"/questions/{name}",
            partial(answer_question, question),
            methods=["GET"],
            name=name,
            summary=question.meaning,
            operation_id=name,
            openapi_extra={"parameters": _documented(question)},
        )
    router.add_api_route(
        "/questions/{name}", refuse_question, methods=["GET"], include_in_schema=False
    )
    return router


@asynccontextmanager
async def _denial_noted(context: Context, question: str) -> AsyncIterator[None]:
    try:
        yield
    except Forbidden:
        await note_denial(context, question)
        raise


def _format(said: list[str], accept: str) -> str:
    if said:
        return chosen("format", said[-1], FORMATS)
    return "csv" if accept.partition(",")[0].partition(";")[0].strip() == "text/csv" else "json"


def _rendered(question: Question[Any, Any], told: Told, format_: str) -> Response:
    if format_ == "json":
        return Response(orjson.dumps(told.envelope()), media_type="application/json")
    headers = {"Content-Disposition": f'attachment; filename="{question.name}.csv"'}
    for name, words in (("Warnings", told.answer.warnings), ("Withheld", told.withheld)):
        if words:
            headers[f"Rapport-{name}"] = json.dumps(words)
    return Response(
        as_csv(question.row, told.records),
        media_type="text/csv; charset=utf-8; header=present",
        headers=headers,
    )


def _documented(question: Question[Any, Any]) -> list[Mapping[str, Any]]:
    """The OpenAPI parameters of a question."""
    page = [
        {"name": name, "in": "query", "required": False, "schema": {"type": type_}}
        for name, type_ in zip(PAGE, ("integer", "string", "integer", "string"), strict=True)
    ]
    fixed = [
        ("order", {"type": "string", "enum": list(question.orders)}),
        ("format", {"type": "string", "enum": list(FORMATS)}),
    ]
    others = [
        {"name": name, "in": "query", "required": False, "schema": schema} for name, schema in fixed
    ]
    own = [
        {
            "name": spoken(column),
            "in": "query",
            "required": column.required and column.name != "as_of",
            "schema": _schema(column),
        }
        for column in columns_of(question.parameters)
    ]
    return [*own, *page, *others]


OPENAPI_TYPES: Mapping[Holds, Mapping[str, str]] = {
    Holds.MOMENT: {"type": "string", "format": "date-time"},
    Holds.DAY: {"type": "string", "format": "date"},
    Holds.FLAG: {"type": "boolean"},
    Holds.WHOLE: {"type": "integer"},
    Holds.NUMBER: {"type": "number"},
}


def _schema(column: Column) -> Mapping[str, Any]:
    single: dict[str, Any] = dict(OPENAPI_TYPES.get(column.holds, {"type": "string"}))
    if known := words_known(column):
        single["enum"] = list(known)
    return {"type": "array", "items": single} if column.many else single
