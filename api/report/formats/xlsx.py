"""The report as a workbook: a sheet of figures, one for each table, and the definitions.

Numbers are numbers and days are days; texts are always texts, whatever they begin with. The file
holds no moment of its own but the day of the report.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from api.report.document import Cell, Column, Kind, Report, Table
from api.report.words import NOTHING, cleaned, moment_cell, moment_words
from graph.values.calendar import DAY
from graph.values.money import decimals
from queries.row import Money

MOST_CHARACTERS = 32_767
"""What a cell of a workbook may hold."""
SHEET_NAME = 31
DIGITS = 6
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
WIDTHS = {Kind.TEXT: 24, Kind.DAY: 12, Kind.MONEY: 16}
WIDE = 80
NARROW = 12

FORMATS: dict[Kind, str] = {
    Kind.WHOLE: "#,##0",
    Kind.SHARE: "0.0%",
    Kind.SCORE: "0.0",
    Kind.NUMBER: "#,##0.00",
    Kind.DAY: "yyyy-mm-dd",
}


def as_xlsx(report: Report) -> bytes:
    """The workbook."""
    memory = io.BytesIO()
    book = _Book(memory, report)
    book.figures()
    for chapter in report.chapters:
        for table in chapter.tables:
            book.table(table)
    book.definitions()
    book.close()
    return memory.getvalue()


class _Book:
    def __init__(self, memory: io.BytesIO, report: Report) -> None:
        self.report = report
        self.made = xlsxwriter.Workbook(memory, {"in_memory": True})
        day = datetime.fromtimestamp(report.as_of / 1000, UTC).replace(tzinfo=None)
        self.made.set_properties(
            {"title": f"{report.title}, {moment_words(report.as_of)}", "created": day}
        )
        self.formats: dict[str, Any] = {}
        self.names: set[str] = set()

    def close(self) -> None:
        self.made.close()

    def figures(self) -> None:
        """The first sheet: every figure, and what the report is of."""
        report = self.report
        rows: list[Sequence[Cell]] = [
            (
                chapter.title,
                figure.definition.name,
                figure.value,
                figure.value.currency if isinstance(figure.value, Money) else None,
                figure.before,
                figure.change,
                figure.remark,
            )
            for chapter in report.chapters
            for figure in chapter.figures
        ]
        kinds = [
            figure.definition.kind for chapter in report.chapters for figure in chapter.figures
        ]
        sheet = self._sheet(
            "Summary", ("Chapter", "Figure", "Value", "Currency", "Before", "Change", "Remark")
        )
        for number, (row, kind) in enumerate(zip(rows, kinds, strict=True), start=1):
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell, kind)
        for column, width in enumerate((22, 36, 18, 10, 18, 18, 40)):
            sheet.set_column(column, column, width)
        about = (
            ("As of", _day(report.as_of)),
            ("Compared with", None if report.compare_to is None else _day(report.compare_to)),
            ("Settings", report.settings_version),
            ("Teams only", "yes" if report.teams_only else "no"),
            *(("Note", warning) for warning in report.warnings),
            *((c.title, c.missing) for c in report.chapters if c.missing),
        )
        for number, (name, value) in enumerate(about, start=len(rows) + 2):
            self._write(sheet, number, 0, name, Kind.TEXT)
            self._write(sheet, number, 1, value, Kind.DAY)

    def table(self, table: Table) -> None:
        """A sheet with all rows of a table; an amount has its currency beside it."""
        columns = [part for column in table.columns for part in _parts(column)]
        sheet = self._sheet(table.title, [title for title, _, _ in columns])
        for number, row in enumerate(table.rows, start=1):
            cells = [
                (cell, column.kind)
                for value, column in zip(row, table.columns, strict=True)
                for cell in _cells(value, column)
            ]
            for place, (cell, kind) in enumerate(cells):
                self._write(sheet, number, place, cell, kind)
        for place, (_, kind, wide) in enumerate(columns):
            sheet.set_column(place, place, WIDE if wide else WIDTHS.get(kind, NARROW))
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)
        else:
            self._write(sheet, 1, 0, table.empty or NOTHING, Kind.TEXT)

    def definitions(self) -> None:
        """The last sheet: what every figure means."""
        sheet = self._sheet("Definitions", ("Figure", "Meaning"))
        for number, definition in enumerate(self.report.definitions, start=1):
            self._write(sheet, number, 0, definition.name, Kind.TEXT)
            self._write(sheet, number, 1, definition.meaning, Kind.TEXT, wrapped=True)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 1, 110)

    def _sheet(self, title: str, header: Iterable[str]) -> Any:
        sheet = self.made.add_worksheet(self._name(title))
        bold = self._format(bold=True, text_wrap=True, valign="top", bottom=1)
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{moment_words(self.report.as_of)}&R&P / &N")
        return sheet

    def _name(self, title: str) -> str:
        """A name that a sheet may have and none has yet."""
        short = title if len(title) <= SHEET_NAME else title.partition(",")[0]
        base = " ".join(short.translate(FORBIDDEN).split()).strip("'")[:SHEET_NAME].strip()
        name, number = base, 2
        while name.casefold() in self.names:
            ending = f" {number}"
            name, number = base[: SHEET_NAME - len(ending)] + ending, number + 1
        self.names.add(name.casefold())
        return name

    def _write(
        self, sheet: Any, row: int, column: int, cell: Cell, kind: Kind, *, wrapped: bool = False
    ) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, Money):
            pattern = "#,##0" + ("." + "0" * places if (places := decimals(cell.currency)) else "")
            sheet.write_number(row, column, cell.amount, self._format(num_format=pattern))
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self._format(num_format=FORMATS[Kind.DAY]))
        elif isinstance(cell, int | float):
            pattern = FORMATS.get(kind, "General")
            sheet.write_number(row, column, round(cell, DIGITS), self._format(num_format=pattern))
        else:
            text = cleaned(str(cell))[:MOST_CHARACTERS]
            style = self._format(text_wrap=True, valign="top") if wrapped else None
            sheet.write_string(row, column, text, style)

    def _format(self, **wanted: Any) -> Any:
        """A format of the book, made once."""
        key = repr(sorted(wanted.items()))
        if key not in self.formats:
            self.formats[key] = self.made.add_format(wanted)
        return self.formats[key]


def _day(at: int) -> date | str:
    """A date, where it is the first moment of a day; else words."""
    return datetime.fromtimestamp(at / 1000, UTC).date() if at % DAY == 0 else moment_cell(at)


def _parts(column: Column) -> list[tuple[str, Kind, bool]]:
    own = (column.title, column.kind, column.wide)
    if column.kind is Kind.MONEY:
        return [own, (f"{column.title} currency", Kind.NUMBER, False)]
    return [own]


def _cells(value: Cell, column: Column) -> list[Cell]:
    if column.kind is Kind.MONEY:
        return [value, value.currency if isinstance(value, Money) else None]
    return [value]
