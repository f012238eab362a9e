"""`rapport demo`: an invented vendor and its customers, from exports to answers, in one command.

After the four answers it plays a story (`story.py`).
"""

import asyncio
import os
import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer
import uvicorn

from api.answers import tell
from api.app import create_app
from api.cli.imports import RejectsFile, import_export
from api.cli.log import log_requests
from api.cli.serve import GRACE_SECONDS, check_port
from api.cli.session import actor, context_of
from api.cli.story import play
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
KEPT = {"exports", "graph"}
"""What an earlier demo left in its folder."""
ROWS = 5
SEED = 7
TERMINATED = 128 + signal.SIGTERM
ITS_OWN = "RAPPORT_GRAPH_URL is not used: a demo has a graph of its own."
AT_THE_END = (
    "Ctrl-C stops it. Its graph is removed then, with every key and request made in it, "
    "unless it was begun as `rapport demo --directory DIR`."
)
EXAMPLE = "{ coverageGaps(first: 3) { totalCount nodes { severity account { name } because } } }"


def run_demo(directory: Path | None, accounts: int, host: str, port: int, *, serve: bool) -> None:
    """Go from nothing to a served graph; without a directory, in one that is gone at the end."""
    if accounts < len(STORIES):
        raise BadInput(f"--accounts must be at least {len(STORIES)}: each story needs its own.")
    if serve:
        check_port(host, port)
    if directory is not None:
        _check_folder(directory)
    started = time.monotonic()
    with ExitStack() as stack:
        folder = directory or Path(stack.enter_context(tempfile.TemporaryDirectory("-rapport")))
        folder.mkdir(parents=True, exist_ok=True)
        try:
            asyncio.run(_demo(folder.absolute(), accounts, host, port, started, serve=serve))
        except asyncio.CancelledError:
            raise typer.Exit(TERMINATED) from None


def _check_folder(folder: Path) -> None:
    """Refuse a folder of anything else: a demo poured into a real graph cannot be taken out."""
    held = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if held and not ("exports" in held and held <= KEPT):
        raise BadInput(f"{folder.absolute()} holds other things; name a new or empty folder.")


async def _demo(
    folder: Path, accounts: int, host: str, port: int, started: float, *, serve: bool
) -> None:
    with _stopped_on_request():
        await _from_nothing(folder, accounts, host, port, started, serve=serve)


@contextmanager
def _stopped_on_request() -> Iterator[None]:
    """A request to terminate ends the work as Ctrl-C does: in order, with everything cleaned up."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


async def _from_nothing(
    folder: Path, accounts: int, host: str, port: int, started: float, *, serve: bool
) -> None:
    settings = read_settings(graph_url=f"embedded:{folder / 'graph'}")
    output.print(f"Example data and graph in {folder}", markup=False, highlight=False)
    if "RAPPORT_GRAPH_URL" in os.environ:
        output.print(ITS_OWN, markup=False, highlight=False)
    write(folder / "exports", datetime.now(UTC).date(), SEED, accounts)
    async with open_database(settings) as database:
        await prepare(database)
        await _import_all(database, folder / "exports")
        await _answer_four(database)
        await play(database)
        key, _ = await create_key(
            database, name="demo", role=Reader.ADMIN, days=1, now=current(), by=actor()
        )
        output.print(f"Ready after {time.monotonic() - started:.0f} seconds.", highlight=False)
        if serve:
            _print_way_in(settings.graph_url, host, port, key)
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


def _print_way_in(graph_url: str, host: str, port: int, key: str) -> None:
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
        "\nTo ask it more, in a second terminal while this one runs:",
        *(f"  {line}" for line in in_a_second_terminal(graph_url)),
        f"\n{AT_THE_END}\n",
    ):
        output.print(line, markup=False, highlight=False, soft_wrap=True)


def in_a_second_terminal(graph_url: str) -> list[str]:
    """What to type there to ask the same graph with the same program."""
    program = Path(sys.argv[0]).absolute()
    activate = Path(sys.prefix) / "bin" / "activate"
    named = f"export RAPPORT_GRAPH_URL={shlex.quote(graph_url)}"
    if sys.prefix != sys.base_prefix and activate.exists():
        first, command = [f". {shlex.quote(str(activate))}"], "rapport"
    else:
        first, command = [], shlex.quote(str(program)) if program.name == "rapport" else "rapport"
    asked = f"{command} ask champion_departures"
    return [*first, named, asked, f"{command} report --out report.pdf"]


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
