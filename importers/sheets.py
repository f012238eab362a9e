"""CSV files as rows of text, whatever program wrote them; wherever one may be, a workbook may.

UTF-8 with or without a byte order mark, UTF-16 with one; line ends LF, CRLF or CR; cells apart by
comma, semicolon or tab; quoted cells over several lines. Memory stays flat: a row at a time.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import IO, Protocol

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File, readable
from importers.mapping import squashed
from importers.workbooks import SUFFIXES, is_workbook, workbook_sheets

TABLES = (".csv", *SUFFIXES)
"""The suffixes of files that hold tables."""

LONGEST_CELL = 2**20
"""A cell of more characters makes its row unusable."""
LONGEST_LINE = 4 * LONGEST_CELL
"""So many characters in a row, which may have several lines, make it unusable."""
MOST_CELLS = 2**18
"""So many cells (or commas within cells) make a row unusable, and a header the file."""

csv.field_size_limit(LONGEST_CELL)

TOO_LONG = "a cell is longer than 1 MB, or a quotation mark is opened and not closed"
TOO_LONG_A_ROW = "the row is longer than 4 MB, or a quotation mark is opened and not closed"
TOO_MANY_CELLS = f"the row has more than {MOST_CELLS:,} cells"
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
            lines = _Lines(_decoded(stream, self.encoding), self.delimiter)
            reader = csv.reader(lines, delimiter=self.delimiter)
            next(reader)
            while True:
                lines.begin_record()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except (csv.Error, _TooMuchError) as error:
                    lines.skip_record()
                    reason = str(error) if isinstance(error, _TooMuchError) else TOO_LONG
                    yield self._reject(lines.first, reason)
                    continue
                first = lines.first
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
    """Which of the objects a file is named after, if any.

    Account.csv, accounts.csv, ACCOUNT_2025-03.csv and Account (1).csv all hold accounts.
    """
    return _named_after(file.stem, objects)


def _named_after(text: str, objects: Iterable[str]) -> str | None:
    name = squashed(_NUMBERED.sub("", text))
    for candidate in objects:
        singular = squashed(candidate)
        if name in (singular, f"{singular}s", re.sub("y$", "ies", singular)):
            return candidate
    return None


def csv_sheets(files: Sequence[File], objects: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """The CSV files and workbooks as sheets, and the names of all other files.

    A file (of a workbook: a worksheet) named after one of the objects holds it; any other is a
    sheet of an object of its own name, as long as it has a header.
    """
    sheets: list[Sheet] = []
    others: list[str] = []
    for file in files:
        name = object_named(file, objects)
        try:
            sheets += _sheets_in(file, objects)
        except BadInput:
            if name is not None:
                raise
            others.append(file.name)
    return sheets, others


def _sheets_in(file: File, objects: Sequence[str]) -> Iterator[Sheet]:
    if not is_workbook(file):
        yield csv_sheet(file, object_named(file, objects) or file.stem)
        return
    for sheet in workbook_sheets(file):
        named = (_named_after(name, objects) for name in sheet.names)
        yield replace(sheet, object=next(filter(None, named), sheet.object))


def sheets_of(file: File, name: str) -> list[Sheet]:
    """What a CSV file or each worksheet of a workbook holds, as sheets of the object `name`."""
    if is_workbook(file):
        return [replace(sheet, object=name) for sheet in workbook_sheets(file)]
    return [csv_sheet(file, name)]


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
            except (csv.Error, _TooMuchError):
                raise BadInput(f"{file.name} has no header: its first line is too long.") from None
    if lines.undecodable or "\0" in first:
        raise BadInput(f"{file.name}, line 1, is not UTF-8: export the file as UTF-8.")
    if not first.strip():
        raise BadInput(f"{file.name} is empty: not even a header is there.")
    if len(titles) > MOST_CELLS:
        raise BadInput(f"{file.name} has a header of more than {MOST_CELLS:,} columns.")
    return CsvSheet(file, name, [title.strip() for title in titles], encoding, delimiter)


def _encoding(beginning: bytes) -> str:
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-8-sig"


def _decoded(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    return io.TextIOWrapper(stream, encoding, errors, newline="")


class _TooMuchError(Exception):
    """A record goes on beyond LONGEST_LINE or MOST_CELLS; the message says which."""


_BLANK = ("\n", "\r\n", "\r")
_FEW_BLANK = 100
"""So many blank lines are read one by one; what follows them is passed over a chunk at a time."""
_CHUNK = 2**16
_LINE_ENDS = re.compile(r"[\r\n]*+")
_LINE_OUTSIDE_QUOTES = re.compile(r'(?:[^"\r\n]*+"[^"]*+")*+[^"\r\n]*+')


class _Lines:
    """The lines of a text, for the csv module: keeps what it takes to get past a bad record.

    A record ends at the first line end that an even number of quotation marks precedes. Blank lines
    before it are passed over here, where they cost least.
    """

    def __init__(self, text: io.TextIOWrapper, delimiter: str | None = None) -> None:
        self._text = text
        self._ahead: io.StringIO | None = None
        self._held = ""
        self._read: Callable[[int], str] = text.readline
        self._delimiter = delimiter
        self._number = 0
        self._characters = 0
        self._cells = 0
        self._quotes = 0
        self._ended = False
        self.first = 1
        self.undecodable = 0

    @property
    def cut_off(self) -> bool:
        """Whether the text ended within a quoted cell of the record."""
        return self._ended and self._quotes % 2 == 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._read(LONGEST_LINE)
        if not self._characters:
            blank = 0
            while line in _BLANK:
                self._number += 1
                blank += 1
                if blank > _FEW_BLANK:
                    self._skip_blank_lines()
                line = self._read(LONGEST_LINE)
            self.first = self._number + 1
        if not line:
            self._ended = True
            raise StopIteration
        self._number += 1
        self._characters += len(line)
        self._quotes += line.count('"')
        if not line.isascii() and _NOT_UTF8.search(line) and not self.undecodable:
            self.undecodable = self._number
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._finish_line()
            raise _TooMuchError(TOO_LONG)
        if self._characters > LONGEST_LINE:
            raise _TooMuchError(TOO_LONG_A_ROW)
        if self._delimiter is not None:
            self._cells += line.count(self._delimiter)
            if self._cells >= MOST_CELLS:
                raise _TooMuchError(TOO_MANY_CELLS)
        return line

    def begin_record(self) -> None:
        """Forgets the record before; `first` will be the line that the next one begins on."""
        self._characters = 0
        self._cells = 0
        self._quotes = 0
        self.undecodable = 0

    def skip_record(self) -> None:
        """Reads on to the end of the record begun."""
        quoted = self._quotes % 2 == 1
        ended = not quoted
        while not ended and (chunk := self._chunk()):
            start = chunk.find('"') + 1 if quoted else 0
            if quoted and not start:
                self._pass(chunk, len(chunk))
                continue
            found = _LINE_OUTSIDE_QUOTES.match(chunk, start)
            end = found.end() if found else start
            quoted = chunk.startswith('"', end)
            ended = not quoted and end < len(chunk)
            if ended:
                self._pass(chunk, end + (2 if chunk.startswith("\r\n", end) else 1))
            else:
                self._pass(chunk, len(chunk))

    def _skip_blank_lines(self) -> None:
        while chunk := self._chunk():
            found = _LINE_ENDS.match(chunk)
            end = found.end() if found else 0
            self._pass(chunk, end)
            if end < len(chunk):
                return

    def _chunk(self) -> str:
        """The next characters; "" after the last. What may be half a line end is held back."""
        ahead = self._ahead.read() if self._ahead else ""
        self._ahead, self._read = None, self._text.readline
        if ahead:
            return ahead
        chunk = self._text.read(_CHUNK)
        self._held = "\r" if len(chunk) > 1 and chunk.endswith("\r") else ""
        return chunk.removesuffix(self._held)

    def _pass(self, chunk: str, end: int) -> None:
        """Counts the lines before `end`; what stands after it will be read as lines."""
        ends = (chunk.count(mark, 0, end) for mark in ("\n", "\r", "\r\n"))
        self._number += next(ends) + next(ends) - next(ends)
        rest = chunk[end:] + self._held
        self._held = ""
        if rest:
            # Completed, so that a line across the end of the chunk is one.
            rest += self._text.readline(LONGEST_LINE)
            self._ahead, self._read = io.StringIO(rest, newline=""), self._line_ahead

    def _line_ahead(self, most: int) -> str:
        line = self._ahead.readline(most) if self._ahead else ""
        if line:
            return line
        self._ahead, self._read = None, self._text.readline
        return self._read(most)

    def _finish_line(self, line: str = "") -> None:
        while len(line) == LONGEST_LINE or not line:
            if line.endswith(("\n", "\r")):
                return
            line = self._read(LONGEST_LINE)
            if not line:
                return
            self._quotes += line.count('"')
