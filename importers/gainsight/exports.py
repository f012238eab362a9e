"""Which file of a Gainsight export holds what: CSV by name, JSON as the API sends and takes it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import File, readable
from importers.gainsight.records import COMPANY_LOOKUPS, CREATED, MODIFIED
from importers.joined import Lookup, Tables
from importers.named import dated, named_sheets
from importers.sheets import Row, Sheet, object_named

LARGEST = 4 * 2**20
"""JSON is held in memory whole; a page of the API is far smaller."""

MOST_FIELDS = 1000
"""Records of so many different fields would be mostly blanks."""

DATES = (*CREATED, *MODIFIED, "Last Change Modified Date", "LastChangeModifiedDate")
"""Columns whose newest value tells when an export was taken."""

LOOKUPS: Mapping[str, tuple[Lookup, ...]] = {"company": COMPANY_LOOKUPS}

_ALIASES = {
    "user": "gsuser",
    "gs_user": "gsuser",
    "people": "person",
    "timeline": "activity_timeline",
    "timeline_activity": "activity_timeline",
    "activity": "activity_timeline",
    "sponsor": "sponsor_tracking",
}
"""What reports and connectors call the same objects."""

_NESTED = ("companies", "associations")
"""Where an upsert of a person names their companies."""


def sheets_of(files: Sequence[File], objects: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """The tables of these objects, and the names of the files that hold none."""
    names = {name: name for name in objects} | _ALIASES
    known, ignored = named_sheets([f for f in files if f.suffix != ".json"], names, DATES)
    ignored += [sheet.file for sheet in known if sheet.object not in objects]
    for file in files:
        if file.suffix == ".json":
            name = object_named(file, names)
            if name is None:
                ignored.append(file.name)
            else:
                found = _json_sheets(file, names[name])
                known += [dated(sheet, sheet.object, DATES) for sheet in found]
    tables = Tables(known)
    mine = [sheet for sheet in known if sheet.object in objects]
    return [tables.widened(sheet, LOOKUPS.get(sheet.object, ())) for sheet in mine], ignored


@dataclass
class JsonSheet:
    """The records of one object in one JSON file; the line of each is its place in the file."""

    file: str
    object: str
    header: list[str]
    records: list[tuple[int, dict[str, str]]]

    def rows(self) -> Iterator[Row | Reject]:
        """The records, as rows of text."""
        for number, record in self.records:
            yield number, [record.get(title, "") for title in self.header]


def _json_sheets(file: File, object: str) -> Iterator[Sheet]:
    """The records of a file, and the companies that people in it are associated with."""
    flat: list[tuple[int, dict[str, str]]] = []
    at_companies: list[tuple[int, dict[str, str]]] = []
    for number, record in enumerate(_records(file), 1):
        if not isinstance(record, dict):
            raise BadInput(f"{file.name}, record {number}, is no JSON object.")
        nested = record if object == "person" else {}
        entries = [entry for name in _NESTED for entry in _companies(nested.get(name))]
        own = {name: value for name, value in record.items() if name not in _NESTED or not nested}
        flat.append((number, _texts(own)))
        who = _text(next((own[n] for n in ("Gsid", "Person_ID", "Email") if own.get(n)), ""))
        at_companies += [(number, {**_texts(entry), "Person_ID": who}) for entry in entries]
    yield JsonSheet(file.name, object, _header(file, flat), flat)
    if at_companies:
        name = f"{file.name} (companies)"
        yield JsonSheet(name, "company_person", _header(file, at_companies), at_companies)


def _records(file: File) -> list[Any]:
    with readable(file), file.opened() as stream:
        content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadInput(f"{file.name} is too large for JSON: split it, or export CSV.")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{file.name} is not JSON: {error}.") from error
    for name in ("data", "result", "records"):
        if isinstance(told, dict) and isinstance(told.get(name), dict | list):
            told = told[name]
    return told if isinstance(told, list) else [told]


def _companies(told: Any) -> list[dict[str, Any]]:
    """The objects in `companies`, or in `companyPerson` of `associations`."""
    if isinstance(told, dict):
        told = told.get("companyPerson", told)
    entries = told if isinstance(told, list) else [told]
    return [entry for entry in entries if isinstance(entry, dict) and entry]


def _texts(record: dict[str, Any]) -> dict[str, str]:
    return {_text(name).strip(): _text(value) for name, value in record.items()}


def _text(value: Any) -> str:
    """A value as it would stand in a cell; lists and objects as JSON."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return json.dumps(value)
    # JSON can spell half a character, which no database takes.
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _header(file: File, records: list[tuple[int, dict[str, str]]]) -> list[str]:
    titles = list(dict.fromkeys(title for _, record in records for title in record))
    if len(titles) > MOST_FIELDS:
        raise BadInput(f"{file.name} has more than {MOST_FIELDS} different fields: split it.")
    return titles
