"""`rapport`: all commands.

What only one command needs and takes long to import (the web server, the GraphQL schema) is
imported when that command runs, so that the others start at once.
"""

import asyncio
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated

import typer

from api.cli import (
    ask,
    docs,
    imports,
    keys,
    notices,
    policy,
    report,
    runs,
    sources,
    sync,
    undo,
    webhooks,
)
from api.cli.group import Commands
from api.cli.log import log_requests
from api.cli.session import check_made, place_of, with_graph
from api.cli.terminal import counted, errors, output
from api.moments import current, rfc3339
from graph.check import diagnose
from graph.loading.holdings import read_holdings
from graph.settings import read_settings

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Rapport: whom we know at each customer, how well, and who would speak for us.",
)
app.add_typer(ask.app, name="ask")
app.add_typer(keys.app, name="keys")
app.add_typer(policy.app, name="policy")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(notices.app, name="notices")
app.command("import")(imports.import_)
app.command("sync")(sync.sync)
app.command("sources")(sources.sources)
app.command("runs")(runs.runs)
app.command("undo")(undo.undo)
app.command("report")(report.report)
app.command("docs")(docs.docs)
app.command("deliver")(notices.deliver)


@app.callback()
def rapport(
    debug: Annotated[
        bool, typer.Option(help="Log every statement; show where errors arose.")
    ] = False,
) -> None:
    """Set up what all commands share."""
    if debug:
        log_requests(debug=True)


@app.command()
def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    dev: Annotated[
        bool, typer.Option("--dev", help="Serve the explorer, and let every key read the schema.")
    ] = False,
) -> None:
    """Serve the API until interrupted."""
    from api.cli.serve import serve_api

    log_requests(debug=bool(context.find_root().params.get("debug")))
    serve_api(host, port, development=dev)


@app.command()
def demo(
    directory: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Keep the demo there, in a new or empty folder or that of an earlier demo; "
            "else it is gone at the end.",
        ),
    ] = None,
    accounts: Annotated[int, typer.Option(help="How many customers.")] = 60,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Serve the API and the explorer at the end.")] = True,
) -> None:
    """Make example data, import it, answer the four questions and serve it all until Ctrl-C."""
    from api.cli.demo import run_demo

    run_demo(directory, accounts, host, port, serve=serve)


@app.command()
def check() -> None:
    """Say what keeps Rapport from working with its graph, if anything does, and what it holds."""
    settings = read_settings()
    check_made(settings)
    problems = asyncio.run(diagnose(settings))
    for problem in problems:
        errors.print(problem, style="red", markup=False, highlight=False)
    if problems:
        raise typer.Exit(1)
    held = with_graph(read_holdings)
    newest = "nothing was imported yet"
    if held.imported_at is not None:
        newest = f"newest import {rfc3339(held.imported_at)[:16].replace('T', ' ')} UTC"
    for line in (
        f"All is well with the graph in {place_of(settings)}.",
        f"{held.accounts:,} accounts, {held.people:,} people, {held.touchpoints:,} touchpoints; "
        f"{newest}.",
    ):
        output.print(line, markup=False, highlight=False, soft_wrap=True)


@app.command()
def watch() -> None:
    """Notice what came about by itself: departures, lapsed reservations, consents that end …

    The service does so too.
    """
    from queries.watch.watch import watch as look

    told = with_graph(lambda database: look(database, current()))
    output.print(f"{counted(told, 'new notice')}.", highlight=False)


@app.command()
def schema() -> None:
    """Print the GraphQL schema."""
    from api.schema import build_schema

    output.file.write(build_schema().as_str().rstrip() + "\n")


@app.command()
def version() -> None:
    """Print the version."""
    try:
        output.print(installed_version("rapport"), highlight=False)
    except PackageNotFoundError:
        output.print("not installed; running from a checkout", highlight=False)
