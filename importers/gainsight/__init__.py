"""Gainsight: companies, people, the Timeline and Sponsor Tracking.

Read are CSV exports and warehouse tables of the objects GS User, Company, Person, Company Person,
Relationship Person, Activity Timeline, Sponsor Tracking and its log, and the JSON that the API for
people and for the Timeline sends or takes.
"""

from pathlib import Path

from graph.errors import BadInput
from importers.gainsight.exports import DATES, sheets_of
from importers.gainsight.records import (
    COMPANY,
    COMPANY_PERSON,
    PERSON,
    RELATIONSHIP_PERSON,
    USER,
)
from importers.gainsight.sponsors import SPONSOR_TRACKING, SPONSOR_TRACKING_LOG
from importers.gainsight.timeline import timeline_form
from importers.reading import open_export
from importers.source import Export, Options, Source


def gainsight(options: Options) -> Source:
    """Gainsight, as read with these options."""
    forms = (
        USER,
        COMPANY,
        PERSON,
        COMPANY_PERSON,
        RELATIONSHIP_PERSON,
        timeline_form(options),
        SPONSOR_TRACKING,
        SPONSOR_TRACKING_LOG,
    )
    objects = [form.object for form in forms]
    return Source(
        "gainsight",
        "Gainsight: companies, people, Timeline and Sponsor Tracking, as CSV, tables or JSON",
        forms,
        lambda files: sheets_of(files, objects),
        dates=DATES,
    )


GAINSIGHT = gainsight(Options())


def open_gainsight(path: Path, options: Options) -> Export:
    """The Gainsight export at `path`; BadInput says what is wrong with it."""
    if options.name not in ("", GAINSIGHT.name):
        raise BadInput("A gainsight export cannot be given another name; only csv can.")
    return open_export(gainsight(options), path, options)
