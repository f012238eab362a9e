"""`rapport demo`: an invented vendor and its customers, from exports to answers, in one command."""

import asyncio
import shlex
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvicorn

from api.answers import tell
from api.app import create_app
from api.cli.imports import RejectsFile, import_export
from api.cli.log import log_requests
from api.cli.serve import GRACE_SECONDS
from api.cli.session import actor, context_of
from api.cli.tables import print_answer
from api.cli.terminal import output
from api.moments import current
from api.settings import read_api_settings
from examples.__main__ import write
from examples.stories import STORIES
from graph.database import Database, open_database
from graph.errors import BadInput
from graph.keys import create_key
from graph.model import Reader
from graph.schema import prepare
from graph.settings import Settings, read_settings
from importers.catalogue import open_source
from importers.source import Options
from queries.all import QUESTIONS
from queries.parameters import Page

FOLDERS = (("salesforce", "salesforce"), ("rapport", "csv"), ("support-desk", "csv"))
"""The demo's folders and the source that reads each, in the order they are loaded."""
FOUR = ("coverage_gaps", "interaction_recency", "champion_departures", "reference_candidates")
ROWS = 5
SEED = 7
EXAMPLE = "{ coverageGaps(first: 3) { totalCount nodes { severity account { name } because } } }"


def run_demo(directory: Path | None, accounts: int, host: str, port: int, *, serve: bool) -> None:
    """Go from nothing to a served graph; without a directory, in one that is gone at the end."""
    if accounts < len(STORIES):
        raise BadInput(f"--accounts must be at least {len(STORIES)}: each story needs its own.")
    started = time.monotonic()
    with ExitStack() as stack:
        folder = directory or Path(stack.enter_context(tempfile.TemporaryDirectory("-rapport")))
        folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(_demo(folder, accounts, host, port, started, serve=serve))


async def _demo(
    folder: Path, accounts: int, host: str, port: int, started: float, *, serve: bool
) -> None:
    settings = read_settings(graph_url=f"embedded:{folder / 'graph'}")
    output.print(f"Example data and graph in {folder}", markup=False, highlight=False)
    write(folder / "exports", datetime.now(UTC).date(), SEED, accounts)
    async with open_database(settings) as database:
        await prepare(database)
        await _import_all(database, folder / "exports")
        await _answer_four(database)
        key, _ = await create_key(
            database, name="demo", role=Reader.ADMIN, days=1, now=current(), by=actor()
        )
        output.print(f"Ready after {time.monotonic() - started:.0f} seconds.", highlight=False)
        if serve:
            _print_way_in(host, port, key)
            await _serve(settings, host, port)


async def _import_all(database: Database, exports: Path) -> None:
    rejected = RejectsFile(exports / "rejects.csv")
    with rejected:
        for folder, source in FOLDERS:
            name = folder if source == "csv" else ""
            export = open_source(source, exports / folder, Options(name=name))
            summary = await import_export(database, export, rejected)
            said = f"{folder}: {summary.written:,} of {summary.read:,} rows written"
            output.print(said, markup=False, highlight=False)
    rejected.report()


async def _answer_four(database: Database) -> None:
    questions = [QUESTIONS[name] for name in FOUR]
    context = context_of(database)
    answers = await asyncio.gather(
        *(tell(context, q, q.parameters(as_of=context.now), Page(first=ROWS)) for q in questions)
    )
    for question, told in zip(questions, answers, strict=True):
        asked = f"rapport ask {question.name}"
        output.print(f"\n[bold]{question.meaning}[/bold]  {asked}", highlight=False)
        print_answer(question, told)


def _print_way_in(host: str, port: int, key: str) -> None:
    address = f"http://{host}:{port}"
    body = '{"query": "' + EXAMPLE + '"}'
    curl = [
        f"curl -s {address}/graphql",
        f"-H 'Authorization: Bearer {key}'",
        "-H 'Content-Type: application/json'",
        f"-d {shlex.quote(body)}",
    ]
    for line in (
        f"\nAn admin key for a day: {key}",
        f"Explorer:               {address}/graphql#key={key}",
        "Or:                     " + " ".join(curl),
        "Ctrl-C stops it.\n",
    ):
        output.print(line, markup=False, highlight=False, soft_wrap=True)


async def _serve(settings: Settings, host: str, port: int) -> None:
    log_requests(debug=False)
    app = create_app(settings, read_api_settings(development=True))
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    await _Server(config).serve()
    output.print("Stopped.")


class _Server(uvicorn.Server):
    """A server after which the program goes on: to stop the database and to clean up."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End the server on Ctrl-C or a request to terminate, and nothing else."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(number)
