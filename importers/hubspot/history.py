"""contact_property_history: what contacts said before, each change with its own date.

The table has a row for each change of one property. What changed at one moment is one version of
the contact, so the rows are sorted by contact and moment first; they wait on disk, so that memory
stays flat however long the history is.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby

from graph.statement import Reject, Statement
from graph.values.mailboxes import is_shared
from importers import cells
from importers.cells import CellError, text
from importers.hubspot import ids
from importers.mapping import squashed
from importers.moments import iso, moment
from importers.sheets import Row, Sheet
from importers.source import Cells, Column, Form, said

_CONTACT, _NAME, _VALUE, _AT = "contact_id", "name", "value", "timestamp"
_PROPERTIES = ("jobtitle", "email", "associatedcompanyid", "hs_buying_role", "hs_email_optout")
"""The properties whose past matters: what somebody was called, where, as what, and under which
address."""


@dataclass(frozen=True)
class _History:
    """The table with a row for each contact and moment, and a column for each property."""

    sheet: Sheet
    file: str
    object: str
    header: list[str]

    def rows(self) -> Iterator[Row | Reject]:
        """The versions of each contact in turn, oldest first, after the rows nobody can read."""
        titles = [squashed(title) for title in self.sheet.header]
        places = [titles.index(squashed(name)) for name in (_CONTACT, _AT, _NAME, _VALUE)]
        database = sqlite3.connect("", check_same_thread=False)  # its own file, gone when closed
        try:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("CREATE TABLE changes (contact, at, name, value, line)")
            for row in self.sheet.rows():
                if isinstance(row, Reject):
                    yield row
                    continue
                contact, at, name, value = (row[1][place].strip() for place in places)
                if name in _PROPERTIES:
                    database.execute(
                        "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
                        (contact, _as_one_text(at), name, value, row[0]),
                    )
            changes = database.execute("SELECT * FROM changes ORDER BY contact, at, line")
            for (contact, at), some in groupby(changes, key=lambda change: change[:2]):
                told = list(some)
                values = {name: value for _, _, name, value, _ in told}
                yield told[0][4], [contact, at, *(values.get(name, "") for name in _PROPERTIES)]
        finally:
            database.close()


def _as_one_text(cell: str) -> str:
    """A moment in the same text whichever way it was written; what is none as it stands."""
    with suppress(CellError):
        at = moment(cell)
        return cell if at is None else iso(str(at))
    return cell


def history(sheet: Sheet) -> Sheet:
    """The table as versions of contacts; one that lacks a column as it is, to be told so."""
    titles = {squashed(title) for title in sheet.header}
    if not {squashed(name) for name in (_CONTACT, _AT, _NAME, _VALUE)} <= titles:
        return sheet
    return _History(sheet, sheet.file, sheet.object, [_CONTACT, _AT, *_PROPERTIES])


def _version(row: Cells) -> Statement | None:
    """What a contact said from a moment on, as far as the history tells."""
    at = row.get("modified_at")
    if at is None:
        raise CellError("it does not say when the property changed", _AT)
    names = ("title", "email", "account", "roles", "opted_out")
    values = {name: value for name in names if (value := row.get(name)) not in (None, [])}
    if not values:
        return None
    email = row.get("email")
    known = [f"email:{email}"] if email and not is_shared(email) else []
    return replace(said("Person", row, values, names=known), seen_at=at)


CONTACT_PROPERTY_HISTORY = Form(
    "contact_property_history",
    "Person",
    (
        Column(_CONTACT, "key", ids.reference("Contact")),
        Column(_AT, "modified_at", moment),
        Column("jobtitle", "title", text),
        Column("email", "email", cells.email),
        Column("associatedcompanyid", "account", ids.first_of("Company")),
        Column("hs_buying_role", "roles", cells.roles),
        Column("hs_email_optout", "opted_out", cells.flag),
    ),
    _version,
)
