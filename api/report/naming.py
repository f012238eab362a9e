"""The names of people and teammates, put where a report holds their ids."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from api.report.document import Cell, Chapter, Chart, Ref, Report, Table
from graph.database import Database
from graph.names import Known, names_of

NAMELESS = "somebody without a name"


async def with_names(database: Database, report: Report) -> Report:
    """The report with a name in the place of every reference: one statement."""
    names = await names_of(database, sorted({ref.id for ref in _refs(report)}))
    chapters = tuple(
        replace(
            chapter,
            tables=tuple(_table(table, names) for table in chapter.tables),
            charts=tuple(_chart(chart, names) for chart in chapter.charts),
            poster=None if chapter.poster is None else _chart(chapter.poster, names),
        )
        for chapter in report.chapters
    )
    return replace(report, chapters=chapters)


def _refs(report: Report) -> Iterator[Ref]:
    for chapter in report.chapters:
        for cell in _cells(chapter):
            if isinstance(cell, Ref):
                yield cell


def _cells(chapter: Chapter) -> Iterator[Cell]:
    for table in chapter.tables:
        for row in table.rows:
            yield from row
    for chart in (*chapter.charts, chapter.poster):
        if chart is not None:
            yield from chart.labels


def _table(table: Table, names: Mapping[str, Known]) -> Table:
    return replace(
        table, rows=tuple(tuple(_named(cell, names) for cell in row) for row in table.rows)
    )


def _chart(chart: Chart, names: Mapping[str, Known]) -> Chart:
    labels = tuple(_name(x, names) if isinstance(x, Ref) else x for x in chart.labels)
    return replace(chart, labels=labels)


def _named(cell: Cell, names: Mapping[str, Known]) -> Cell:
    return _name(cell, names) if isinstance(cell, Ref) else cell


def _name(ref: Ref, names: Mapping[str, Known]) -> str:
    return names[ref.id].name if ref.id in names else NAMELESS
