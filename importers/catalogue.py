"""Every source Rapport can import from, by the name the command line gives it.

A source of tables is declared (`Source`) and read by `reading.py`; a source of mails, calendars or
cards has an opener of its own, which gives the same `Export`, and says in data what it reads.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import BadInput
from importers import contacts, linkedin, surveys, vcards
from importers.gainsight import GAINSIGHT, open_gainsight
from importers.hubspot import HUBSPOT, open_hubspot
from importers.mail import MEANING as MAIL
from importers.mail import open_mail
from importers.mail.fields import READ as MAIL_READ
from importers.rapport_csv import rapport_csv
from importers.reading import open_export
from importers.salesforce import SALESFORCE
from importers.source import Export, Fields, Form, Options, Source
from importers.vcards.fields import READ as CARDS_READ
from importers.zendesk import ZENDESK, open_zendesk

Opener = Callable[[Path, Options], Export]


@dataclass(frozen=True)
class Importer:
    """A source as the command line knows it: in a line, how it is opened, what it reads."""

    meaning: str
    open: Opener
    reads: Callable[[], Sequence[Form | Fields]]


def _tables(source: Source) -> Opener:
    def opener(path: Path, options: Options) -> Export:
        if options.name not in ("", source.name):
            raise BadInput(f"A {source.name} export cannot be given another name; only csv can.")
        return open_export(source, path, options)

    return opener


def _calendar(path: Path, options: Options) -> Export:
    from importers.calendars import open_calendars  # its parser would slow every command's start

    return open_calendars(path, options)


def _calendar_fields() -> Sequence[Fields]:
    from importers.calendars.fields import READ

    return READ


def _csv(path: Path, options: Options) -> Export:
    return open_export(rapport_csv(options.name or "csv"), path, options)


def _of(source: Source, opener: Opener) -> Importer:
    return Importer(source.meaning, opener, lambda: source.forms)


SOURCES: Mapping[str, Importer] = {
    "salesforce": _of(SALESFORCE, _tables(SALESFORCE)),
    "csv": Importer(rapport_csv().meaning, _csv, lambda: ()),  # all of the label table
    "hubspot": _of(HUBSPOT, open_hubspot),
    "gainsight": _of(GAINSIGHT, open_gainsight),
    "zendesk": _of(ZENDESK, open_zendesk),
    "mail": Importer(MAIL, open_mail, lambda: MAIL_READ),
    "calendar": Importer(
        "Calendars (.ics): meetings with customers, and who was there", _calendar, _calendar_fields
    ),
    "vcard": Importer(vcards.MEANING, vcards.open_vcards, lambda: CARDS_READ),
    "survey": Importer(surveys.MEANING, surveys.open_surveys, lambda: surveys.forms(Options())),
    "linkedin": Importer(
        linkedin.MEANING, linkedin.open_linkedin, lambda: (linkedin.form(Options()),)
    ),
    "contacts": Importer(
        contacts.MEANING, contacts.open_contacts, lambda: (contacts.form(Options()),)
    ),
}


WHO_WE_ARE: Mapping[str, tuple[str, ...]] = {
    "mail": ("our_domains", "whose"),
    "calendar": ("our_domains", "whose"),
    "linkedin": ("whose",),
}
"""The sources that cannot be read unless one of these options tells who of the people is ours."""


def check_who_we_are(name: str, options: Options) -> None:
    """Raise BadInput where a source cannot be read because nothing tells who is one of us."""
    needed = WHO_WE_ARE.get(name, ())
    if needed and not any(getattr(options, option) for option in needed):
        examples = {"our_domains": "our_domains=us.example", "whose": "whose=dana@us.example"}
        said = " or ".join(examples[option] for option in needed)
        raise BadInput(
            f"Nothing tells who of the people in it is one of us: say {said}.", needed[0]
        )


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
    return SOURCES[name].open(path, options or Options())
