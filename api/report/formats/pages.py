"""The report as pages show it: every cell a text. The HTML and the PDF are written from this.

What comes out is plain lists, dictionaries and texts, so that it may be told to a template in any
language.
"""

from dataclasses import replace
from itertools import groupby
from typing import Any

from api.report.charts import HALF, WIDTH, alternative, drawn
from api.report.document import Cell, Chapter, Chart, Column, Figure, Kind, Report, Table
from api.report.words import (
    cell_words,
    cleaned,
    figure_change,
    figure_verdict,
    figure_words,
    moment_words,
)

Shown = dict[str, Any]
MOST_POSTERS = 2
MOST_BARS = 8
MOST_CURRENCIES = 3
FEW = 3
"""So few rows more are shown as well, rather than left out."""
LONGEST = 280
"""Characters of a cell shown on a page; the workbook has them all."""
TO_THE_RIGHT = (Kind.WHOLE, Kind.SHARE, Kind.SCORE, Kind.NUMBER, Kind.MONEY)


def pages(report: Report) -> Shown:
    """The whole report."""
    return {
        "title": report.title,
        "as_of": moment_words(report.as_of),
        "compare_to": "" if report.compare_to is None else moment_words(report.compare_to),
        "settings_version": report.settings_version,
        "teams_only": report.teams_only,
        "tiles": [tile for chapter in report.chapters for tile in _headline(chapter)],
        "leads": [
            {"title": chapter.title, "text": cleaned(chapter.missing or chapter.lead)}
            for chapter in report.chapters
        ],
        "posters": [_poster(c.poster) for c in report.chapters if c.poster][:MOST_POSTERS],
        "chapters": [_chapter(chapter) for chapter in report.chapters],
        "warnings": list(map(cleaned, report.warnings)),
        "definitions": [
            {"name": definition.name, "meaning": definition.meaning}
            for definition in report.definitions
        ],
    }


def _headline(chapter: Chapter) -> list[Shown]:
    """The tiles of the first page, of which each shows few currencies."""
    tiles = _tiles([figure for figure in chapter.figures if figure.definition in chapter.headline])
    for tile in tiles:
        values = tile["values"]
        if len(values) > MOST_CURRENCIES:
            tile["values"] = values[:MOST_CURRENCIES]
            more = f"and {len(values) - MOST_CURRENCIES} more currencies"
            tile["values"][-1] = {**values[MOST_CURRENCIES - 1], "remark": more}
    return tiles


def _poster(chart: Chart) -> Shown:
    """A chart of the first page, of few bars."""
    if len(chart.labels) <= MOST_BARS:
        return _chart(chart, HALF)
    series = tuple(replace(one, values=one.values[:MOST_BARS]) for one in chart.series)
    title = f"{chart.title}, {MOST_BARS} of {len(chart.labels)}"
    return _chart(replace(chart, title=title, labels=chart.labels[:MOST_BARS], series=series), HALF)


def _tiles(figures: list[Figure]) -> list[Shown]:
    """One tile for each definition; an amount in further currencies stands below the first."""
    groups = (list(group) for _, group in groupby(figures, key=lambda f: f.definition.name))
    return [
        {
            "name": group[0].definition.name,
            "values": [
                {
                    "value": figure_words(figure),
                    "change": figure_change(figure),
                    "verdict": figure_verdict(figure),
                    "remark": cleaned(figure.remark),
                }
                for figure in group
            ],
        }
        for group in groups
    ]


def _chapter(chapter: Chapter) -> Shown:
    return {
        "title": chapter.title,
        "lead": cleaned(chapter.lead),
        "missing": cleaned(chapter.missing),
        "tiles": _tiles(list(chapter.figures)),
        "charts": [_chart(chart) for chart in chapter.charts],
        "tables": [_table(table) for table in chapter.tables],
        "notes": list(map(cleaned, chapter.notes)),
    }


def _chart(chart: Chart, width: int = WIDTH) -> Shown:
    svg = drawn(chart, width)
    return {"title": chart.title, "svg": svg, "alternative": alternative(chart)}


def _table(table: Table) -> Shown:
    spared = len(table.rows) - table.shown <= FEW
    rows = table.rows if spared else table.rows[: table.shown]
    return {
        "title": table.title,
        "columns": [_column(column) for column in table.columns if not column.aside],
        "rows": [
            [
                _cell(cell, column)
                for cell, column in zip(row, table.columns, strict=True)
                if not column.aside
            ]
            for row in rows
        ],
        "empty": table.empty,
        "rest": f"{len(rows):,} of {len(table.rows):,} shown; the workbook and the CSV have all."
        if len(rows) < len(table.rows)
        else "",
    }


def _column(column: Column) -> Shown:
    return {
        "title": column.title,
        "right": column.kind in TO_THE_RIGHT,
        "wide": column.wide,
        "day": column.kind is Kind.DAY,
    }


def _cell(cell: Cell, column: Column) -> str:
    text = cell_words(cell, column.kind, signed=column.signed)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
