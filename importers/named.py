"""The tables of an export by the objects that their files are named after.

Records that are dated in milliseconds read as if they were dated in ISO text: the moment at which
an export was taken is read off the dates before any form tells how its columns are read.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.statement import Reject
from importers.files import File
from importers.mapping import squashed
from importers.moments import iso
from importers.sheets import TABLES, Row, Sheet, csv_sheets


def named_sheets(
    files: Sequence[File],
    names: Mapping[str, str],
    dates: Sequence[str],
    by_header: Callable[[Sheet], str] = lambda sheet: sheet.object,
) -> tuple[list[Sheet], list[str]]:
    """The tables among the files, and the names of all other files.

    `names` gives the object of each name a file may bear; of any other file `by_header` tells it.
    `dates` are the titles of columns that date a record.
    """
    found, others = csv_sheets([file for file in files if file.suffix in TABLES], tuple(names))
    others += [file.name for file in files if file.suffix not in TABLES]
    return [
        dated(sheet, names.get(sheet.object) or by_header(sheet), dates) for sheet in found
    ], others


def dated(sheet: Sheet, object: str, dates: Sequence[str]) -> Sheet:
    """The sheet as one of this object, its columns of those titles in ISO text."""
    wanted = {squashed(title) for title in dates}
    places = [n for n, title in enumerate(sheet.header) if squashed(title) in wanted]
    return _NamedSheet(sheet, object, tuple(places))


@dataclass(frozen=True)
class _NamedSheet:
    sheet: Sheet
    object: str
    dates: tuple[int, ...]

    @property
    def file(self) -> str:
        """Name of the file within the export."""
        return self.sheet.file

    @property
    def header(self) -> list[str]:
        """Names of the columns."""
        return self.sheet.header

    def rows(self) -> Iterator[Row | Reject]:
        """The rows."""
        for row in self.sheet.rows():
            if not isinstance(row, Reject):
                for place in self.dates:
                    row[1][place] = iso(row[1][place])
            yield row
