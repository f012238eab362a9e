"""`rapport runs`: the newest imports, with the ids that `rapport undo` takes."""

from typing import Annotated

import typer
from rich import box
from rich.table import Table

from api.cli.session import with_graph
from api.cli.terminal import output
from api.moments import current, rfc3339
from graph.loading.runs import read_newest_runs

COUNTS = ("read", "written", "rejected")


def runs(
    first: Annotated[int, typer.Option(min=1, max=1000, help="How many.")] = 20,
) -> None:
    """List the newest imports: what became of each, and the id by which it is taken back."""
    found = with_graph(lambda database: read_newest_runs(database, first, current()))
    if not found:
        output.print("Nothing was imported yet: rapport import SOURCE PATH.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("run", no_wrap=True)
    for title in ("source", "when", "state"):
        table.add_column(title, overflow="fold")
    for title in COUNTS:
        table.add_column(title, justify="right")
    for run in found:
        table.add_row(
            run["id"],
            run["source"],
            rfc3339(run["started_at"])[:16].replace("T", " "),
            run["state"],
            *(f"{run[name] or 0:,}" for name in COUNTS),
        )
    output.print(table)
