"""CSV files as rows of text, whatever program wrote them.

UTF-8 with or without a byte order mark, UTF-16 with one; line ends LF, CRLF or CR; cells apart by
comma, semicolon or tab; quoted cells over several lines. Memory stays flat: a row at a time.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import IO, Protocol

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File, readable
from importers.mapping import squashed

LONGEST_CELL = 2**20
"""A cell of more characters makes its row unusable."""
LONGEST_LINE = 4 * LONGEST_CELL

csv.field_size_limit(LONGEST_CELL)

TOO_LONG = "a cell is longer than 1 MB, or a quotation mark is opened and not closed"
NEVER_CLOSED = "a quotation mark is opened and not closed before the file ends"
NOT_UTF8 = "the line is not UTF-8: export as UTF-8"

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What the `surrogateescape` handler makes of bytes that are no UTF-8."""

Row = tuple[int, list[str]]
"""The line a row begins on, and its cells: as many as the header has."""


class Sheet(Protocol):
    """A table of texts: which object it speaks of, its header, and its rows."""

    @property
    def file(self) -> str:
        """Name of the file within the export."""

    @property
    def object(self) -> str:
        """What its rows are, as the file says: `Account`, `opportunity_contact_role`."""

    @property
    def header(self) -> list[str]:
        """Names of the columns."""

    def rows(self) -> Iterator[Row | Reject]:
        """The rows from the first on, each time it is called; a Reject for each unusable one."""


@dataclass(frozen=True)
class CsvSheet:
    """A CSV file."""

    source: File
    object: str
    header: list[str]
    encoding: str
    delimiter: str

    @property
    def file(self) -> str:
        """Name of the file within the export."""
        return self.source.name

    def rows(self) -> Iterator[Row | Reject]:
        """The rows, streamed; blank lines are skipped."""
        with readable(self.source), self.source.opened() as stream:
            lines = _Lines(_decoded(stream, self.encoding))
            reader = csv.reader(lines, delimiter=self.delimiter)
            next(reader)
            while True:
                first = lines.begin_record()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except (csv.Error, _LineTooLongError):
                    lines.skip_record()
                    yield self._reject(first, TOO_LONG)
                    continue
                if lines.undecodable:
                    yield self._reject(lines.undecodable, NOT_UTF8)
                elif lines.cut_off:
                    yield self._reject(first, NEVER_CLOSED)
                elif len(cells) == len(self.header):
                    yield first, cells
                elif any(cells[len(self.header) :]) or 0 < len(cells) < len(self.header):
                    yield self._reject(
                        first, f"the row has {len(cells)} cells, the header {len(self.header)}"
                    )
                elif cells:
                    yield first, cells[: len(self.header)]

    def _reject(self, line: int, reason: str) -> Reject:
        return Reject(self.file, line, "", reason)


_NUMBERED = re.compile(r"[\W_]*\d[\d\W_]*$")


def object_named(file: File, objects: Iterable[str]) -> str | None:
    """Which of the objects a CSV file is named after, if any.

    Account.csv, accounts.csv, ACCOUNT_2025-03.csv and Account (1).csv all hold accounts.
    """
    name = squashed(_NUMBERED.sub("", file.stem))
    for candidate in objects:
        singular = squashed(candidate)
        if name in (singular, f"{singular}s", re.sub("y$", "ies", singular)):
            return candidate
    return None


def csv_sheets(files: Sequence[File], objects: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """The CSV files as sheets, and the names of all other files.

    A file named after one of the objects holds it; any other is a sheet of an object of its own
    name, as long as it has a header.
    """
    sheets: list[Sheet] = []
    others: list[str] = []
    for file in files:
        if (name := object_named(file, objects)) is not None:
            sheets.append(csv_sheet(file, name))
            continue
        try:
            sheets.append(csv_sheet(file, file.stem))
        except BadInput:
            others.append(file.name)
    return sheets, others


def csv_sheet(file: File, name: str) -> CsvSheet:
    """The file as a sheet of the object `name`; BadInput when it has no usable header."""
    with readable(file):
        with file.opened() as stream:
            encoding = _encoding(stream.read(4))
        with file.opened() as stream:
            lines = _Lines(_decoded(stream, encoding))
            try:
                first = next(lines, "")
                delimiter = max(",;\t", key=first.count)
                titles = next(csv.reader(chain([first], lines), delimiter=delimiter))
            except (csv.Error, _LineTooLongError):
                raise BadInput(f"{file.name} has no header: its first line is too long.") from None
    if lines.undecodable or "\0" in first:
        raise BadInput(f"{file.name}, line 1, is not UTF-8: export the file as UTF-8.")
    if not first.strip():
        raise BadInput(f"{file.name} is empty: not even a header is there.")
    return CsvSheet(file, name, [title.strip() for title in titles], encoding, delimiter)


def _encoding(beginning: bytes) -> str:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def _decoded(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(stream, encoding, errors, newline="")


class _LineTooLongError(Exception):
    """A line goes on beyond LONGEST_LINE."""


class _Lines:
    """The lines of a text, for the csv module: keeps what it takes to get past a bad record.

    A record ends at the first line end that an even number of quotation marks precedes.
    """

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._read = text.readline
        self._number = 0
        self._quotes = 0
        self._ended = False
        self.undecodable = 0

    @property
    def cut_off(self) -> bool:
        """Whether the text ended within a quoted cell of the record."""
        return self._ended and self._quotes % 2 == 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._read(LONGEST_LINE)
        if not line:
            self._ended = True
            raise StopIteration
        self._number += 1
        self._quotes += line.count('"')
        if not line.isascii() and _NOT_UTF8.search(line) and not self.undecodable:
            self.undecodable = self._number
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._finish_line()
            raise _LineTooLongError
        return line

    def begin_record(self) -> int:
        """Forgets the record before; gives the number of the line that comes next."""
        self._quotes = 0
        self.undecodable = 0
        return self._number + 1

    def skip_record(self) -> None:
        """Reads on to the end of the record begun."""
        while self._quotes % 2:
            line = self._read(LONGEST_LINE)
            if not line:
                return
            self._number += 1
            self._quotes += line.count('"')
            self._finish_line(line)

    def _finish_line(self, line: str = "") -> None:
        while len(line) == LONGEST_LINE or not line:
            if line.endswith(("\n", "\r")):
                return
            line = self._read(LONGEST_LINE)
            if not line:
                return
            self._quotes += line.count('"')
