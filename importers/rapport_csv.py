"""Rapport's own CSV folder: one file for each entity and relation, its columns the label table's.

What other systems do not know (goals, consents, sentiment …), and whatever is easiest told in a
spreadsheet. `templates.py` writes empty files and explains every column.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from graph.errors import BadInput
from graph.faults import contradictions
from graph.model import ENTITIES, PARTS, RELATIONS
from graph.statement import Participant, Reject, Statement
from graph.values.mailboxes import is_shared
from importers import cells
from importers.bounces import judge
from importers.cells import CellError, Parser
from importers.files import File
from importers.keys import key_of, label_of, outside_key
from importers.mapping import squashed
from importers.profiles import profile_key
from importers.properties import parser_of, properties_of, references_of
from importers.sheets import Sheet, csv_sheet
from importers.source import Cells, Column, Form, MoreColumns, Source, declared_values, said
from importers.workbooks import is_workbook, workbook_sheets

KINDS: dict[str, str] = {
    **{label: entity.file for label, entity in ENTITIES.items() if entity.file},
    **{type_: relation.file for type_, relation in RELATIONS.items() if relation.file},
}
"""The file of each kind that has one, in the order in which they are loaded."""

PART_COLUMNS = tuple(part for part in PARTS if part != "absent")
"""Columns of touchpoints.csv that list who took part, and how."""

RECORD_COLUMNS = ("created_at", "modified_at", "deleted")

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_TALKS = frozenset({"in_person", "meeting", "video", "call", "event", "webinar"})


def rapport_csv(name: str = "csv") -> Source:
    """The folder as a source of that name, which its keys begin with; BadInput for a bad name."""
    if not _NAME.fullmatch(name) or name in ("email", "salesforce"):
        raise BadInput(f"{name!r} cannot name a source: use lower-case letters, digits and dashes.")
    return Source(
        name,
        "Rapport's own CSV folder: accounts.csv, people.csv, touchpoints.csv and so on",
        tuple(_form(kind, name) for kind in KINDS),
        _sheets,
        dates=("modified_at", "created_at"),
        more_columns=lambda sheets: _participant_columns(sheets, name),
    )


def columns_of(kind: str) -> list[str]:
    """The columns of a kind's file, in the order in which templates write them."""
    properties = [declared.name for declared in properties_of(kind)]
    references = [reference.name for reference in references_of(kind)]
    parts = PART_COLUMNS if kind == "Touchpoint" else ()
    return list(dict.fromkeys(("id", *properties, *references, *parts, *RECORD_COLUMNS)))


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[str]]:
    by_file = {squashed(file): kind for kind, file in KINDS.items()}
    sheets: list[Sheet] = []
    ignored: list[str] = []
    for file in files:
        if is_workbook(file):
            worksheets = list(_worksheets(file, by_file))
            sheets += worksheets
            ignored += [] if worksheets else [file.name]
            continue
        kind = by_file.get(squashed(f"{file.stem}{file.suffix}"))
        if kind is None:
            ignored.append(file.name)
        else:
            sheets.append(csv_sheet(file, kind))
    return sheets, ignored


def _worksheets(file: File, by_file: Mapping[str, str]) -> Iterator[Sheet]:
    """The worksheets of a workbook that are named after the files of the folder."""
    for sheet in workbook_sheets(file):
        kinds = (by_file.get(squashed(f"{name}.csv")) for name in sheet.names)
        kind = next(filter(None, kinds), None)
        if kind is not None:
            yield replace(sheet, object=kind)


def _reference(label: str, source: str) -> Parser:
    def parse(cell: str) -> str | None:
        return key_of(cell, label, source) if cell.strip() else None

    return parse


def _references(label: str, source: str) -> Parser:
    def parse(cell: str) -> list[str]:
        return [key_of(word, label, source) for word in cells.words(cell)]

    return parse


def _form(kind: str, source: str) -> Form:
    columns = [Column("id", "id", cells.text)]
    columns += [Column(p.name, p.name, parser_of(p)) for p in properties_of(kind)]
    for reference in references_of(kind):
        make = _references if reference.many else _reference
        if (kind, reference.name) != ("TOOK_PART", "participant"):
            parse = make(reference.to, source)
            columns.append(Column(reference.name, reference.name, parse))
    parsers = {"created_at": cells.moment, "modified_at": cells.moment, "deleted": cells.flag}
    named = {column.name for column in columns}
    columns += [Column(name, name, parsers[name]) for name in RECORD_COLUMNS if name not in named]
    return Form(
        kind,
        kind,
        tuple(columns),
        _meaning(kind, source),
        activity=kind == "Touchpoint",
        needs_id=False,
        key_of=lambda row: f"{source}:{kind}:{row['id']}" if row.get("id") else None,
        file=KINDS[kind],
    )


def _meaning(kind: str, source: str) -> Callable[[Cells], Statement]:
    required = [p.name for p in properties_of(kind) if p.required]
    required += [reference.name for reference in references_of(kind) if reference.required]
    special = {"Person": _person, "Teammate": _teammate, "Touchpoint": _touchpoint}

    def meaning(row: Cells) -> Statement:
        id = row.get("id")
        alias = outside_key(id, kind) if id and kind in _NAMED else None
        empty = [name for name in required if row.get(name) in (None, []) and not alias]
        if empty:
            first, *others = ((name, "it must not be empty") for name in empty)
            raise CellError(first[1], first[0], tuple(others))
        if not id and row.get("left_out") and not _natural_id(kind, row):
            raise CellError("without an id it is known by what it says: all of it must be readable")
        row["key"] = f"{source}:{kind}:{id or _id_from_content(kind, row)}"
        names = [alias] if alias and not _is_shared(alias) else []
        if kind in special:
            return _consistent(special[kind](row, names))
        if kind == "TOOK_PART":
            return _participation(row)
        return _consistent(said(kind, row, declared_values(kind, row), names=names))

    return meaning


def _consistent(statement: Statement) -> Statement:
    """The statement; CellError where what it says cannot all be true."""
    faults = [(fault.field, f"it {fault.reason}") for fault in contradictions(statement)]
    if faults:
        (field, reason), *others = faults
        raise CellError(reason, field, tuple(others))
    return statement


_NAMED = ("Account", "Person", "Teammate")
"""Kinds whose `id` may be that of a record elsewhere, which says the rest."""

_NATURAL_IDS = {"Account": "name", "Person": "email", "Teammate": "email"}
_CHANGING = frozenset({"id", "line", *RECORD_COLUMNS, "until", "attitude", "confidence"})


def _natural_id(kind: str, row: Cells) -> str | None:
    natural: str | None = row.get(_NATURAL_IDS.get(kind, ""))
    return natural


def _id_from_content(kind: str, row: Cells) -> str:
    """An id for a row without one: its natural name, else a fingerprint of what does not change."""
    if natural := _natural_id(kind, row):
        return natural
    told = sorted((name, repr(value)) for name, value in row.items() if name not in _CHANGING)
    content = "\n".join(f"{name}={value}" for name, value in told if value != "None")
    return blake2b(content.encode(), digest_size=10).hexdigest()


def _is_shared(named: str) -> bool:
    return named.startswith("email:") and is_shared(named.removeprefix("email:"))


def _person(row: Cells, names: list[str]) -> Statement:
    values = declared_values("Person", row)
    bounced = row.get("bounced_at") is not None or row.get("bounce_reason") is not None
    if bounced and row.get("bounce_weight") is None:
        values["bounce_weight"] = judge(row.get("bounce_reason")).weight
    addresses = [a for a in (row.get("email"), *(row.get("emails") or ())) if a]
    names += [f"email:{address}" for address in addresses if not is_shared(address)]
    names += [key for link in row.get("links") or () if (key := profile_key(link))]
    return said("Person", row, values, names=dict.fromkeys(names))


def _teammate(row: Cells, names: list[str]) -> Statement:
    email = row.get("email")
    if email and not is_shared(email):
        names.append(f"email:{email}")
    return said("Teammate", row, declared_values("Teammate", row), names=dict.fromkeys(names))


def _touchpoint(row: Cells, _names: list[str]) -> Statement:
    values = declared_values("Touchpoint", row)
    if values.get("direction") is None and values["channel"] in _TALKS:
        values["direction"] = "both"
    if values.get("reach") is None and values["channel"] == "webinar":
        values["reach"] = "scaled"
    people = {
        who: Participant(who, part, label)
        for part in reversed(PART_COLUMNS)
        for who, label in row.get(part) or ()
    }
    return said("Touchpoint", row, values, participants=reversed(people.values()))


def _participation(row: Cells) -> Statement:
    who, label = row["participant"]
    person = Participant(who, row["part"], label, row.get("responded_at"))
    values = declared_values("TOOK_PART", row) | {"participant": who}
    return said("TOOK_PART", row, values, participants=[person])


def _participant_columns(sheets: Sequence[Sheet], source: str) -> MoreColumns:
    """The columns that name people or teammates, told apart by the ids of teammates.csv."""
    ours: set[str] | None = None

    def named(word: str) -> tuple[str, str]:
        nonlocal ours
        outside = outside_key(word, "Person", "Teammate")
        if outside is not None:
            return outside, label_of(outside)
        if ours is None:
            ours = _ids_of("Teammate", sheets)
        label = "Teammate" if word in ours else "Person"
        return f"{source}:{label}:{word}", label

    def many(cell: str) -> list[tuple[str, str]]:
        return [named(word) for word in cells.words(cell)]

    def one(cell: str) -> tuple[str, str] | None:
        return named(cell.strip()) if cell.strip() else None

    def column(form: Form, title: str) -> Column | None:
        name = title.lower()
        if form.object == "Touchpoint" and name in PART_COLUMNS:
            return Column(title, name, many)
        if form.object == "TOOK_PART" and name == "participant":
            return Column(title, name, one)
        return None

    return column


def _ids_of(kind: str, sheets: Sequence[Sheet]) -> set[str]:
    found: set[str] = set()
    for sheet in sheets:
        titles = [squashed(title) for title in sheet.header]
        if sheet.object == kind and "id" in titles:
            place = titles.index("id")
            found |= {row[1][place].strip() for row in sheet.rows() if not isinstance(row, Reject)}
    return found
