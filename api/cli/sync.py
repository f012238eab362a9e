"""`rapport sync`: every source of a list, one after the other; for cron or a systemd timer."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from rich import box
from rich.markup import escape
from rich.table import Table

from api.cli.imports import RejectsFile, import_export, warn
from api.cli.session import with_graph
from api.cli.terminal import counted, errors, output
from api.import_options import ImportOptions
from api.moments import current
from graph.database import Database
from graph.errors import BadInput, RapportError
from graph.loading.load import Summary
from importers.catalogue import open_source
from importers.mapping import read_map
from importers.source import Options
from queries.watch.watch import watch


class Listed(ImportOptions):
    """One source of the list; `path` and `map` are relative to the list's own folder."""

    path: str
    map: str = ""

    @field_validator("taken_at", mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        """TOML has dates of its own, without quotation marks."""
        return value.isoformat() if isinstance(value, date) else value

    def read_with(self, folder: Path) -> Options:
        """What the list says about this source."""
        return self.options(folder / self.path, read_map(folder / self.map) if self.map else None)


class List(BaseModel):
    """The list: `[[import]]` tables, in the order they are run; `our_domains` holds for all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    our_domains: str | list[str] = ""
    rejects: str = ""
    imports: list[Listed] = Field(alias="import")


def sync(
    file: Annotated[
        Path, typer.Argument(help=escape("TOML file with an [[import]] table per source."))
    ],
) -> None:
    """Import every source of a list, and tell people of what that shows.

    A source that fails does not keep the others from it.
    """
    wanted = read_list(file)
    folder = file.parent
    failed: dict[str, str] = {}
    done: list[tuple[Listed, Summary]] = []

    async def work(database: Database) -> None:
        for number, listed in enumerate(wanted.imports, 1):
            title = f"{listed.source} {listed.path}"
            errors.print(title, style="bold", markup=False, highlight=False)
            rejects = folder / wanted.rejects / f"{number}-{listed.source}-rejects.csv"
            try:
                shared = {} if listed.our_domains else {"our_domains": wanted.our_domains}
                full = listed.fullness()
                options = listed.model_copy(update=shared).read_with(folder)
                export = open_source(listed.source, folder / listed.path, options)
                with RejectsFile(rejects) as rejected:
                    done.append((listed, await import_export(database, export, rejected, full)))
                rejected.report()
                warn(done[-1][1])
            except RapportError as error:
                failed[title] = error.message
        if done and (told := await watch(database, current())):
            errors.print(f"{counted(told, 'notice')} of what that shows.", highlight=False)

    with_graph(work)
    _print(done)
    for title, message in failed.items():
        errors.print(f"{title}: {message}", style="red", markup=False, highlight=False)
    if failed:
        raise typer.Exit(1)


def read_list(path: Path) -> List:
    """The list in a TOML file; BadInput says what is wrong with it."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"The list {path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"The list {path.name} is not TOML: {error}.") from error
    try:
        found = List.model_validate({"import": [], **told})
    except ValidationError as error:
        faults = error.errors(include_input=False)
        # A word nobody knows is more likely the one that is missing, misspelt.
        fault = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
        raise BadInput(f"The list {path.name}, {_fault_words(fault['loc'], fault)}.") from None
    if not found.imports:
        raise BadInput(f"The list {path.name} names no source: begin each with [[import]].")
    return found


def _fault_words(where: tuple[int | str, ...], fault: Mapping[str, Any]) -> str:
    """What is wrong, and where, in the words of the file: its second [[import]] is number 2."""
    words = [str(part) for part in where if isinstance(part, str)]
    numbers = [part + 1 for part in where if isinstance(part, int)]
    place = f"[[import]] number {numbers[0]}, " if numbers else ""
    name = words[1] if numbers and len(words) > 1 else words[0]
    if fault["type"] == "extra_forbidden":
        fields = (Listed if numbers else List).model_fields
        names = [field.alias or known for known, field in fields.items()]
        return f"{place}{name}: there is no such word; known are {', '.join(names)}"
    return f"{place}{name}: {fault['msg']}"


def _print(done: list[tuple[Listed, Summary]]) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    table.add_column("source")
    titles = ("read", "written", "unchanged", "rejected", "absent")
    for title in titles:
        table.add_column(title, justify="right")
    table.add_column("run", no_wrap=True)
    for listed, summary in done:
        counts = [f"{getattr(summary, title):,}" for title in titles]
        table.add_row(f"{listed.source} {listed.path}", *counts, summary.run)
    output.print(table)
