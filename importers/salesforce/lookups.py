"""Columns that name another record by something else than its id: `Account.Name`, `Owner.Email`.

Migration tools write them beside the id or in place of it, and custom fields for our people often
hold a name. What they name is looked up in the other files of the same export.
"""

import re
from collections.abc import Callable, Sequence

from graph.statement import Reject
from graph.values.mailboxes import folded_address
from importers.cells import CellError, Parser, shown
from importers.mapping import squashed
from importers.salesforce.ids import OBJECTS, own_id, reference
from importers.sheets import Sheet
from importers.source import Column, Form, MoreColumns

_RELATED = re.compile(r"(\w+?)(?:__r)?[.$](?:\$\$)?(\w+)")
"""`Account.Name`, `Account$Name`, `CSM__r.Email`."""

_TEAMMATE_COLUMNS = frozenset(
    squashed(f"{name}__c") for name in ("CSM", "Customer_Success_Manager", "CSM_Owner", "CSM_Name")
)

_RELATIONS = {
    "account": ("Account",),
    "parent": ("Account",),
    "contact": ("Contact",),
    "reportsto": ("Contact",),
    "opportunity": ("Opportunity",),
    "event": ("Event",),
    "relation": ("Contact", "User"),
    "owner": ("User",),
    "user": ("User",),
    "who": ("Contact",),
    "csm": ("User",),
    "customersuccessmanager": ("User",),
}
"""Which objects a relationship of these names leads to."""


def more_columns(sheets: Sequence[Sheet]) -> MoreColumns:
    """What the columns of one export mean that name records of its other files."""
    directory = _Directory(sheets)

    def column(form: Form, title: str) -> Column | None:
        if form.object == "Account" and squashed(title) in _TEAMMATE_COLUMNS:
            return Column(title, "csm", directory.teammate)
        related = _RELATED.fullmatch(title)
        if related is None:
            return None
        relation, field = related.groups()
        objects = _RELATIONS.get(squashed(relation))
        property = _property(form, relation)
        if objects is None or property is None:
            return None
        return Column(title, property, directory.finder(objects, field))

    return column


def _property(form: Form, relation: str) -> str | None:
    """The property that the id column of the same relationship holds."""
    if form.object == "Account" and squashed(f"{relation}__c") in _TEAMMATE_COLUMNS:
        return "csm"
    wanted = squashed(f"{relation}Id")
    return next((c.property for c in form.columns if squashed(c.name) == wanted), None)


class _Directory:
    """Finds keys of records by the value of a column, reading each file once for each column."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._found: dict[tuple[str, str], dict[str, str | None]] = {}

    def finder(self, objects: tuple[str, ...], field: str) -> Parser:
        """A parser of values of that field into the key of the record of theirs that has it."""
        if squashed(field) == "id":
            return reference(*objects)

        def parse(cell: str) -> str | None:
            value = cell.strip()
            if not value:
                return None
            if squashed(field) == "email" and (address := folded_address(value)):
                return f"email:{address}"
            return self._only(objects, field, value)

        return parse

    def teammate(self, cell: str) -> str | None:
        """One of us, by id, address or name; None where the name is not that of exactly one user.

        A name is what somebody typed: that nobody bears it must not cost us the account.
        """
        value = cell.strip()
        if address := folded_address(value):
            return f"email:{address}"
        if value[:3] in OBJECTS:
            return reference("User")(value)
        return self._index("User", "Name").get(value.casefold())

    def _only(self, objects: tuple[str, ...], field: str, value: str) -> str | None:
        for object in objects:
            known = self._index(object, field)
            if value.casefold() in known:
                key = known[value.casefold()]
                if key is None:
                    raise CellError(f"several records of {object} have the {field} {shown(value)}")
                return key
        raise CellError(f"no record of {' or '.join(objects)} has the {field} {shown(value)}")

    def _index(self, object: str, field: str) -> dict[str, str | None]:
        """Keys by value of the field; None where several records share it."""
        wanted = (object, squashed(field))
        if wanted not in self._found:
            known: dict[str, str | None] = {}
            for sheet in self._sheets:
                if squashed(sheet.object) == squashed(object):
                    _add(known, sheet, field, own_id(object))
            self._found[wanted] = known
        return self._found[wanted]


def _add(
    known: dict[str, str | None], sheet: Sheet, field: str, key_of: Callable[[str], str | None]
) -> None:
    titles = [squashed(title) for title in sheet.header]
    ids = [titles.index(title) for title in ("id", "guid") if title in titles]
    values = [titles.index(title) for title in _titles(field, titles) if title in titles]
    if not ids or not values:
        return
    for row in sheet.rows():
        if isinstance(row, Reject):
            continue
        value = " ".join(part for place in values if (part := row[1][place].strip())).casefold()
        try:
            key = key_of(row[1][ids[0]])
        except CellError:
            continue
        if value and key:
            known[value] = key if known.get(value, key) == key else None


def _titles(field: str, titles: Sequence[str]) -> tuple[str, ...]:
    """The columns whose values, one blank between them, are the field's."""
    name = squashed(field)
    return ("firstname", "lastname") if name == "name" and name not in titles else (name,)
