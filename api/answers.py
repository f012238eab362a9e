"""Answers as records that other programs read: JSON objects and CSV lines.

A record is a row with its moments as RFC 3339, and beside every id the name it is known by. Each
names the account and the people by their ids in other systems (`account_external_ids`,
`people_external_ids`), so that it can be joined back to the CRM.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from api.asking import asked
from api.columns import Column, Holds, columns_of
from api.context import Context
from api.csv_text import csv_text
from api.moments import rfc3339
from graph.model import Millis
from graph.names import Known, names_of
from queries.catalogue import Answer, Question
from queries.parameters import Page, Parameters
from queries.row import Row

Record = dict[str, Any]
Names = Mapping[str, Known]


@dataclass(frozen=True)
class Told:
    """An answer with its rows as records."""

    question: str
    as_of: Millis
    answer: Answer[Any]
    records: list[Record]
    withheld: tuple[str, ...]

    def envelope(self) -> Record:
        """The whole answer as one JSON object."""
        answer = self.answer
        return {
            "question": self.question,
            "as_of": rfc3339(self.as_of),
            "settings_version": answer.settings_version,
            "total": answer.total,
            "has_next": answer.has_next,
            "has_previous": answer.has_previous,
            "start_cursor": answer.cursors[0] if answer.cursors else None,
            "end_cursor": answer.cursors[-1] if answer.cursors else None,
            "warnings": answer.warnings,
            "withheld": self.withheld,
            "rows": self.records,
        }


async def tell(
    context: Context,
    question: Question[Any, Any],
    parameters: Parameters,
    page: Page | None = None,
    order: Sequence[str] = (),
) -> Told:
    """Ask a question and name everything in its answer: the question's statements and one more."""
    answer = await asked(context, question, parameters, page, order)
    names = await names_of(context.database, (id_ for row in answer.rows for _, id_ in _ids(row)))
    records = [record(row, names) for row in answer.rows]
    withheld = tuple(sorted(context.withheld))
    return Told(question.name, parameters.as_of, answer, records, withheld)


def record(row: Row, names: Names) -> Record:
    """A row as a record, with the external ids of its account and of its people."""
    found = list(_ids(row))
    shown = _fields(row, names)
    for column, label in (("account_external_ids", "Account"), ("people_external_ids", "Person")):
        ids = dict.fromkeys(id_ for of, id_ in found if of == label)
        shown[column] = [key for id_ in ids if id_ in names for key in names[id_].external_ids]
    return shown


def _fields(row: Row, names: Names) -> Record:
    shown: Record = {}
    for column in columns_of(type(row)):
        value = getattr(row, column.name)
        shown[column.name] = _shown(column, value, names)
        if column.named:
            shown[name_column(column)] = _each(value, lambda id_: known_as(id_, names))
    return shown


def name_column(column: Column) -> str:
    """The column that holds the names of what a column's ids name."""
    return f"{column.name}_names" if column.many else f"{column.name}_name"


def known_as(id_: str, names: Names) -> str:
    """The name of what an id names, or the id itself."""
    return names[id_].name if id_ in names else id_


def _shown(column: Column, value: Any, names: Names) -> Any:
    if column.holds is Holds.MOMENT:
        return _each(value, rfc3339)
    if column.holds is Holds.MONEY:
        return _each(value, lambda m: {"amount": f"{m.amount:f}", "currency": m.currency})
    if column.holds is Holds.PART:
        return _each(value, lambda part: _fields(part, names))
    return value


def _each(value: Any, shown: Any) -> Any:
    if value is None:
        return None
    return [shown(item) for item in value] if isinstance(value, list | tuple) else shown(value)


def _ids(row: Row) -> Iterator[tuple[str, str]]:
    """The label and id of everything that a row names, in order."""
    for column in columns_of(type(row)):
        value = getattr(row, column.name)
        items = [] if value is None else value if isinstance(value, list | tuple) else [value]
        for item in items:
            if column.holds is Holds.NAME:
                yield column.label, item
            elif column.holds is Holds.PART:
                yield from _ids(item)


def as_csv(row_type: type[Row], records: Iterable[Record]) -> str:
    """Records as CSV: lists with `; ` between, parts in a few words, money in two columns."""
    header = csv_columns(row_type)
    flat = map(_flat, records)
    return csv_text(header, ([_joined(each.get(name)) for name in header] for each in flat))


def csv_columns(row_type: type[Row]) -> list[str]:
    """The header of a question's CSV."""
    header = []
    for column in columns_of(row_type):
        header.append(column.name)
        if column.named:
            header.append(name_column(column))
        if column.holds is Holds.MONEY and not column.many:
            header.append(f"{column.name}_currency")
    return [*header, "account_external_ids", "people_external_ids"]


LEADING = ("code", "kind", "name", "reason", "source")
"""Columns of a part that say what it is; where there are none, the name of whom it is about."""
HOW_MUCH = ("score", "value", "strength", "touches", "share")
WHEN = ("at", "lifts_on", "since")


def part_words(part: Record) -> str:
    """A part of a row in a few words: what or who, how much, when; else how many of each thing."""
    if _is_money(part):
        return f"{part['amount']} {part['currency']}"
    names = (*LEADING, *(name for name in part if name.endswith("_name")))
    what = next((str(part[name]) for name in names if part.get(name)), None)
    if what is None:
        sizes = ((name, _size(value)) for name, value in part.items())
        return ", ".join(f"{name.replace('_', ' ')} {size}" for name, size in sizes if size)
    words = [what]
    words += [_rounded(part[name]) for name in HOW_MUCH if part.get(name) is not None]
    words += [str(part[name])[:10] for name in WHEN if part.get(name)]
    return " ".join(words)


def _size(value: Any) -> int:
    if isinstance(value, list):
        return len(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def _is_money(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == {"amount", "currency"}


def _rounded(value: float | str) -> str:
    if isinstance(value, int | str):
        return str(value)
    return f"{value:.0f}" if value > 1 else f"{value:.2f}"


def _flat(shown: Record) -> Record:
    flat: Record = {}
    for name, value in shown.items():
        if _is_money(value):
            flat[name], flat[f"{name}_currency"] = Decimal(value["amount"]), value["currency"]
        else:
            flat[name] = value
    return flat


def _joined(value: Any) -> Any:
    """A value that one cell can hold."""
    if isinstance(value, list | tuple):
        return "; ".join(str(_joined(item)) for item in value)
    return part_words(value) if isinstance(value, dict) else value
