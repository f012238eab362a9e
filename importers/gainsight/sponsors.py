"""Sponsor Tracking: what changed in the public profile of somebody whom we follow.

Another employer is strong evidence that they left, another title is worth knowing and proves
nothing.
"""

from typing import Any

from graph.statement import Statement
from graph.values.employers import same_company
from importers import cells
from importers.cells import CellError, text
from importers.gainsight import ids
from importers.gainsight.records import columns, record_columns
from importers.mapping import squashed
from importers.moments import moment
from importers.source import Cells, Column, Form, said

EMPLOYER_CHANGED = 0.9
"""How strongly another employer in a profile speaks of a departure."""

Change = tuple[str, str]
"""What it was, and what it is."""

_ATTRIBUTES = {
    **dict.fromkeys(("company", "companyname", "employer", "organization"), "employer"),
    **dict.fromkeys(("currentcompany", "organisation"), "employer"),
    **dict.fromkeys(("title", "jobtitle", "designation", "headline", "position"), "title"),
    **dict.fromkeys(("role", "currenttitle"), "title"),
}
_OLD = ("old", "oldvalue", "previous", "previousvalue", "from")
_NEW = ("new", "newvalue", "current", "currentvalue", "to")
_NAMED = ("field", "attribute", "name", "key", "fieldname", "changedattribute")


def changes(cell: str) -> dict[str, Change]:
    """The old and new employer and title in the JSON of Changed Info; others are left out.

    {"company": {"old": …, "new": …}}, {"old": {"company": …}, "new": {"company": …}} and
    [{"field": "company", "old": …, "new": …}] are all seen. CellError when it is no JSON.
    """
    told = cells.json_of(cell)
    found: dict[str, Change] = {}
    for name, old, new in _told(told):
        attribute = _ATTRIBUTES.get(cells.squashed(name) or "")
        if attribute and isinstance(old, str) and isinstance(new, str):
            found.setdefault(attribute, (old.strip(), new.strip()))
    return found


def _told(told: Any) -> list[tuple[str, Any, Any]]:
    """Attributes with their old and new values, whichever way they are nested."""
    if isinstance(told, list):
        entries = [entry for entry in told if isinstance(entry, dict)]
        named = [(_part(entry, _NAMED), entry) for entry in entries]
        return [(n, _part(e, _OLD), _part(e, _NEW)) for n, e in named if isinstance(n, str)]
    if not isinstance(told, dict):
        return []
    old, new = _part(told, _OLD), _part(told, _NEW)
    if isinstance(old, dict) and isinstance(new, dict):
        return [(name, value, new.get(name)) for name, value in old.items()]
    if isinstance(name := _part(told, _NAMED), str):
        return [(name, old, new)]
    return [(n, _part(e, _OLD), _part(e, _NEW)) for n, e in told.items() if isinstance(e, dict)]


def _part(entry: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((v for k, v in entry.items() if cells.squashed(k) in names), None)


def _same(attribute: str, old: str, new: str) -> bool:
    """Whether both may well say the same: Acme and ACME Inc., CTO and cto."""
    if attribute == "employer":
        return same_company(new, old, None)
    return squashed(old) == squashed(new)


def _signal(row: Cells) -> Statement | None:
    if row.get("person") is None:
        raise CellError("the row does not say whose profile it is", "Person Id")
    told = row.get("changes") or _logged(row)
    kinds = {
        attribute: change
        for attribute, change in told.items()
        if all(change) and not _same(attribute, *change)
    }
    if not kinds:
        return None
    at = row.get("at") if row.get("at") is not None else row.get("modified_at")
    if at is None:
        raise CellError("it does not say when the profile changed", "Last Change Modified Date")
    if row.get("key") is None:
        raise CellError("the row has no id")
    moved = "employer" in kinds
    values: Cells = {
        "kind": "employer_changed" if moved else "title_change",
        "at": at,
        "weight": EMPLOYER_CHANGED if moved else 0.0,
        # Of an employer the name alone: whether an account is meant is told from it.
        "detail": kinds["employer"][1] if moved else " → ".join(kinds["title"]),
        "source": "gainsight",
        "record": row["key"],
        "person": row["person"],
        "account": row.get("account"),
    }
    # A sponsor's record tells its last change only: each change is a signal of its own.
    return said("Signal", row | {"key": f"{row['key']}@{at}"}, values)


def _logged(row: Cells) -> dict[str, Change]:
    """The one change that a row of the log tells in columns."""
    attribute = _ATTRIBUTES.get(row.get("attribute") or "")
    return {attribute: (row.get("old") or "", row.get("new") or "")} if attribute else {}


_OF_SPONSOR = (
    *columns("person", ids.person, "Person Id", "PersonId"),
    *columns("account", ids.reference("Company"), "companyId", "Company Id"),
    *columns("at", moment, "Last Change Modified Date", "LastChangeModifiedDate", "Change Date"),
)

SPONSOR_TRACKING = Form(
    "sponsor_tracking",
    "Signal",
    (
        *record_columns("SponsorTracking"),
        *_OF_SPONSOR,
        *columns("changes", changes, "Changed Info", "ChangedInfo"),
    ),
    _signal,
)

SPONSOR_TRACKING_LOG = Form(
    "sponsor_tracking_log",
    "Signal",
    (
        *record_columns("SponsorTrackingLog"),
        *_OF_SPONSOR,
        Column("Sponsor Tracking Id", "sponsor", ids.reference("SponsorTracking")),
        *columns("attribute", cells.squashed, "Changed Attribute", "ChangedAttribute"),
        *columns("old", text, "Previous Value", "PreviousValue"),
        *columns("new", text, "Current Value", "CurrentValue"),
    ),
    _signal,
)
