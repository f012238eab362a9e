"""HubSpot: what its CRM exports, as the product writes it or as the API and warehouses name it.

Read are owners, companies, contacts (with those merged into them), deals, tickets, meetings, calls,
one-to-one mails, and marketing mail that came back. Associations stand in columns or in tables of
their own; what a row needs of another table is looked up on disk (`joined.py`).
"""

from pathlib import Path

from graph.errors import BadInput
from importers.hubspot.engagements import CALL, MEETING
from importers.hubspot.exports import DATES, sheets_of
from importers.hubspot.history import CONTACT_PROPERTY_HISTORY
from importers.hubspot.mail import EMAIL_EVENT, email_form
from importers.hubspot.owners import owner_columns
from importers.hubspot.records import COMPANY, CONTACT, CONTACT_MERGE_AUDIT, DEAL, OWNER, TICKET
from importers.reading import open_export
from importers.source import Export, Options, Source


def hubspot(options: Options) -> Source:
    """HubSpot, as read with these options."""
    forms = (
        OWNER,
        COMPANY,
        CONTACT,
        CONTACT_MERGE_AUDIT,
        CONTACT_PROPERTY_HISTORY,
        DEAL,
        TICKET,
        MEETING,
        CALL,
        email_form(options),
        EMAIL_EVENT,
    )
    objects = [form.object for form in forms]
    return Source(
        "hubspot",
        "HubSpot: exports of the product, or API and warehouse tables with internal names",
        forms,
        lambda files: sheets_of(files, objects),
        dates=DATES,
        more_columns=owner_columns,
    )


HUBSPOT = hubspot(Options())


def open_hubspot(path: Path, options: Options) -> Export:
    """The HubSpot export at `path`; BadInput says what is wrong with it."""
    if options.name not in ("", HUBSPOT.name):
        raise BadInput("A hubspot export cannot be given another name; only csv can.")
    return open_export(hubspot(options), path, options)
