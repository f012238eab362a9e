"""Uploads, and undoing, in the background: what waits, is under way, or was cut off.

One upload of a source is imported at a time. Whoever restarts the service finds what was left and
goes on with it, as soon as its process has been silent for a while.
"""

import asyncio
import logging
import os
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

from api.moments import current
from api.recurring import recurring
from api.staging import Staged, Staging
from graph.database import Database
from graph.errors import RapportError
from graph.loading.runs import beat_queued, claim_run, read_runs, read_undoing
from graph.settings import Settings

LOOK_SECONDS = 5
"""How often it is looked for what nobody is at, and said that others wait."""
PATIENCE_SECONDS = 10
"""How long a process has to end when the service does."""

log = logging.getLogger("rapport.imports")


class Uploads:
    """The uploads that this process looks after."""

    def __init__(
        self, database: Database, staging: Staging, environment: Mapping[str, str]
    ) -> None:
        self.staging = staging
        self._database = database
        self._environment = {**os.environ, **environment}
        self._turns: Mapping[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def stop(self) -> None:
        """End what is under way; it is gone on with after the next start."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    @property
    def waiting(self) -> int:
        """How many uploads are waiting or under way here."""
        return len(self._tasks)

    def submit(self, staged: Staged, source: str) -> None:
        """Import an upload when the ones of its source before it are done."""
        self._begin(staged.run, source, "import", str(staged.folder))

    def _begin(self, run: str, source: str, what: str, which: str) -> None:
        task = asyncio.create_task(self._do(run, source, what, which))
        self._tasks[run] = task
        task.add_done_callback(lambda _: self._tasks.pop(run, None))

    async def _do(self, run: str, source: str, what: str, which: str) -> None:
        async with self._turns[source]:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "api.background",
                what,
                which,
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
            )
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                await _end(process)
                raise
            if code:
                log.error("the %s of run %s ended with %d", what, run, code)

    async def look(self) -> float:
        """Take up what was left lying; in how many seconds to look again."""
        try:
            await self._look()
            await self._look_for_undoing()
        except RapportError as error:
            log.error("uploads cannot be looked after: %s", error.message)
        except OSError as error:
            log.error("uploads cannot be looked after: %s", error.strerror)
        return LOOK_SECONDS

    async def _look(self) -> None:
        """Take over what nobody is at, remove what is done, say that the others still wait."""
        self.staging.tidy()
        found = {staged.run: staged for staged in self.staging if staged.job() is not None}
        if not found:
            return
        now = current()
        await beat_queued(self._database, self._tasks.keys() & found.keys(), now)
        runs = await read_runs(self._database, found)
        for id_, staged in found.items():
            if id_ in self._tasks:
                continue
            run = runs.get(id_)
            if run is None or run.over:
                staged.remove()
            elif run.waits(now) and await claim_run(self._database, run, now):
                self.submit(staged, run.source)

    async def _look_for_undoing(self) -> None:
        now = current()
        for run in await read_undoing(self._database):
            if run.id in self._tasks or not run.waits(now):
                continue
            if await claim_run(self._database, run, now):
                self._begin(run.id, run.source, "undo", run.id)


@asynccontextmanager
async def looking_after(uploads: Uploads) -> AsyncIterator[None]:
    """Import uploads in the background, as long as the block lasts."""
    try:
        async with recurring(uploads.look):
            yield
    finally:
        await uploads.stop()


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


def environment_of(settings: Settings) -> dict[str, str]:
    """The variables that lead another process to the same graph."""
    said = settings.model_dump(exclude={"graph_password"}, exclude_none=True)
    found = {f"RAPPORT_{name.upper()}": str(value) for name, value in said.items()}
    if settings.graph_password is not None:
        found["RAPPORT_GRAPH_PASSWORD"] = settings.graph_password.get_secret_value()
    return found
