"""One set of Salesforce records, written as different programs write them."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Literal

Value = str | bool | datetime | date | int | None
Rows = list[dict[str, Value]]
Records = Mapping[str, Rows]
Files = dict[str, str | bytes]
Dialect = Callable[[Records], Files]


def _weekly_cell(value: Value) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, bool):
        return "1" if value else "0"
    return "" if value is None else str(value)


def _loader_cell(value: Value) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.000+0000")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def table(
    rows: Rows,
    cell: Callable[[Value], str],
    title: Callable[[str], str] = str,
    *,
    quoting: Literal[0, 1] = csv.QUOTE_ALL,
    end: str = "\n",
    delimiter: str = ",",
) -> str:
    """The rows as one CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, lineterminator=end, delimiter=delimiter)
    writer.writerow(title(name) for name in rows[0])
    writer.writerows([cell(row[name]) for name in rows[0]] for row in rows)
    return text.getvalue()


def weekly_export(records: Records) -> Files:
    """Everything quoted, 0 and 1, times in UTC without saying so."""
    return {f"{object}.csv": table(rows, _weekly_cell) for object, rows in records.items()}


def data_loader(records: Records) -> Files:
    """Times with their zone, true and false, CRLF and a byte order mark."""
    return {
        f"{object}.csv": "\ufeff" + table(rows, _loader_cell, end="\r\n")
        for object, rows in records.items()
    }


def shouting(records: Records) -> Files:
    """Headers and booleans in capitals, cells quoted only where they must be."""

    def cell(value: Value) -> str:
        return _loader_cell(value).upper() if isinstance(value, bool) else _loader_cell(value)

    return {
        f"{object.upper()}S.CSV": table(rows, cell, str.upper, quoting=csv.QUOTE_MINIMAL)
        for object, rows in records.items()
    }


def warehouse(records: Records) -> Files:
    """Snake case tables, with the columns a connector adds."""

    def cell(value: Value) -> str:
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M:%S.000 UTC")
        return _loader_cell(value)

    files: Files = {}
    for object, rows in records.items():
        synced = [
            {
                **row,
                "_fivetran_deleted": False,
                "_fivetran_synced": datetime(2026, 1, 1, tzinfo=UTC),
            }
            for row in rows
        ]
        files[f"{_snake(object)}.csv"] = table(synced, cell, _snake, quoting=csv.QUOTE_MINIMAL)
    return files


def _snake(name: str) -> str:
    custom = re.sub(r"__c$", "_c", name)
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", custom).lower()


def spreadsheet(records: Records) -> Files:
    """Semicolons, CR line ends, UTF-16: what spreadsheets save."""
    return {
        f"{object}.csv": table(rows, _weekly_cell, end="\r", delimiter=";").encode("utf-16")
        for object, rows in records.items()
    }


def short_ids(records: Records) -> Files:
    """Ids of 15 characters, as reports show them."""

    def cell(value: Value) -> str:
        text = _weekly_cell(value)
        return text[:15] if re.fullmatch(r"[0-9][0-9A-Za-z]{17}", text) else text

    return {f"{object}.csv": table(rows, cell) for object, rows in records.items()}


def trees(records: Records) -> Files:
    """sObject trees with their real ids."""
    return {
        f"{object}s.json": json.dumps(
            {
                "records": [
                    {"attributes": {"type": object}}
                    | {
                        name: _loader_cell(value) if isinstance(value, date) else value
                        for name, value in row.items()
                    }
                    for row in rows
                ]
            }
        )
        for object, rows in records.items()
    }


DIALECTS: Mapping[str, Dialect] = {
    dialect.__name__: dialect
    for dialect in (
        weekly_export,
        data_loader,
        shouting,
        warehouse,
        spreadsheet,
        short_ids,
        trees,
    )
}
