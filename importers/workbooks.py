"""Excel workbooks (.xlsx) as rows of text: each worksheet is a table such as a CSV file holds.

Cells become the texts that a CSV would hold: whole numbers without a fraction, days and times as
ISO, `true` and `false`; of a formula its last result, of a failed one nothing. Worksheets that are
hidden are left out, hidden rows and columns are not. Memory stays flat: a row at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File
from importers.workbook_parts import Book, CellTooLong

SUFFIXES = (".xlsx", ".xlsm")
MOST_COLUMNS = 16_384
LONGEST_ROW = 2**22
TOO_LONG = "a cell is longer than 1 MB, or the row longer than 4 MB"

Row = tuple[int, list[str]]
"""The number of a row of the worksheet, and its cells."""


def is_workbook(file: File) -> bool:
    """Whether the file is a workbook, by its name."""
    return file.suffix in SUFFIXES


def workbook_sheets(file: File) -> "list[WorkbookSheet]":
    """The visible worksheets that hold anything, in their order; BadInput when none does.

    The object of each is its title, that of a workbook with one worksheet the name of the file.
    """
    book = Book(file)
    with book.readable():
        titles = book.worksheets()
    sheets = []
    for title, part in titles:
        sheet = WorkbookSheet(book, part, title, (title,), title)
        line, cells = next(sheet.lines(), (0, None))
        if cells:
            sheets.append(sheet.below(line, cells))
    if not sheets:
        raise BadInput(f"{file.name} is empty: not even a header is there.")
    if len(sheets) == 1:
        return [replace(sheets[0], names=(file.stem, sheets[0].title), object=file.stem)]
    return sheets


@dataclass(frozen=True)
class WorkbookSheet:
    """A worksheet of a workbook; its header is the first row that is not empty.

    `names` are those that may tell what its rows are: its title, and the name of a file that holds
    nothing else.
    """

    book: Book
    part: str
    title: str
    names: tuple[str, ...]
    object: str
    header: list[str] = field(default_factory=list)
    header_line: int = 0

    @property
    def file(self) -> str:
        """Name of the file within the export, and the title of the worksheet."""
        return f"{self.book.file.name} ({self.title})"

    def below(self, line: int, header: list[str]) -> "WorkbookSheet":
        """The same worksheet with that row as its header."""
        return replace(self, header=[title.strip() for title in header], header_line=line)

    def rows(self) -> Iterator[Row | Reject]:
        """The rows below the header, streamed; empty ones are skipped."""
        width = len(self.header)
        for line, cells in self.lines():
            if line <= self.header_line:
                continue
            if cells is None:
                yield Reject(self.file, line, "", TOO_LONG)
            elif len(cells) > width:
                reason = f"the row has {len(cells)} cells, the header {width}"
                yield Reject(self.file, line, "", reason)
            else:
                yield line, cells + [""] * (width - len(cells))

    def lines(self) -> Iterator[tuple[int, list[str] | None]]:
        """Every row that holds something, its cells up to the last that does.

        None in place of cells that are too long to keep; BadInput for a damaged workbook.
        """
        with self.book.readable(), self.book.opened(self.part) as happened:
            left = self.book.largest
            row = _Row(self.book, 0)
            for name, attributes, text in happened:
                if name == "row":
                    if attributes is not None:
                        row = _Row(self.book, _number(attributes.get("r")) or row.line + 1)
                        continue
                    left -= row.length
                    if left < 0:
                        raise ValueError(f"its cells hold over {self.book.largest // 2**20} MB")
                    if row.too_long or row.filled():
                        yield row.line, None if row.too_long else row.cells
                elif name == "c":
                    if attributes is None:
                        row.end_cell()
                    else:
                        place = attributes.get("r", "")
                        row.begin_cell(place, attributes.get("t", "n"), attributes.get("s", "0"))
                elif name in ("v", "t"):
                    row.reading = attributes is not None
                elif name == "rPh":
                    row.aside = attributes is not None
                elif text:
                    row.hear(text)


class _Row:
    """A row while it is read, cell by cell."""

    def __init__(self, book: Book, line: int) -> None:
        self.line = line
        self.cells: list[str] = []
        self.too_long = False
        self.reading = False
        self.aside = False
        self.length = 0
        self._book = book
        self._column = -1
        self._kind = self._style = ""
        self._heard: list[str] = []

    def begin_cell(self, place: str, kind: str, style: str) -> None:
        """A cell such as B7 begins; one without a place follows the one before."""
        self._column = _column(place) if place else self._column + 1
        self._kind, self._style = kind, style
        self._heard = []

    def hear(self, text: str) -> None:
        """Part of what the cell holds."""
        if self.reading and not self.aside and self._keep(len(text)):
            self._heard.append(text)

    def end_cell(self) -> None:
        """The cell is complete."""
        heard = "".join(self._heard)
        if not heard or self.too_long:
            return
        try:
            text = self._book.text_of(self._kind, heard, self._style)
        except CellTooLong:
            self.too_long = True
            return
        if not 0 <= self._column < MOST_COLUMNS:
            raise ValueError("a cell stands where no spreadsheet has one")
        if text and self._keep(len(text)):
            self.cells += [""] * (self._column + 1 - len(self.cells))
            self.cells[self._column] = text

    def filled(self) -> bool:
        """Whether anything is left when the empty cells at its end are taken off."""
        while self.cells and not self.cells[-1].strip():
            self.cells.pop()
        return bool(self.cells)

    def _keep(self, length: int) -> bool:
        self.length += length
        self.too_long |= self.length > LONGEST_ROW
        return not self.too_long


def _number(text: str | None) -> int:
    """A row's number; 0 where none stands there."""
    if not text:
        return 0
    if len(text) < 8 and text.isascii() and text.isdigit():
        return int(text)
    raise ValueError(f"a row cannot have the number {text[:20]!r}")


def _column(place: str) -> int:
    """The column of a cell by its place: 0 of A1, 27 of AB7."""
    column = 0
    for letter in place[:4]:
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - 64
    return column - 1
