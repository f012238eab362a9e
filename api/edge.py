"""What every request needs while the service runs, and how a request is let in."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.requests import Request
from strawberry import Schema

from api.auth import authenticate
from api.context import MOST_AT_ONCE, Context, Key
from api.faults import Refused, refused
from api.health import Health
from api.meter import Meter
from api.moments import current
from api.settings import ApiSettings
from api.uploads import Uploads
from graph.audit import Deed, note_alone
from graph.database import Database
from graph.errors import BadInput, DatabaseUnavailable, Throttled
from graph.keys import KeyRing

MOST_COMING = 4
"""Uploads that may be coming in at once."""


@dataclass
class Edge:
    """The running service: its graph, its schema, its keys and what each key has used up."""

    database: Database
    schema: Schema
    settings: ApiSettings
    ring: KeyRing
    calls: Meter
    nodes: Meter
    health: Health
    uploads: Uploads
    coming: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_COMING))
    whole_company: asyncio.Semaphore = field(
        default_factory=lambda: asyncio.Semaphore(MOST_AT_ONCE)
    )

    async def admit(self, request: Request) -> Context:
        """The context of a request by a known key that may still call; refused otherwise."""
        now = current()
        key = await authenticate(request.headers.get("authorization"), self.ring, now)
        request.state.key = key
        self.charge(self.calls, key, 1, "calls")
        return Context(
            self.database,
            key,
            request.state.id,
            now,
            whole_company=self.whole_company,
            teams_only=self.settings.teams_only,
        )

    def charge(self, meter: Meter, key: Key, amount: int, what: str) -> None:
        """Take an amount from a key's allowance; refused with THROTTLED when it is used up."""
        seconds = meter.take(key.id or key.name, amount)
        if seconds > 0:
            wait = math.ceil(seconds)
            sentence = (
                f"This key may use {meter.per_minute} {what} a minute; try again in {wait} seconds."
            )
            raise refused(Throttled(sentence), Retry_After=str(wait))

    @asynccontextmanager
    async def deadline(self, seconds: float | None = None) -> AsyncIterator[None]:
        """The time one request may take; refused with UNAVAILABLE when it is over."""
        seconds = seconds or self.settings.request_timeout
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError:
            sentence = f"The request took longer than {seconds:g} seconds."
            raise refused(DatabaseUnavailable(sentence)) from None


def edge_of(request: Request) -> Edge:
    """The edge that a request came in through."""
    edge: Edge = request.app.state.edge
    return edge


async def note_denial(context: Context, what: str) -> None:
    """Leave an audit entry of something that was refused to a key."""
    deed = Deed(context.key.id or context.key.name, "denied", what, context.request_id)
    await note_alone(context.database, deed, context.now)


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request, given up as soon as it is larger than `most` bytes."""
    too_large = Refused(BadInput(f"The body may have {most} bytes at most."), 413)
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise too_large
    return bytes(body)
