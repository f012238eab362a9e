"""Answers as tables a person reads in a terminal of a hundred columns.

The columns that say most come first: how bad, where, who, what, how much. Those that hold nothing
in any row are left out, and so are those that no longer fit; why (`because`, with its `detail`)
and what to do (`next_action`) always stand at the end.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from api.answers import Record, Told, name_column, part_words
from api.cli.terminal import errors, output
from api.columns import Column, Holds, columns_of
from queries.catalogue import Question
from queries.row import Row

COLOURS: Mapping[str, str] = {
    "CRITICAL": "bold red",
    "HIGH": "red",
    "MEDIUM": "yellow",
    "LOW": "dim",
    "OVERDUE": "red",
    "NEVER_TOUCHED": "red",
    "OVER_TOUCHED": "yellow",
    "UNKNOWN": "yellow",
    "ON_TIME": "green",
    "CONFIRMED": "red",
    "SUSPECTED": "yellow",
}
STANDING = ("at", "severity", "state", "status", "eligible", "score", "total")
"""Columns that say when it was, or how bad or good a row is; they lead the row."""
LAST = ("because", "detail", "next_action")
EXPLAINED = {"id", "ghost", "last_touch", "detected_at", "since"}
"""Columns that a table spares: an id, or what `because` says as well in words."""

REASON_WIDTH = 36
"""Least width kept for the last column."""
MOST_WIDTH = 21
"""Most characters of a cell before it is wrapped."""

RANK: Mapping[Holds, int] = {
    Holds.NAME: 1,
    Holds.CHOICE: 2,
    Holds.TEXT: 3,
    Holds.MONEY: 4,
    Holds.DAY: 5,
    Holds.PART: 6,
    Holds.WHOLE: 7,
    Holds.NUMBER: 8,
    Holds.MOMENT: 9,
    Holds.FLAG: 10,
}
NAMELESS = 20
"""The id of something without a name says nothing to a person; it stands where there is room."""
ALWAYS = RANK[Holds.NAME]
"""How it stands, and of whom or what it speaks, is shown whether there is room or not."""
MANY = 3
"""What is added to the rank of a column of several values: `because` tells those that matter."""
"""Which columns are kept when not all fit, lower first."""


def print_answer(question: Question[Any, Any], told: Told) -> None:
    """Print an answer as a table, and how much of it that is."""
    if not told.records:
        output.print(f"{question.name}: nothing found.")
        return
    output.print(answer_table(question.row, told.records, output.width))
    shown, total = len(told.records), told.answer.total
    rows = "row" if total == 1 else "rows"
    rest = f"{shown} of {total} {rows}" if shown < total else f"{total} {rows}"
    errors.print(f"{rest}; --format json has every column.", style="dim", highlight=False)


def answer_table(row: type[Row], records: Sequence[Record], width: int) -> Table:
    """The records as a table that fits the width."""
    cells = {
        column.name: [_cell(column, record) for record in records] for column in columns_of(row)
    }
    told = [c for c in columns_of(row) if c.name not in (*LAST, *EXPLAINED) and _tells(c, cells)]
    fitting = _fitting(told, cells, width - REASON_WIDTH)

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, width=width)
    for column in fitting:
        right = column.holds in (Holds.WHOLE, Holds.NUMBER, Holds.MONEY)
        table.add_column(
            _title(column),
            justify="right" if right else "left",
            max_width=MOST_WIDTH,
            overflow="fold",
        )
    table.add_column("because", min_width=REASON_WIDTH, ratio=1)
    for number, record in enumerate(records):
        shown = [_coloured(cells[column.name][number]) for column in fitting]
        table.add_row(*shown, _reason(record), end_section=False)
    return table


def _tells(column: Column, cells: Mapping[str, list[str]]) -> bool:
    """Whether a column says anything: a flag that is the same everywhere does not."""
    said = set(cells[column.name])
    return said != {""} and (column.holds is not Holds.FLAG or len(said) > 1)


def _fitting(columns: list[Column], cells: Mapping[str, list[str]], width: int) -> list[Column]:
    """Those columns that fit beside each other, the most telling chosen first."""
    chosen: list[Column] = []
    left = width
    for column in sorted(columns, key=_rank):
        lines = [*_title(column).split("\n"), *cells[column.name]]
        needed = min(MOST_WIDTH, max(map(len, lines))) + 3
        if needed <= left or _rank(column) <= ALWAYS:
            chosen.append(column)
            left -= needed
    return sorted(chosen, key=lambda column: (column.name not in STANDING, columns.index(column)))


def _title(column: Column) -> str:
    """The name of the column, in two lines if it has several words."""
    words = column.name.split("_")
    half = (len(words) + 1) // 2
    return "\n".join(" ".join(part) for part in (words[:half], words[half:]) if part)


def _rank(column: Column) -> int:
    if column.name in STANDING:
        return 0
    if column.holds is Holds.NAME and not column.named:
        return NAMELESS
    return RANK[column.holds] + (MANY if column.many else 0)


def _cell(column: Column, record: Record) -> str:
    value = record[name_column(column) if column.named else column.name]
    if value is None or value == []:
        return ""
    shown = _SHOWN.get(column.holds, str)
    values = value if isinstance(value, list) else [value]
    return ", ".join(shown(item) for item in values)


def _money(value: Mapping[str, str]) -> str:
    """An amount without its cents: 120,000 EUR."""
    return f"{Decimal(value['amount']):,.0f} {value['currency']}"


_SHOWN: Mapping[Holds, Callable[[Any], str]] = {
    Holds.MOMENT: lambda value: value[:10],
    Holds.MONEY: _money,
    Holds.NUMBER: lambda value: f"{value:.2f}",
    Holds.FLAG: lambda value: "yes" if value else "no",
    Holds.PART: part_words,
}


def _coloured(cell: str) -> Text:
    return Text(cell, style=COLOURS.get(cell, ""))


def _reason(record: Record) -> Text:
    reason = Text(str(record.get("because", "")))
    if record.get("detail"):
        reason.append(f" ({record['detail']})")
    if record.get("next_action"):
        reason.append(f"\n→ {record['next_action']}", style="cyan")
    return reason
