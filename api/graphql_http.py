"""GraphQL over HTTP: one JSON POST, one operation, checked before it runs.

In this order: key, calls left, size, JSON, limits and GraphQL's own rules, cost, then the work,
within a deadline. Answers follow the GraphQL over HTTP specification:
`application/graphql-response+json` when the client accepts it, with 400 for a document that cannot
run; `application/json` otherwise, with 200 for every answer of GraphQL's own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import ExecutionResult, GraphQLError, execute, get_operation_ast
from starlette.requests import Request
from starlette.responses import Response

from api.context import Context
from api.cost import MOST_NODES, Cost
from api.edge import Edge, edge_of, note_denial, read_body
from api.faults import Refused, as_graphql, refused
from api.limits import prepare
from api.questions import QUESTION_FIELDS
from graph.errors import BadInput, CostLimitExceeded
from graph.model import Reader

GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
NAME = re.compile(r"[_A-Za-z][_0-9A-Za-z]*")
"""A name of GraphQL's: safe to log."""


@dataclass(frozen=True)
class Operation:
    """What a client sent."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    name: str | None = None


async def graphql(request: Request) -> Response:
    """Answer one GraphQL request."""
    edge = edge_of(request)
    context = await edge.admit(request)
    media_type = accepted(request.headers.get("accept"))
    _require_json(request.headers.get("content-type"))
    operation = parsed(await read_body(request, edge.settings.body_limit))
    request.state.operation = operation.name
    answer = await answered(edge, context, operation)
    runs = "data" in answer
    return Response(
        orjson.dumps(answer),
        status_code=200 if runs or media_type == JSON else 400,
        media_type=f"{media_type}; charset=utf-8",
    )


async def answered(edge: Edge, context: Context, operation: Operation) -> dict[str, Any]:
    """The answer to an operation: `errors` alone when it could not run, else `data` as well."""
    introspection = edge.settings.development or context.key.role is Reader.ADMIN
    core = edge.schema._schema
    prepared = prepare(core, operation.query, introspection)
    if prepared.document is None:
        return await _failed(context, prepared.errors)
    chosen = get_operation_ast(prepared.document, operation.name)
    if chosen is None:
        return await _failed(context, [_no_operation(operation.name)])

    cost = Cost(core, prepared.document, operation.variables, QUESTION_FIELDS).of_operation(chosen)
    if cost > MOST_NODES:
        sentence = (
            f"The operation may read {cost:,} nodes; at most {MOST_NODES:,} may be. "
            "Ask for smaller pages (`first`)."
        )
        return await _failed(
            context, [GraphQLError(sentence, original_error=CostLimitExceeded(sentence))]
        )
    edge.charge(edge.nodes, context.key, cost, "nodes")

    async with edge.deadline():
        executed = execute(
            core,
            prepared.document,
            context_value=context,
            variable_values=operation.variables,
            operation_name=operation.name,
            executor_class=edge.schema.execution_context_class,
            hide_suggestions=not introspection,
        )
        result = executed if isinstance(executed, ExecutionResult) else await executed
    answer = await _failed(context, result.errors or [])
    # A coercion error of a variable comes from execution, but nothing ran: no `data` then.
    if result.data is not None or any(error.path for error in result.errors or []):
        answer["data"] = result.data
    extensions: dict[str, Any] = {
        "cost": {
            "nodes": cost,
            "limit": MOST_NODES,
            "left": edge.nodes.left(context.key.id or context.key.name),
            "perMinute": edge.nodes.per_minute,
        }
    }
    if context.withheld:
        extensions["withheld"] = sorted(context.withheld)
    answer["extensions"] = extensions
    return answer


async def _failed(context: Context, errors: Iterable[GraphQLError]) -> dict[str, Any]:
    shown = [as_graphql(error, context.request_id) for error in errors]
    for error in shown:
        if error["extensions"]["code"] == "FORBIDDEN":
            where = ".".join(str(part) for part in error.get("path", ["schema"]))
            await note_denial(context, where)
    return {"errors": shown} if shown else {}


def _no_operation(name: str | None) -> GraphQLError:
    if name is None:
        return GraphQLError("The document holds several operations; name one in `operationName`.")
    return GraphQLError(f"The document holds no operation named {name}.")


def parsed(body: bytes) -> Operation:
    """The operation in a body; refused when it is not one JSON object of the right shape."""
    try:
        sent = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise refused(BadInput(f"The body is not JSON: {error}.")) from None
    if isinstance(sent, list):
        raise refused(BadInput("One operation per request: batches are not answered."))
    if not isinstance(sent, dict):
        raise refused(BadInput("The body must be a JSON object with a `query`."))
    query = sent.get("query")
    variables = sent.get("variables")
    name = sent.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise refused(BadInput("`query` must hold the text of a GraphQL document."))
    if variables is not None and not isinstance(variables, dict):
        raise refused(BadInput("`variables` must be a JSON object."))
    if name is not None and not (isinstance(name, str) and NAME.fullmatch(name)):
        raise refused(BadInput("`operationName` must be the name of an operation."))
    if not isinstance(sent.get("extensions", {}), dict | None):
        raise refused(BadInput("`extensions` must be a JSON object."))
    return Operation(query, variables or {}, name)


def accepted(header: str | None) -> str:
    """The media type to answer in; refused with 406 when the client takes neither."""
    if header is None:
        return JSON
    ranges = [part.partition(";")[0].strip().lower() for part in header.split(",")]
    if GRAPHQL in ranges:
        return GRAPHQL
    if any(range_ in (JSON, "application/*", "*/*") for range_ in ranges):
        return JSON
    raise Refused(BadInput(f"Answers come as {GRAPHQL} or {JSON}."), 406)


def _require_json(content_type: str | None) -> None:
    """Only JSON: a page of another site cannot send it without asking the browser first."""
    media_type = (content_type or "").partition(";")[0].strip().lower()
    if media_type != JSON:
        raise Refused(BadInput(f"Send the operation as {JSON}."), 415)
