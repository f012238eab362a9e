"""How what goes wrong looks from outside: a status, a stable code, a sentence, a request id.

What we did not foresee never shows its text: it is logged with the request id that the answer
names.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLError

from graph.errors import BadInput, RapportError

STATUS: Mapping[str, int] = {
    "BAD_USER_INPUT": 400,
    "COST_LIMIT_EXCEEDED": 400,
    "UNAUTHENTICATED": 401,
    "FORBIDDEN": 403,
    "NOT_FOUND": 404,
    "CONFLICT": 409,
    "THROTTLED": 429,
    "INTERNAL": 500,
    "UNAVAILABLE": 503,
}

log = logging.getLogger("rapport.requests")


@dataclass
class Refused(Exception):
    """A request turned away before any work: why, and the HTTP status and headers that say so."""

    error: RapportError
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


def refused(error: RapportError, **headers: str) -> Refused:
    """A refusal with the status of the error's code; `Retry_After="3"` becomes a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Refused(error, STATUS[error.code], named)


def explained(error: BaseException, request_id: str) -> RapportError:
    """The error as the asker may see it; one that is not ours is logged and hidden."""
    if isinstance(error, RapportError):
        if error.code in ("INTERNAL", "UNAVAILABLE"):
            log.error("%s %s: %s", request_id, type(error).__name__, error.message)
        return error
    log.error("%s failed", request_id, exc_info=error)
    return RapportError(f"Something went wrong on our side; the log has it under {request_id}.")


def as_graphql(error: GraphQLError, request_id: str) -> dict[str, Any]:
    """One error of a GraphQL answer, with `extensions.code` and `extensions.requestId`.

    An error that graphql-core raised itself is about the request, and its text stays.
    """
    formatted: dict[str, Any] = dict(error.formatted)
    original = root_cause(error)
    code = str((error.extensions or {}).get("code", BadInput.code))
    if original is not None:
        shown = explained(original, request_id)
        formatted["message"] = shown.message
        code = shown.code
    formatted["extensions"] = {"code": code, "requestId": request_id}
    return formatted


def root_cause(error: GraphQLError) -> Exception | None:
    """What a resolver raised, None if the error is graphql-core's or GraphQL's own."""
    original = error.original_error
    while isinstance(original, GraphQLError):
        original = original.original_error
    return original


def body_of(error: RapportError, request_id: str) -> dict[str, Any]:
    """The JSON body of a request that failed as a whole; GraphQL clients read it too."""
    extensions = {"code": error.code, "requestId": request_id}
    return {"errors": [{"message": error.message, "extensions": extensions}]}
