"""Owners by name: exports of the product say "Dana Kim" where the API gives an id."""

from collections.abc import Sequence

from graph.statement import Reject
from graph.values.mailboxes import folded_address
from importers.cells import CellError
from importers.hubspot.ids import reference
from importers.mapping import squashed
from importers.sheets import Sheet
from importers.source import Column, Form, MoreColumns

_OWNER_COLUMNS = {
    "companyowner": "owner",
    "csm": "csm",
    "customersuccessmanager": "csm",
    "csmowner": "csm",
    "propertycsm": "csm",
    "propertycustomersuccessmanager": "csm",
}
"""Columns of a company that name one of us, and the property each holds."""


def owner_columns(sheets: Sequence[Sheet]) -> MoreColumns:
    """What those columns mean, given the owners that the same export lists (a few hundred)."""
    known: dict[str, str | None] | None = None

    def owner(cell: str) -> str | None:
        """One of us by id, address or name; None where the name is not that of exactly one owner.

        A name is what somebody typed: that nobody bears it must not cost us the company.
        """
        nonlocal known
        word = cell.strip()
        if address := folded_address(word):
            return f"email:{address}"
        try:
            return reference("Owner")(word)
        except CellError:
            if known is None:
                known = _owners(sheets)
            return known.get(word.casefold())

    def column(form: Form, title: str) -> Column | None:
        property = _OWNER_COLUMNS.get(squashed(title))
        if form.object != "company" or property is None:
            return None
        return Column(title, property, owner)

    return column


def _owners(sheets: Sequence[Sheet]) -> dict[str, str | None]:
    """Keys of owners by name; None where several share it."""
    found: dict[str, str | None] = {}
    for sheet in sheets:
        titles = [squashed(title) for title in sheet.header]
        ids = [titles.index(name) for name in ("ownerid", "id") if name in titles]
        names = [titles.index(name) for name in ("firstname", "lastname") if name in titles]
        if sheet.object != "owner" or not ids or not names:
            continue
        for row in sheet.rows():
            if isinstance(row, Reject):
                continue
            name = " ".join(part for place in names if (part := row[1][place].strip())).casefold()
            try:
                key = reference("Owner")(row[1][ids[0]])
            except CellError:
                continue
            if name and key:
                found[name] = key if found.get(name, key) == key else None
    return found
