"""Tables to CSV files, byte for byte the same for the same rows."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

Value = str | int | float | bool | date | datetime | None
Row = dict[str, str]


def cell(value: Value) -> str:
    """A value as the weekly export writes it: booleans 0/1, times in UTC without a zone."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return value.isoformat()
        case _:
            return str(value)


class Tables:
    """Rows by table, each table with its columns in the order they are written."""

    def __init__(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        self.columns = columns
        self.rows: dict[str, list[Row]] = {table: [] for table in columns}

    def add(self, table: str, **values: Value) -> None:
        """Appends a row; a column that is not named stays empty, an unknown one is a mistake."""
        unknown = values.keys() - set(self.columns[table])
        if unknown:
            raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
        self.rows[table].append({name: cell(value) for name, value in values.items()})

    def write(self, folder: Path) -> None:
        """Writes every table to `folder`, headers included even where there are no rows."""
        folder.mkdir(parents=True, exist_ok=True)
        for table, rows in self.rows.items():
            columns = self.columns[table]
            lines = ([row.get(column, "") for column in columns] for row in rows)
            write_csv(folder / f"{table}.csv", columns, lines)


def write_csv(path: Path, columns: tuple[str, ...], lines: Iterable[Iterable[str]]) -> None:
    """Writes one file, every value quoted, UTF-8, lines ended by a bare line feed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
