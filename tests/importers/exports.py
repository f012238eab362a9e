"""Small exports written to disk, and what an importer makes of them."""

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from graph.model import (
    ENTITIES,
    PARTS,
    PERSON,
    PERSON_RECORD,
    PERSON_REFERENCES,
    RELATIONS,
    Millis,
    Property,
    Reference,
    Type,
)
from graph.statement import Participant, Reject, Statement
from importers.catalogue import open_source
from importers.cells import moment
from importers.source import Export, Options

ACME = "001000000000001AAA"
GLOBEX = "001000000000002AAA"
ANN = "003000000000001AAA"
BOB = "003000000000002AAA"
DANA = "005000000000001AAA"  # one of us
ERIN = "005000000000002AAA"  # one of us
DEAL = "006000000000001AAA"
CASE = "500000000000001AAA"
LEAD = "00Q000000000001EAA"


def at(text: str) -> Millis:
    """The moment that a date or RFC 3339 time means."""
    found = moment(text)
    assert found is not None
    return found


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder of these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """A zip of these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def salesforce(
    folder: Path, files: Mapping[str, str | bytes], options: Options | None = None
) -> Export:
    """The Salesforce export of these files."""
    return open_source("salesforce", written(folder, files), options)


def rapport(
    folder: Path, files: Mapping[str, str | bytes], options: Options | None = None
) -> Export:
    """The Rapport CSV folder of these files."""
    return open_source("csv", written(folder, files), options)


def outcome(export: Export) -> list[Statement | Reject]:
    """Everything the export says, in order; what it says is checked against the label table."""
    said = [item for table in export.tables for item in table.statements()]
    for item in said:
        if isinstance(item, Statement):
            check_declared(item)
    return said


def statements(export: Export) -> list[Statement]:
    """What the export says; no row may be unusable."""
    said = outcome(export)
    rejects = [item for item in said if isinstance(item, Reject)]
    assert rejects == []
    return [item for item in said if isinstance(item, Statement)]


def only(export: Export) -> Statement:
    """The one thing that the export says."""
    (statement,) = statements(export)
    return statement


def reject(export: Export) -> Reject:
    """The one row in which something is wrong; unless it was kept, the export says nothing else."""
    told = outcome(export)
    (item,) = (item for item in told if isinstance(item, Reject))
    assert item.kept or told == [item]
    return item


def known(statement: Statement) -> dict[str, object]:
    """The values of a statement that are not empty."""
    return {name: v for name, v in statement.values.items() if v is not None and v != []}


def parts(people: Iterable[Participant]) -> dict[str, str]:
    """Who had which part; people by the last piece of their key."""
    return {person.who.rpartition(":")[2]: person.part for person in people}


_PYTHON: dict[Type, type | tuple[type, ...]] = {
    Type.TEXT: str,
    Type.WORDS: list,
    Type.WHOLE: int,
    Type.NUMBER: (int, float),
    Type.FLAG: bool,
    Type.MOMENT: int,
    Type.DAY: str,
    Type.MONEY: int,
}


def check_declared(statement: Statement) -> None:
    """The contract: every value is declared by the label table and holds what it declares."""
    thing = ENTITIES.get(statement.kind) or RELATIONS[statement.kind]
    everything: list[Property | Reference] = [*thing.properties, *thing.references]
    if thing is PERSON:
        everything += [*PERSON_RECORD, *PERSON_REFERENCES]
    declared = {what.name: what for what in everything}
    for name, value in statement.values.items():
        what = declared[name]
        if value is None:
            continue
        if isinstance(what, Reference):
            keys = value if what.many else [value]
            assert isinstance(keys, list)
            assert all(isinstance(key, str) and key.count(":") >= 1 for key in keys)
        else:
            assert isinstance(value, _PYTHON[what.type]), (name, value)
            assert not (what.values and what.type is Type.TEXT) or value in what.values
    assert {person.part for person in statement.participants} <= set(PARTS)
    assert statement.line > 0


def takes_back(statement: Statement | None) -> bool:
    """Whether a record says that it is no touch, in case it was one before."""
    return statement is not None and known(statement) == {"status": "deleted"}
