"""`rapport undo`: take an import back."""

import secrets
from typing import Annotated

import typer

from api.cli.session import actor, with_graph
from api.cli.terminal import counted, errors, output
from api.moments import current
from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.loading.undo import Undone, carry_out_undo
from importers.files import printable

SHOWN = 20


def undo(
    run: Annotated[
        str,
        typer.Argument(help="Id of the run, as the import printed it, or rapport runs lists it."),
    ],
) -> None:
    """Take an import back, as far as nothing later builds on it; say what stayed, and why."""

    async def work(database: Database) -> Undone:
        author = Author(actor())
        fresh = secrets.token_hex(8)
        await make(database, CHANGES["import_undo"], {"run": run}, author, current(), fresh)
        return await carry_out_undo(database, run)

    undone = with_graph(work)
    when = "was taken back before" if undone.before else "is taken back"
    rows = counted(undone.written, "row")
    output.print(f"{run} {when}: {rows} it had written.", markup=False, highlight=False)
    if not undone.kept_count:
        return
    errors.print(f"{undone.kept_count:,} stayed:", style="yellow", highlight=False)
    for line in undone.kept[:SHOWN]:
        errors.print(printable(line), markup=False, highlight=False)
    if undone.kept_count > SHOWN:
        errors.print("… importRuns has more of them.", markup=False, highlight=False)
