"""What a source is: which object it exports, which column holds what, and what a row means.

A new source is declarations: forms made of columns, and for each form one small function that
turns the parsed cells of a row into a statement. `reading.py` does the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import Millis
from graph.statement import Participant, Reject, Statement, Value
from importers.cells import CellError, Parser
from importers.files import File
from importers.mapping import ColumnMap
from importers.properties import names_of
from importers.sheets import Sheet

Cells = dict[str, Any]
"""The parsed cells of one row by the property each column was declared for.

An empty cell is None; a column that the file lacks is not there at all: it says nothing, not even
that there is nothing. What type a value has follows from its column's parser. `line` is the line
of the row; `left_out` is there where cells could not be read, and holds the properties that are
not there for it.
"""


@dataclass(frozen=True)
class Column:
    """A column as the source spells it, the property it holds, and how its cells are read.

    Several columns may hold one property: the first that is not empty counts.
    """

    name: str
    property: str
    parse: Parser


@dataclass(frozen=True)
class Form:
    """One object of a source. `meaning` gives the statement of a row, None where it says nothing.

    `kind` is what its statements are of; `activity` tells files that bring touchpoints; `needs_id`
    those whose rows nothing but the column of `key` tells apart; `key_of` is the key of a row's
    record as far as its cells were read; `file` its file, if that is not called after the object.
    """

    object: str
    kind: str
    columns: tuple[Column, ...]
    meaning: Callable[[Cells], Statement | None]
    activity: bool = False
    needs_id: bool = True
    key_of: Callable[[Cells], str | None] = lambda row: row.get("key")
    file: str = ""


@dataclass(frozen=True)
class Fields:
    """What is read of one kind of record (a mail, an event) where a source has its own opener.

    `columns` are what the source calls a field, and what it becomes: a property or reference of
    `kind`, or what every statement has (`key`, `names`, `participants`, `modified_at` …).
    """

    object: str
    kind: str
    columns: tuple[tuple[str, str], ...]
    activity: bool = False


@dataclass(frozen=True)
class Options:
    """What the operator says about an export, beside where it is.

    `taken_at` overrides what its dates say; `currency` is that of amounts without one; `name` is
    what to call the source, where its own name will not do. `our_domains` are the mail domains of
    our own people; `whose` the address of the one of us whose mailbox, calendar or list it is.
    `keep_text` keeps the bodies of mails, which are only read otherwise.
    """

    taken_at: Millis | None = None
    currency: str = "USD"
    name: str = ""
    our_domains: tuple[str, ...] = ()
    whose: str = ""
    keep_text: bool = False
    map: ColumnMap = field(default_factory=ColumnMap)


MoreColumns = Callable[[Form, str], Column | None]
"""What to make of a column that no declaration names; None: ignore it."""


def _no_more(_form: Form, _title: str) -> None:
    return None


def _nothing_more(_sheets: Sequence[Sheet]) -> MoreColumns:
    return _no_more


@dataclass(frozen=True)
class Source:
    """A system we import from. Tables are loaded in the order of its forms.

    `sheets` finds the tables among the files and says which files it could not use; `dates` are the
    columns whose newest value tells when an export was taken; `more_columns` knows columns that
    depend on what else the export holds.
    """

    name: str
    meaning: str
    forms: tuple[Form, ...]
    sheets: Callable[[Sequence[File]], tuple[list[Sheet], list[str]]]
    dates: tuple[str, ...] = ()
    more_columns: Callable[[Sequence[Sheet]], MoreColumns] = _nothing_more


@dataclass(frozen=True)
class Table:
    """One file's worth of rows. `name` is unique in its export, `object` what the source calls it.

    `ignored_columns` are those nobody reads; `rows` counts the unusable ones too.
    """

    name: str
    object: str
    rows: int
    ignored_columns: tuple[str, ...]
    read: Callable[[], Iterator[Statement | Reject]]

    def statements(self) -> Iterator[Statement | Reject]:
        """What its rows say, in their order, streamed; each call begins at the first row."""
        return self.read()


@dataclass(frozen=True)
class Export:
    """Everything one run imports.

    `fingerprint` is the same exactly when the same content is read in the same way; `taken_at` the
    moment the export was taken, None when neither the operator nor any row tells; `has_touchpoints`
    whether a file of activities was there, even an empty one. `undated_because` is the first thing
    wrong with a row or a date that might have told when it was taken.
    """

    source: str
    path: str
    fingerprint: str
    taken_at: Millis | None
    has_touchpoints: bool
    tables: tuple[Table, ...]
    ignored_files: tuple[str, ...] = ()
    undated_because: str = ""


NAMES_TOLD = 20


def not_read(export: Export) -> list[str]:
    """What of an export nobody reads, in sentences: columns of its tables, and files."""
    told = [
        f"{table.name}: not read: {some_of(table.ignored_columns)}"
        for table in export.tables
        if table.ignored_columns
    ]
    if export.ignored_files:
        told.append(f"Files not read: {some_of(export.ignored_files)}")
    return told


def some_of(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - NAMES_TOLD
    listed = ", ".join(names[:NAMES_TOLD])
    return f"{listed} and {more:,} more" if more > 0 else listed


def said(
    kind: str,
    row: Cells,
    values: Mapping[str, Value],
    names: Iterable[str] = (),
    participants: Iterable[Participant] = (),
    logged_as: str | None = None,
    logs: str | None = None,
) -> Statement:
    """The statement of a row, with what every record tells of itself: key, dates, deletion, merger.

    Reads `key`, `created_at`, `modified_at`, `deleted` or `removed`, and `merged_into`, as far as
    the file has them.
    """
    key = row.get("key")
    if key is None:
        raise CellError("the row has no id")
    return Statement(
        kind,
        key,
        values,
        created_at=row.get("created_at"),
        modified_at=row.get("modified_at"),
        deleted=bool(row.get("deleted") or row.get("removed")),
        merged_into=row.get("merged_into"),
        names=tuple(names),
        participants=tuple(participants),
        logged_as=logged_as,
        logs=logs,
        line=row["line"],
    )


def declared_values(kind: str, row: Cells) -> dict[str, Value]:
    """The cells whose names are properties or references of the kind."""
    return {name: row[name] for name in names_of(kind) if name in row}
