"""Small address books, written as address books are, and what the importer makes of them."""

from pathlib import Path

from graph.statement import Statement
from importers.source import Export, Options
from importers.vcards import open_vcards
from tests.importers.exports import known, statements, written


def card(*lines: str, version: str = "3.0") -> str:
    """A card of these lines, with the line ends of the standard."""
    return "\r\n".join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def opened(folder: Path, content: str | bytes, options: Options | None = None) -> Export:
    """The export of one file of cards."""
    return open_vcards(written(folder, {"people.vcf": content}), options)


def told(export: Export) -> dict[str, dict[str, object]]:
    """What each card says of its person, by the id of the card; no card may be unusable."""
    return {id_of(s.key): known(s) for s in statements(export) if s.kind == "Person"}


def lines(export: Export) -> set[tuple[str, str]]:
    """Who reports to whom, by the ids of their cards or their addresses."""
    found: set[tuple[str, str]] = set()
    for statement in statements(export):
        if statement.kind == "REPORTS_TO":
            found.add((_end(statement, "person"), _end(statement, "manager")))
        elif statement.values.get("reports_to"):
            found.add((id_of(statement.key), _end(statement, "reports_to")))
    return found


def id_of(key: str) -> str:
    """The last part of a key."""
    return key.removeprefix("vcard:Card:").removeprefix("email:")


def _end(statement: Statement, name: str) -> str:
    return id_of(str(statement.values[name]))
