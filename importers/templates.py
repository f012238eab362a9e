"""Empty files of Rapport's CSV folder, and a page that explains every column of them."""

import csv
from collections.abc import Iterator
from pathlib import Path

from graph.errors import BadInput
from graph.model import ENTITIES, RELATIONS, Property, Reference, Type
from importers.properties import properties_of, references_of
from importers.rapport_csv import KINDS, PART_COLUMNS, RECORD_COLUMNS, columns_of

PAGE = "README.md"

_CELLS = {
    Type.TEXT: "text",
    Type.WORDS: "texts with `;` between them",
    Type.WHOLE: "whole number",
    Type.NUMBER: "number with a point",
    Type.FLAG: "`true` or `false`",
    Type.MOMENT: "`2026-02-07T20:44:05Z` or a day",
    Type.DAY: "`2026-02-07`",
    Type.MONEY: "amount such as `1200.50`, in `currency`",
}
_RECORD = {
    "created_at": (_CELLS[Type.MOMENT], "when the row's facts began to be true"),
    "modified_at": (
        _CELLS[Type.MOMENT],
        "when the row was last changed",
    ),
    "deleted": (_CELLS[Type.FLAG], "what the row says is over"),
}
_PARTS = {
    "attended": "who took part in a meeting, a call or an event",
    "wrote": "who wrote the mail or message",
    "addressed": "to whom it went, or whom we tried to reach",
    "copied": "who was in copy",
    "declined": "who declined the invitation",
}

_INTRODUCTION = """\
# Rapport's CSV folder

Fill in the files you need and delete the others; a file with a header alone is fine. Columns you do
not need may go, their order does not matter, and columns not named here are ignored. Files are
UTF-8, cells apart by commas (or semicolons or tabs).

**Ids.** `id` is any text of yours that stays the same from one import to the next: a row with the
same id is a newer version of the same thing. Without one an account is known by its name, a person
or teammate by e-mail address, and every other row by what it says: change it, and it is another
row. Where a row is about a record of your CRM, its id there may stand in `id` (15 or 18 characters
of a Salesforce id, or `source:Object:id`, such as `salesforce:Account:0015g000000Abc1AAC`): then
both speak of one account, person or teammate.

**References** to people, accounts and so on are an e-mail address, a Salesforce id,
`source:Object:id`, or an id used in the other files of this folder.

**Money** is written in whole units (`1200.50`), with its ISO 4217 currency beside it; USD if none.

**Dates** without a time mean 00:00 UTC; times without a zone are UTC.
"""


def write_templates(folder: Path) -> list[Path]:
    """Writes an empty file for each kind and README.md, which explains them; returns the paths.

    BadInput when one of them exists already: nothing is overwritten.
    """
    pages = {folder / file: kind for kind, file in KINDS.items()}
    paths = [*pages, folder / PAGE]
    for path in paths:
        if path.exists():
            raise BadInput(f"{path} is there already; choose an empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, kind in pages.items():
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerow(columns_of(kind))
        (folder / PAGE).write_text(explanation(), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{folder} cannot be written: {error.strerror}.") from error
    return paths


def explanation() -> str:
    """The page that explains every file and column, in Markdown."""
    return "\n".join([_INTRODUCTION, *(_section(kind) for kind in KINDS)])


def _section(kind: str) -> str:
    declared = ENTITIES.get(kind) or RELATIONS[kind]
    rows = "\n".join(f"| `{name}` | {cell} | {meaning} |" for name, cell, meaning in _columns(kind))
    return (
        f"## {KINDS[kind]}\n\n{declared.meaning}\n\n| column | cell | meaning |\n|---|---|---|\n"
        f"{rows}\n"
    )


def _columns(kind: str) -> Iterator[tuple[str, str, str]]:
    yield "id", "text", "your id of the row (see above)"
    named = {"id"}
    for declared in properties_of(kind):
        named.add(declared.name)
        yield declared.name, _cell(declared), _meaning(declared)
    for reference in references_of(kind):
        yield reference.name, _reference(kind, reference), _meaning(reference)
    for part in PART_COLUMNS if kind == "Touchpoint" else ():
        yield part, "references to people or teammates, `;` between them", _PARTS[part]
    for name in RECORD_COLUMNS:
        if name not in named:
            yield name, *_RECORD[name]


def _cell(declared: Property) -> str:
    if not declared.values:
        cell = _CELLS[declared.type]
        return f"{cell}, {declared.bounds}" if declared.bounds else cell
    words = ", ".join(f"`{value}`" for value in declared.values)
    return (
        f"some of {words}, `;` between them" if declared.type is Type.WORDS else f"one of {words}"
    )


def _reference(kind: str, reference: Reference) -> str:
    if (kind, reference.name) == ("TOOK_PART", "participant"):
        return "reference to a person or teammate"
    many = "references, `;` between them," if reference.many else "reference"
    return f"{many} to {reference.to}"


def _meaning(declared: Property | Reference) -> str:
    return f"{declared.meaning} (required)" if declared.required else declared.meaning
