"""The report as CSV: one line for each value, the same columns throughout.

So the files of several quarters can be put one below the other, filtered and pivoted.
"""

from collections.abc import Iterator
from datetime import date

from api.csv_text import csv_text
from api.report.document import Cell, Column, Report
from api.report.words import cleaned, moment_cell
from queries.row import Money

HEADER = (
    "as_of",
    "compare_to",
    "settings_version",
    "chapter",
    "table",
    "row",
    "item",
    "column",
    "value",
    "unit",
)
FIGURES = "figures"
DIGITS = 6
"""Digits behind the point; the others are what arithmetic left there."""


def as_csv(report: Report) -> bytes:
    """Every figure and every cell."""
    compared = "" if report.compare_to is None else moment_cell(report.compare_to)
    about = (moment_cell(report.as_of), compared, report.settings_version)
    lines = ([*about, *line] for line in _lines(report))
    return csv_text(HEADER, lines).encode()


def _lines(report: Report) -> Iterator[list[object]]:
    for chapter in report.chapters:
        if chapter.missing:
            yield [chapter.title, "", "", "", "missing", chapter.missing, "text"]
        for number, figure in enumerate(chapter.figures, start=1):
            kind, name = figure.definition.kind, figure.definition.name
            name += f", {figure.remark}" if figure.remark else ""
            for column, cell in (("value", figure.value), ("before", figure.before)):
                if cell is not None:
                    yield [chapter.title, FIGURES, number, name, column, *_value(cell, kind)]
        for table in chapter.tables:
            for number, row in enumerate(table.rows, start=1):
                item = _value(row[0], table.columns[0].kind)[0]
                for of, cell in _told(row, table.columns):
                    value = _value(cell, of.kind)
                    yield [chapter.title, table.title, number, item, of.title, *value]


def _told(row: tuple[Cell, ...], columns: tuple[Column, ...]) -> Iterator[tuple[Column, Cell]]:
    for column, cell in zip(columns, row, strict=True):
        if cell is not None and cell != "":
            yield column, cell


def _value(cell: Cell, kind: str) -> tuple[object, str]:
    """A value as programs read it, and what it is in."""
    if isinstance(cell, Money):
        return cell.amount, cell.currency
    if isinstance(cell, date):
        return cell.isoformat(), "day"
    if isinstance(cell, float):
        return round(cell, DIGITS), str(kind)
    return (cleaned(cell) if isinstance(cell, str) else cell), str(kind)
