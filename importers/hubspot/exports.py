"""Which file of a HubSpot export holds what: tables by name, exports of the product by label."""

from collections.abc import Mapping, Sequence

from importers.files import File
from importers.hubspot.engagements import ENGAGEMENT_LOOKUPS
from importers.hubspot.history import CONTACT_PROPERTY_HISTORY, history
from importers.hubspot.mail import EMAIL_EVENT_LOOKUPS, EMAIL_LOOKUPS
from importers.hubspot.records import (
    CONTACT_LOOKUPS,
    CREATED,
    DEAL_LOOKUPS,
    MODIFIED,
    TICKET_LOOKUPS,
)
from importers.joined import Lookup, Tables
from importers.mapping import squashed
from importers.named import named_sheets
from importers.sheets import Sheet

LOOKUPS: Mapping[str, tuple[Lookup, ...]] = {
    "contact": CONTACT_LOOKUPS,
    "deal": DEAL_LOOKUPS,
    "ticket": TICKET_LOOKUPS,
    "engagement_meeting": ENGAGEMENT_LOOKUPS,
    "engagement_call": ENGAGEMENT_LOOKUPS,
    "engagement_email": (*ENGAGEMENT_LOOKUPS, *EMAIL_LOOKUPS),
    "email_event": EMAIL_EVENT_LOOKUPS,
}
"""What the rows of each table get from others."""

HISTORY = CONTACT_PROPERTY_HISTORY.object

_BESIDE = frozenset(lookup.table for lookups in LOOKUPS.values() for lookup in lookups)
"""Tables that are there to be looked up in."""

_ALIASES = {
    "meeting": "engagement_meeting",
    "engagements_meeting": "engagement_meeting",
    "call": "engagement_call",
    "engagements_call": "engagement_call",
    "email": "engagement_email",
    "engagements_email": "engagement_email",
}
"""What other programs, and the product itself, call the same tables."""

_PREFIXES = ("", "all-", "hubspot-", "hubspot-crm-exports-", "hubspot-crm-exports-all-")
"""What stands before the name of the table in the names of files."""

_LABELS = (
    ("deal", ("dealname", "dealstage")),
    ("ticket", ("ticketname", "ticketstatus")),
    ("contact", ("firstname", "lastname", "contactowner")),
    ("company", ("companyname", "companydomainname", "companyowner")),
)
"""Labels by which an export of the product is known, whatever view it was made of."""

DATES = tuple(
    spelling for name in (*CREATED, *MODIFIED, "created") for spelling in (name, f"property_{name}")
)
"""Columns whose newest value tells when an export was taken."""


def sheets_of(files: Sequence[File], objects: Sequence[str]) -> tuple[list[Sheet], list[str]]:
    """The tables of these objects, with what they get from the others; names of unused files."""
    tables = {name: name for name in (*objects, *_BESIDE)} | _ALIASES
    names = {prefix + name: table for prefix in _PREFIXES for name, table in tables.items()}
    known, ignored = named_sheets(files, names, DATES, _by_labels)
    joined = Tables(known)
    sheets: list[Sheet] = []
    for sheet in known:
        if sheet.object == HISTORY:
            sheets.append(history(sheet))
        elif sheet.object in objects:
            sheets.append(joined.widened(sheet, LOOKUPS.get(sheet.object, ())))
        elif sheet.object not in _BESIDE:
            ignored.append(sheet.file)
    return sheets, ignored


def _by_labels(sheet: Sheet) -> str:
    """The object of an export of the product, whatever the view it was made of is called."""
    titles = {squashed(title) for title in sheet.header}
    if not any(title.startswith("recordid") for title in titles):
        return sheet.object
    told = (object for object, labels in _LABELS if titles & set(labels))
    return next(told, sheet.object)
