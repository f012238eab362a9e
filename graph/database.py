"""The one door to the graph: every statement of Rapport goes through a Database.

Reads and writes run in managed transactions only (autocommit is not atomic on the embedded
engine), each under a name that shows up in logs, metrics and tests. The driver retries what may be
retried; a race between two MERGE of one key, which it does not retry, is retried here. The driver's
errors become ours (`driver_errors.py`).
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from time import perf_counter
from typing import Any, Literal, Protocol, TypeVar

from neo4j import (
    AsyncDriver,
    AsyncGraphDatabase,
    AsyncManagedTransaction,
    AsyncResult,
    Query,
    RoutingControl,
    unit_of_work,
)
from neo4j.exceptions import ConstraintError, DriverError, Neo4jError

from graph.driver_errors import timed_out, translated
from graph.errors import SettingsError
from graph.settings import Settings

Row = dict[str, Any]
Parameters = Mapping[str, Any]
Engine = Literal["embedded", "neo4j"]
Answer = TypeVar("Answer")

RACE_ATTEMPTS = 6
HALF_SEEN = "Neo.ClientError.Statement.EntityNotFound"

log = logging.getLogger("rapport.statements")
# What the driver logs, retries and lost connections, it also raises if it matters.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Execution:
    """One statement that was run."""

    name: str
    milliseconds: float
    rows: int
    failed: bool


class Reads(Protocol):
    """What answers reading statements: the graph as it is, or one transaction's view of it."""

    async def read(self, name: str, text: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of one reading statement."""
        ...


class Transaction:
    """What the work of `Database.transaction` runs its statements with."""

    def __init__(self, transaction: AsyncManagedTransaction, database: "Database") -> None:
        self._transaction = transaction
        self._database = database

    async def run(self, name: str, text: str, parameters: Parameters | None = None) -> list[Row]:
        """Run one statement of the transaction to its end."""
        with self._database._observed(name) as rows:
            result = await self._transaction.run(text, dict(parameters or {}))
            rows.extend(await _rows(result))
        return rows

    async def read(self, name: str, text: str, parameters: Parameters | None = None) -> list[Row]:
        """The same for a statement that only reads."""
        return await self.run(name, text, parameters)


class Database:
    """A pool of connections to one graph. Get one from `open_database`.

    `engine` exists for one purpose: to render the few index statements that the engines spell
    differently. `writers` transactions run at once, the others wait for their turn.
    """

    def __init__(
        self,
        driver: AsyncDriver,
        *,
        engine: Engine,
        address: str,
        name: str | None,
        timeout: float,
        writers: int,
    ) -> None:
        self.engine: Engine = engine
        self.address = address
        self.name = name
        self._driver = driver
        self._timeout = timeout
        self._turns = asyncio.Semaphore(writers)
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()
        self._observers: list[Callable[[Execution], None]] = []

    async def read(self, name: str, text: str, parameters: Parameters | None = None) -> list[Row]:
        """The rows of one reading statement; in a cluster any up-to-date member may answer."""
        return await self._execute(name, text, parameters, RoutingControl.READ)

    async def write(self, name: str, text: str, parameters: Parameters | None = None) -> list[Row]:
        """Run one writing statement in a transaction of its own; its rows.

        It may run more than once when a connection breaks or a conflict is retried; a run that
        failed leaves nothing behind.
        """
        return await self._execute(name, text, parameters, RoutingControl.WRITE)

    async def transaction(
        self, name: str, work: Callable[[Transaction], Awaitable[Answer]]
    ) -> Answer:
        """Run several statements in one writing transaction: all of them happen or none.

        The work is run again when the transaction is retried, so it must have no effect but on
        the transaction and decide everything anew each time. If it raises, nothing is stored. It
        has the time of one statement.
        """

        @unit_of_work(timeout=self._timeout, metadata={"rapport": name})
        async def run(transaction: AsyncManagedTransaction) -> Answer:
            return await work(Transaction(transaction, self))

        async def attempt() -> Answer:
            async with (
                self._turns,
                self._driver.session(
                    database=self.name, bookmark_manager=self._bookmarks
                ) as session,
            ):
                return await session.execute_write(run)

        return await self._within_time(name, attempt)

    async def ping(self) -> None:
        """Raise the error that says why the database cannot be used, if it cannot."""
        await self.read("ping", "RETURN 1 AS one")

    async def close(self) -> None:
        """Close all connections."""
        await self._driver.close()

    def observe(self, observer: Callable[[Execution], None]) -> Callable[[], None]:
        """Call this after every statement from now on; the function returned ends it."""
        self._observers.append(observer)
        return partial(self._observers.remove, observer)

    @contextmanager
    def recorded(self) -> Iterator[list[str]]:
        """Collects the names of the statements run inside the block, in order."""
        names: list[str] = []
        end = self.observe(lambda execution: names.append(execution.name))
        try:
            yield names
        finally:
            end()

    async def _execute(
        self,
        name: str,
        text: str,
        parameters: Parameters | None,
        routing: RoutingControl,
    ) -> list[Row]:
        query = Query(text, timeout=self._timeout, metadata={"rapport": name})

        async def attempt() -> list[Row]:
            return await self._driver.execute_query(
                query,
                dict(parameters or {}),
                routing_=routing,
                database_=self.name,
                bookmark_manager_=self._bookmarks,
                result_transformer_=_rows,
            )

        with self._observed(name) as rows:
            rows.extend(await self._within_time(name, attempt))
        return rows

    async def _within_time(self, name: str, attempt: Callable[[], Awaitable[Answer]]) -> Answer:
        # The embedded engine ignores the driver's timeout: ours is around all attempts.
        try:
            async with asyncio.timeout(self._timeout):
                return await _retried_after_race(attempt)
        except TimeoutError as error:
            raise timed_out(name) from error
        except (DriverError, Neo4jError) as error:
            raise translated(error, address=self.address, statement=name) from error

    @contextmanager
    def _observed(self, name: str) -> Iterator[list[Row]]:
        """Log and report the statement that fills the list; never its parameters."""
        rows: list[Row] = []
        failure = ""
        started = perf_counter()
        try:
            yield rows
        except BaseException as error:
            failure = error.code or "" if isinstance(error, Neo4jError) else type(error).__name__
            raise
        finally:
            milliseconds = (perf_counter() - started) * 1000
            log.info("%s %.1f ms %d rows %s", name, milliseconds, len(rows), failure or "ok")
            for observer in self._observers:
                observer(Execution(name, milliseconds, len(rows), bool(failure)))


async def _retried_after_race(attempt: Callable[[], Awaitable[Answer]]) -> Answer:
    """Try again after losing a race that the driver does not know as one.

    Of two MERGEs of one key the loser then finds the winner's node. And who reads a relationship
    while another transaction commits it may find it without its end, on the embedded engine.
    """
    for number in range(1, RACE_ATTEMPTS):
        try:
            return await attempt()
        except Neo4jError as error:
            if not isinstance(error, ConstraintError) and error.code != HALF_SEEN:
                raise
            await asyncio.sleep(random.uniform(0, 0.02 * number))
    return await attempt()


async def _rows(result: AsyncResult) -> list[Row]:
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) async for record in result]


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The graph that the settings name, until the block ends.

    An embedded database is started or attached to at once; a Neo4j is first spoken to by the first
    statement, so that a program can start before its database (`ping` finds out).
    """
    if settings.embedded_directory is None:
        password = settings.graph_password
        auth = (settings.graph_user, password.get_secret_value()) if password else None
        async with _connected(settings, settings.graph_url, auth, "neo4j") as database:
            yield database
        return
    if find_spec("arcadedb_embedded") is None:
        raise SettingsError(
            "The embedded database exists for Linux (glibc 2.34 or later, x86_64 or arm64) and "
            "macOS (arm64). Elsewhere set RAPPORT_GRAPH_URL to the address of a Neo4j."
        )
    from graph.embedded.engine import DATABASE, USER, EmbeddedServer  # it needs POSIX locks

    server = await EmbeddedServer.open(settings.embedded_directory, settings)
    watch = asyncio.create_task(server.watch())
    try:
        auth = (USER, server.access.password)
        named = settings.model_copy(update={"graph_database": DATABASE})
        async with _connected(named, server.access.url, auth, "embedded") as database:
            yield database
    finally:
        watch.cancel()
        await asyncio.wait([watch])
        await server.close()


@asynccontextmanager
async def _connected(
    settings: Settings, url: str, auth: tuple[str, str] | None, engine: Engine
) -> AsyncIterator[Database]:
    try:
        driver = AsyncGraphDatabase.driver(
            url,
            auth=auth,
            max_connection_pool_size=settings.connections,
            connection_acquisition_timeout=settings.acquisition_timeout,
            connection_timeout=settings.connect_timeout,
            max_transaction_retry_time=settings.retry_time,
            initial_retry_delay=0.05,  # its default of a second would dwarf every conflict
            liveness_check_timeout=settings.liveness_timeout,
            # Only Neo4j knows the setting; without it, it warns of every label not used yet.
            notifications_min_severity="OFF" if engine == "neo4j" else None,
            telemetry_disabled=True,
            user_agent="rapport",
        )
    except (DriverError, ValueError) as error:
        raise SettingsError(f"RAPPORT_GRAPH_URL is not usable: {error}") from error
    database = Database(
        driver,
        engine=engine,
        address=settings.graph_url,
        name=settings.graph_database,
        timeout=settings.statement_timeout,
        # While the embedded engine stores a transaction, others see one node of it changed and
        # another not yet: whoever decides by what stands begins when it is stored.
        writers=1 if engine == "embedded" else settings.connections,
    )
    try:
        yield database
    finally:
        await database.close()
