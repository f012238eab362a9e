"""sObject trees: records as nested JSON, tied together by references of their own.

    {"records": [{"attributes": {"type": "Account", "referenceId": "AccountRef1"}, "Name": "Acme",
                  "Contacts": {"records": [{"attributes": …, "LastName": "Lee"}]}}]}

`@AccountRef1` in another record names that account. Plan files, which list tree files in their
order, are not needed: order does not matter here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File, readable
from importers.sheets import Row, Sheet

LARGEST = 8 * 2**20
"""All trees together, in bytes: they are held in memory whole, at some 17 times this size.

The tools that write them put 200 records into one."""

_PARENT_COLUMNS = {
    ("Account", "Contact"): "AccountId",
    ("Account", "Opportunity"): "AccountId",
    ("Account", "Case"): "AccountId",
    ("Account", "Account"): "ParentId",
    ("Account", "AccountContactRelation"): "AccountId",
    ("Account", "AccountContactRole"): "AccountId",
    ("Account", "AccountTeamMember"): "AccountId",
    ("Account", "Task"): "WhatId",
    ("Account", "Event"): "WhatId",
    ("Contact", "Contact"): "ReportsToId",
    ("Contact", "AccountContactRelation"): "ContactId",
    ("Contact", "AccountContactRole"): "ContactId",
    ("Contact", "OpportunityContactRole"): "ContactId",
    ("Contact", "Case"): "ContactId",
    ("Contact", "Task"): "WhoId",
    ("Contact", "Event"): "WhoId",
    ("Opportunity", "OpportunityContactRole"): "OpportunityId",
    ("Opportunity", "Task"): "WhatId",
    ("Opportunity", "Event"): "WhatId",
    ("Case", "EmailMessage"): "ParentId",
    ("Case", "Task"): "WhatId",
    ("Case", "Event"): "WhatId",
    ("Task", "EmailMessage"): "ActivityId",
    ("Event", "EventRelation"): "EventId",
}
"""Which column of a nested record names the one it is nested in."""


@dataclass
class TreeSheet:
    """The records of one object in one file; the line of each is its place in the file."""

    file: str
    object: str
    header: list[str]
    _rows: list[Row] = field(default_factory=list)

    def rows(self) -> Iterator[Row | Reject]:
        """The records, as rows of text."""
        yield from self._rows


@dataclass(frozen=True)
class _Record:
    number: int
    object: str
    name: str
    fields: dict[str, str]


def tree_sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    """The tables in JSON files, and the names of files that hold no tree (such as plans)."""
    trees: list[tuple[File, list[_Record]]] = []
    other: list[str] = []
    left = LARGEST
    for file in files:
        content = _content_of(file, left)
        left -= len(content)
        records = _records_of(file, content)
        if records is None:
            other.append(file.name)
        else:
            trees.append((file, records))
    ids = {
        f"@{record.name}": record.fields["Id"]
        for _, records in trees
        for record in records
        if record.name
    }
    return [sheet for file, records in trees for sheet in _sheets(file, records, ids)], other


def _content_of(file: File, most: int) -> bytes:
    with readable(file), file.opened() as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise BadInput(
            f"The JSON files of the export are larger than {LARGEST // 2**20} MB together, too "
            "much for trees of records: import fewer at a time, or export CSV."
        )
    return content


def _records_of(file: File, content: bytes) -> list[_Record] | None:
    try:
        tree = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.name} is not JSON: {error}.") from error
    if not isinstance(tree, dict) or not isinstance(tree.get("records"), list):
        return None
    found: list[_Record] = []
    for record in tree["records"]:
        _collect(file, record, None, found)
    return found


def _collect(file: File, record: Any, parent: _Record | None, found: list[_Record]) -> None:
    """Adds the record and those nested in it."""
    number = len(found) + 1
    attributes = record.get("attributes") if isinstance(record, dict) else None
    if not isinstance(attributes, dict) or not isinstance(attributes.get("type"), str):
        raise BadInput(f"{file.name}, record {number}, does not say its type in attributes.")
    object, name = _text(attributes["type"]), _text(attributes.get("referenceId") or "")
    fields = {"Id": f"@{object}:{name}" if name else ""}
    mine = _Record(number, object, name, fields)
    if parent is not None and (column := _PARENT_COLUMNS.get((parent.object, mine.object))):
        fields[column] = parent.fields["Id"]
    found.append(mine)
    for column, value in record.items():
        if isinstance(value, dict) and isinstance(value.get("records"), list):
            for child in value["records"]:
                _collect(file, child, mine, found)
        elif not isinstance(value, dict | list):
            fields[_text(column)] = _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value)
    # JSON can spell half a character, which no database takes.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sheets(file: File, records: list[_Record], ids: dict[str, str]) -> Iterator[TreeSheet]:
    """The records of a file by object, references replaced by what they name."""
    by_object: dict[str, list[_Record]] = {}
    for record in records:
        by_object.setdefault(record.object, []).append(record)
    for object, same in by_object.items():
        header = list(dict.fromkeys(name for record in same for name in record.fields))
        rows = []
        for record in same:
            texts = (record.fields.get(name, "") for name in header)
            rows.append((record.number, [ids.get(text, text) for text in texts]))
        yield TreeSheet(f"{file.name} ({object})", object, header, rows)
