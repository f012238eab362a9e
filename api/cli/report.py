"""`rapport report`: the leadership report of a day, as a page or a file."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.session import asking_graph, context_of
from api.cli.terminal import errors, output
from api.report.document import Report
from api.report.formats import Format, file_name, written
from api.report.wanted import report_wanted
from api.settings import read_api_settings
from graph.database import Database
from graph.errors import BadInput

TO_THE_TERMINAL = Path("-")


def report(
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="The day, or the moment; today unless said.")
    ] = "",
    compare_to: Annotated[
        str, typer.Option(metavar="DAY", help="An earlier day to compare with.")
    ] = "",
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="How to write it; as --out ends, else html."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Where to; relationship-report-DAY unless said, - for here."
        ),
    ] = None,
    teams_only: Annotated[bool, typer.Option(help="Leave out rankings of teammates.")] = False,
) -> None:
    """Write the report that leadership reads: figures, charts, tables, and what each means."""
    settings = read_api_settings()
    chosen_format = format_ or _format_of(out)
    words = {"as_of": as_of, "compare_to": compare_to, "teams_only": str(teams_only)}

    async def work(database: Database) -> Report:
        from api.report.making import make_report

        context = context_of(database)
        wanted = report_wanted(words, context.now, teams_only=context.teams_only)
        return await make_report(context, wanted)

    made = asking_graph(work)
    body = written(made, chosen_format, settings.report_fonts)
    if out == TO_THE_TERMINAL:
        typer.get_binary_stream("stdout").write(body)
        return
    path = out or Path(file_name(made, chosen_format))
    try:
        path.write_bytes(body)
    except OSError as error:
        raise BadInput(f"{path} cannot be written: {error.strerror}.") from None
    for warning in made.warnings:
        errors.print(warning, style="yellow", markup=False, highlight=False)
    output.print(f"Written: {path}", markup=False, highlight=False, soft_wrap=True)


def _format_of(out: Path | None) -> Format:
    ending = "" if out is None else out.suffix.removeprefix(".")
    if not ending:
        return Format.HTML
    if ending.lower() not in list(Format):
        raise BadInput(f"{out} ends in no format of ours; say --format {'|'.join(Format)}.")
    return Format(ending.lower())
