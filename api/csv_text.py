"""CSV as we write it everywhere: no cell is run by the spreadsheet that opens it."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

RUN = "=+\\-@＝＋－＠"
_BEGINNING = re.compile(rf"(?:(?<=[;\t\r\n])|^)(?=\s*[{RUN}])|^(?=[\t\r\n])")
"""Where a spreadsheet would begin a formula: at the beginning of a cell, and behind whatever may
divide cells where lists are divided otherwise (a comma file opened in a country of semicolons)."""


def csv_text(header: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows below their header; lines end as RFC 4180 wants."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return lines.getvalue()


def csv_cell(value: object) -> str:
    """A value in a cell; numbers as they are, texts with an apostrophe where one would be run."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return str(value)
    return _BEGINNING.sub("'", str(value))
