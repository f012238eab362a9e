"""Whether the service lives, and whether it can answer: for supervisors, without a key."""

import asyncio
from dataclasses import dataclass, field
from time import monotonic

from starlette.requests import Request
from starlette.responses import JSONResponse

from graph.database import Database
from graph.errors import RapportError
from graph.schema import pending

FRESH_SECONDS = 1.0
PATIENCE_SECONDS = 1.0


@dataclass
class Health:
    """What was last found about the graph; asked anew after a second, by one request at a time."""

    database: Database
    found: str = ""
    at: float = float("-inf")
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def problem(self) -> str:
        """Why the graph cannot answer now; empty when it can."""
        async with self._asking:
            if monotonic() - self.at >= FRESH_SECONDS:
                self.found = await self._look()
                self.at = monotonic()
        return self.found

    async def _look(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                waiting = await pending(self.database)
        except TimeoutError:
            return "The database does not answer."
        except RapportError as error:
            return error.message
        return f"Migrations are waiting: {', '.join(waiting)}." if waiting else ""


async def livez(_: Request) -> JSONResponse:
    """The process runs and answers."""
    return JSONResponse({"status": "alive"})


async def readyz(request: Request) -> JSONResponse:
    """The database answers within a second and its schema is up to date."""
    health: Health = request.app.state.edge.health
    problem = await health.problem()
    if problem:
        return JSONResponse({"status": "unavailable", "reason": problem}, 503)
    return JSONResponse({"status": "ready"})
