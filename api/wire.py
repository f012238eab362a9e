"""What every request and answer has, whatever it is about: a request id, safe headers, a log line.

The log line holds the id of the key, never the key, and no part of the query string.
"""

import logging
import re
import secrets
from time import perf_counter
from urllib.parse import quote

import orjson
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.faults import STATUS, Refused, body_of, explained
from graph.errors import RapportError

log = logging.getLogger("rapport.requests")

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Of every answer that does not say otherwise itself."""


class Wire:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; an error that nobody foresaw becomes a 500 that shows no text."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["id"] = request_id
        status = 0
        started = perf_counter()

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                for name, value in SAFE_HEADERS.items():
                    headers.setdefault(name, value)
                if "etag" not in headers:
                    headers.setdefault("Cache-Control", "no-store")
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception as error:
            if status:
                raise
            response = _failure(explained(error, request_id), request_id)
            await response(scope, receive, send_with_headers)
        finally:
            key = scope["state"].get("key")
            log.info(
                "%s %s %s %d %.0f ms key=%s operation=%s",
                request_id,
                scope["method"],
                quote(scope["path"]),
                status,
                (perf_counter() - started) * 1000,
                key.id if key else "-",
                scope["state"].get("operation") or "-",
            )


async def answer_refusal(request: Request, refusal: Exception) -> Response:
    """The answer to a request that was turned away."""
    assert isinstance(refusal, Refused)
    response = _failure(refusal.error, request.state.id, refusal.status)
    response.headers.update(refusal.headers)
    return response


async def answer_failure(request: Request, error: Exception) -> Response:
    """The answer to a request that failed in a way we know."""
    return _failure(explained(error, request.state.id), request.state.id)


def _failure(error: RapportError, request_id: str, status: int | None = None) -> Response:
    return Response(
        orjson.dumps(body_of(error, request_id)),
        status_code=status or STATUS[error.code],
        media_type="application/json",
    )
