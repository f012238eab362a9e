"""LinkedIn: the Connections.csv of one of us, for warm paths and for who changed employer.

A connection is of interest only where a customer's person is known from elsewhere already. So this
says no more than who of us knows whom, and where that person works by their own word; it describes
nobody. Whoever no other source knows stays a reference that waits.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO

from graph.errors import BadInput
from graph.statement import Reject, Statement
from graph.values.mailboxes import folded_address, is_shared
from importers import cells
from importers.cells import CellError, shown
from importers.files import File, readable
from importers.mapping import squashed
from importers.ours import Ours, ours_of
from importers.profiles import profile_key
from importers.reading import open_export
from importers.sheets import TABLES, Row, Sheet, csv_sheet
from importers.source import Cells, Column, Export, Form, Options, Source, Table, said
from importers.workbooks import is_workbook, workbook_sheets

NAME = "linkedin"
MEANING = "LinkedIn: Connections.csv of one of us, whose address --whose tells"

OBJECT = "Connection"
NOTES = 30
"""How many lines of notes may stand above the header."""
LONGEST_NOTE = 2**16


def open_linkedin(path: Path, options: Options) -> Export:
    """The connections at `path` of the one of us that `options.whose` names."""
    whose = folded_address(options.whose)
    if whose is None or is_shared(whose):
        raise BadInput(
            "A list of connections does not say whose it is: name the one of us with --whose, "
            "such as --whose dana@us.example."
        )
    if options.name not in ("", NAME):
        raise BadInput(f"A {NAME} export cannot be given another name; only csv can.")
    source = Source(NAME, MEANING, (form(options),), _sheets, dates=("Connected On",))
    export = open_export(source, path, options)
    return replace(export, tables=tuple(_by_every_key(table) for table in export.tables))


def form(options: Options) -> Form:
    """A connection of the one of us whose list it is."""
    columns = (
        Column("URL", "profile", _profile),
        Column("Email Address", "email", cells.email),
        Column("First Name", "first_name", cells.text),
        Column("Last Name", "last_name", cells.text),
        Column("Company", "employer", cells.text),
        Column("Connected On", "since", cells.moment),
    )
    return Form(OBJECT, "KNOWS", columns, partial(_connection, ours_of(options)), needs_id=False)


def _connection(ours: Ours, row: Cells) -> Statement | None:
    """Who knows whom; a member who left the network is an empty row, and says nothing."""
    email = row.get("email")
    if email is not None and email in ours:
        return None
    keys = [key for key in (row.get("profile"), _personal(email)) if key]
    if not keys:
        if row.get("first_name") or row.get("last_name"):
            raise CellError("the row names nobody: neither a profile nor an address stands in it")
        return None
    row["key"] = keys[0]
    values = {
        "teammate": f"email:{ours.whose}",
        "employer": row.get("employer"),
        "since": row.get("since"),
    }
    return said("KNOWS", row, values, names=keys)


def _by_every_key(table: Table) -> Table:
    """Says of each key that a connection may be known by elsewhere that we know whoever it names.

    To say instead that both are one person would describe somebody whom no customer may employ.
    """

    def read() -> Iterator[Statement | Reject]:
        for told in table.read():
            if isinstance(told, Reject):
                yield told
                continue
            whose = str(told.values["teammate"]).removeprefix("email:")
            for person in told.names:
                yield replace(
                    told,
                    key=f"{NAME}:{OBJECT}:{whose}/{person.partition(':')[2]}",
                    values={**told.values, "person": person},
                    names=(),
                )

    return replace(table, read=read)


def _personal(email: str | None) -> str | None:
    return None if email is None or is_shared(email) else f"email:{email}"


def _profile(cell: str) -> str | None:
    key = profile_key(cell)
    if key is None and cell.strip():
        raise CellError(f"{shown(cell)} is not the address of a profile")
    return key


# --- finding the list below its notes


@dataclass(frozen=True)
class _Connections:
    """The list, with its dates (05 Mar 2026) as ISO and its lines counted from the file's first."""

    sheet: Sheet
    file: str
    header: list[str]
    notes: int
    object: str = OBJECT

    def rows(self) -> Iterator[Row | Reject]:
        dates = [n for n, title in enumerate(self.header) if squashed(title) == "connectedon"]
        for row in self.sheet.rows():
            if isinstance(row, Reject):
                yield replace(row, line=row.line + self.notes)
                continue
            line, texts = row
            told = [iso_day(text) if n in dates else text for n, text in enumerate(texts)]
            yield line + self.notes, told


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    found: list[Sheet] = []
    others: list[str] = []
    for file in files:
        sheet = _connections(file) if file.suffix in TABLES else None
        if sheet is None:
            others.append(file.name)
        else:
            found.append(sheet)
    if not found:
        raise BadInput(
            "No list of connections is there: expected Connections.csv, whose columns are First "
            "Name, Last Name, URL, Email Address, Company, Position and Connected On."
        )
    return found, others


def _connections(file: File) -> Sheet | None:
    if is_workbook(file):
        for worksheet in workbook_sheets(file):
            for line, titles in islice(worksheet.lines(), NOTES):
                if titles and _is_header(",".join(titles)):
                    below = worksheet.below(line, titles)
                    return _Connections(below, below.file, below.header, 0)
        return None
    with readable(file), file.opened() as stream:
        notes = 0
        while not _is_header(stream.readline(LONGEST_NOTE).decode(errors="replace")):
            notes += 1
            if notes > NOTES:
                return None
    sheet = csv_sheet(File(file.name, _without(file, notes)), OBJECT)
    return _Connections(sheet, file.name, sheet.header, notes)


def _is_header(line: str) -> bool:
    return {"firstname", "connectedon"} <= {squashed(part) for part in re.split("[,;\t]", line)}


def _without(file: File, notes: int) -> Callable[[], AbstractContextManager[IO[bytes]]]:
    """How to open the file below its first lines."""

    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        with file.opened() as stream:
            for _ in range(notes):
                stream.readline(LONGEST_NOTE)
            yield stream

    return opened


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(r"\s*(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4}|\d\d)\s*", re.ASCII)


def iso_day(cell: str) -> str:
    """05 Mar 2026 (and 5-Mar-26) as 2026-03-05; what is no day of the calendar as it stands."""
    found = _DAY.fullmatch(cell)
    if found is None or found[2].lower() not in _MONTHS:
        return cell
    month = _MONTHS.index(found[2].lower()) + 1
    year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
    try:
        return date(int(year), month, int(found[1])).isoformat()
    except ValueError:
        return cell
