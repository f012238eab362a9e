"""Cells that rows get from other tables of the same export: associations, owners, stages.

What is looked up waits in a temporary database on disk, so that memory stays flat however many rows
the other tables have.
"""

import sqlite3
import weakref
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.errors import BadInput
from graph.statement import Reject
from importers.mapping import squashed
from importers.sheets import Row, Sheet

MOST = 1000
"""How many rows of another table one row is joined with; a meeting of more people is a webinar."""


@dataclass(frozen=True)
class Lookup:
    """Columns that rows get from the rows of `table` whose `key` holds what they hold in `on`.

    Each of `columns` is its title here and then its spellings there; `key` and `on` are spellings
    too. With `many` the values of all rows count, `;` between them, else those of the first. What a
    table holds under such a title itself stays as it is.
    """

    table: str
    key: tuple[str, ...]
    on: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    many: bool = False


class Tables:
    """The tables of one export, to look cells up in."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in sheets:
            self._sheets[squashed(sheet.object)].append(sheet)
        self._filled: dict[Lookup, str] = {}
        # Without a name it is a file of SQLite's own, gone when closed. An import reads in several
        # threads, one after the other.
        self._database = sqlite3.connect("", check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        weakref.finalize(self, self._database.close)

    def widened(self, sheet: Sheet, lookups: Sequence[Lookup]) -> Sheet:
        """The sheet with the columns of those lookups that this export can answer."""
        header = list(sheet.header)
        steps: list[_Step] = []
        for lookup in lookups:
            known = {squashed(title) for title in header}
            wanted = [
                n for n, names in enumerate(lookup.columns) if squashed(names[0]) not in known
            ]
            places = _places(header, lookup.on)
            if wanted and places and any(_key(other, lookup) for other in self._of(lookup)):
                steps.append(_Step(lookup, tuple(places), tuple(wanted)))
                header += [lookup.columns[number][0] for number in wanted]
        return _WideSheet(sheet, header, tuple(steps), self) if steps else sheet

    def cells(self, lookup: Lookup, key: str) -> list[str]:
        """What the lookup finds for a key, a cell for each of its columns; empty for nothing."""
        table = self._filled.get(lookup) or self._fill(lookup)
        limit = MOST if lookup.many else 1
        # In an order of their own, so that the order of the other table's rows does not matter.
        order = ", ".join(_names(lookup))
        found = self._database.execute(
            f"SELECT * FROM {table} WHERE k = ? ORDER BY {order} LIMIT {limit}", (key,)
        ).fetchall()
        columns = list(zip(*found, strict=True))[1:] if found else [()] * len(lookup.columns)
        return [";".join(dict.fromkeys(filter(None, values))) for values in columns]

    def _of(self, lookup: Lookup) -> list[Sheet]:
        return self._sheets.get(squashed(lookup.table), [])

    def _fill(self, lookup: Lookup) -> str:
        table = f"t{len(self._filled)}"
        names = ["k", *_names(lookup)]
        marks = ", ".join("?" for _ in names)
        try:
            self._database.execute(f"CREATE TABLE {table} ({' TEXT, '.join(names)} TEXT)")
            for sheet in self._of(lookup):
                self._database.executemany(
                    f"INSERT INTO {table} VALUES ({marks})", _entries(sheet, lookup)
                )
            self._database.execute(f"CREATE INDEX i{table} ON {table} (k)")
        except sqlite3.Error as error:
            raise BadInput(f"{lookup.table} cannot be looked up in: {error}.") from error
        self._filled[lookup] = table
        return table


@dataclass(frozen=True)
class _Step:
    """A lookup by the cells at `places`, and which of its columns are wanted."""

    lookup: Lookup
    places: tuple[int, ...]
    wanted: tuple[int, ...]


@dataclass(frozen=True)
class _WideSheet:
    """A sheet with more columns than its file has."""

    sheet: Sheet
    header: list[str]
    steps: tuple[_Step, ...]
    tables: Tables

    @property
    def file(self) -> str:
        """Name of the file within the export."""
        return self.sheet.file

    @property
    def object(self) -> str:
        """What its rows are."""
        return self.sheet.object

    def rows(self) -> Iterator[Row | Reject]:
        """The rows with what was looked up for each."""
        for row in self.sheet.rows():
            if isinstance(row, Reject):
                yield row
                continue
            line, cells = row
            for step in self.steps:
                key = next((word for place in step.places if (word := cells[place].strip())), "")
                found = self.tables.cells(step.lookup, key) if key else []
                cells = cells + [found[number] if found else "" for number in step.wanted]
            yield line, cells


def own_columns(sheet: Sheet) -> list[str]:
    """The columns that the sheet's file itself has, which stand first."""
    return sheet.sheet.header if isinstance(sheet, _WideSheet) else sheet.header


def _places(header: Sequence[str], names: Sequence[str]) -> list[int]:
    """Where the columns of these spellings stand, the first spelling first."""
    titles = [squashed(title) for title in header]
    return [titles.index(squashed(name)) for name in names if squashed(name) in titles]


def _names(lookup: Lookup) -> list[str]:
    return [f"c{number}" for number in range(len(lookup.columns))]


def _key(sheet: Sheet, lookup: Lookup) -> list[int]:
    return _places(sheet.header, lookup.key)[:1]


def _entries(sheet: Sheet, lookup: Lookup) -> Iterator[list[str]]:
    keys = _key(sheet, lookup)
    columns = [_places(sheet.header, names[1:])[:1] for names in lookup.columns]
    for row in sheet.rows() if keys else ():
        if not isinstance(row, Reject) and (key := row[1][keys[0]].strip()):
            yield [key, *(row[1][place[0]].strip() if place else "" for place in columns)]
