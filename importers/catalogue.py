"""Every source Rapport can import from, by the name the command line gives it.

A source of tables is declared (`Source`) and read by `reading.py`; a source of mails, calendars or
cards has an opener of its own, which gives the same `Export`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import BadInput
from importers.contacts import open_contacts
from importers.gainsight import open_gainsight
from importers.hubspot import open_hubspot
from importers.linkedin import open_linkedin
from importers.mail import open_mail
from importers.rapport_csv import rapport_csv
from importers.reading import open_export
from importers.salesforce import SALESFORCE
from importers.source import Export, Options, Source
from importers.surveys import open_surveys
from importers.vcards import open_vcards
from importers.zendesk import open_zendesk

Opener = Callable[[Path, Options], Export]


def _tables(source: Source) -> Opener:
    def opener(path: Path, options: Options) -> Export:
        if options.name not in ("", source.name):
            raise BadInput(f"A {source.name} export cannot be given another name; only csv can.")
        return open_export(source, path, options)

    return opener


def _calendar(path: Path, options: Options) -> Export:
    from importers.calendars import open_calendars  # its parser would slow every command's start

    return open_calendars(path, options)


def _csv(path: Path, options: Options) -> Export:
    return open_export(rapport_csv(options.name or "csv"), path, options)


SOURCES: Mapping[str, Opener] = {
    "salesforce": _tables(SALESFORCE),
    "csv": _csv,
    "hubspot": open_hubspot,
    "gainsight": open_gainsight,
    "zendesk": open_zendesk,
    "mail": open_mail,
    "calendar": _calendar,
    "vcard": open_vcards,
    "survey": open_surveys,
    "linkedin": open_linkedin,
    "contacts": open_contacts,
}


WHOLE = ("salesforce", "csv", "hubspot", "gainsight", "zendesk")
"""The sources whose exports can hold everything there is of an object; of the others an export is
somebody's own, or what happened, which nothing takes back."""


def check_full(name: str) -> None:
    """Raise BadInput unless an export of that source can be full."""
    if name not in WHOLE:
        raise BadInput(f"An export of {name} is never full; only {', '.join(WHOLE)} can be.")


def open_source(name: str, path: Path, options: Options | None = None) -> Export:
    """The export of that source at `path`, ready to be loaded; BadInput says what is wrong."""
    if name not in SOURCES:
        raise BadInput(f"{name!r} is no source. Known are {', '.join(SOURCES)}.")
    return SOURCES[name](path, options or Options())
