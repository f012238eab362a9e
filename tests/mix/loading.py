"""The exports cut in pieces, and loaded."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.database import Database
from graph.loading.load import Summary, load
from importers.catalogue import open_source
from importers.source import Export, Options
from tests.importers.calendars.ics import calendar
from tests.importers.exports import at
from tests.importers.mail.mails import mbox
from tests.mix.sources import CARDS, EVENTS, HUBSPOT, MAILS, SALESFORCE, SURVEY, TAKEN_AT

OPTIONS = Options(taken_at=at(TAKEN_AT), our_domains=("us.example",))
TABLES = {told.source: told for told in (SALESFORCE, HUBSPOT, SURVEY)}


@dataclass(frozen=True)
class Record:
    """One record as it stands in a file of its source: a row, a mail, an event or a card."""

    source: str
    file: str
    text: str


RECORDS: Sequence[Record] = (
    *(
        Record(told.source, file, row)
        for told in TABLES.values()
        for file, (_, rows) in told.files.items()
        for row in rows
    ),
    *(Record("mail", "inbox.mbox", text) for text in MAILS),
    *(Record("calendar", "us.ics", text) for text in EVENTS),
    *(Record("vcard", "people.vcf", text) for text in CARDS),
)
"""Everything that any source tells."""


async def imported(
    database: Database, folder: Path, records: Sequence[Record], batch: int = 1000
) -> list[Summary]:
    """Load the records, source by source in the order in which each is first named."""
    return [await load(database, export, batch=batch) for export in opened(folder, records)]


def opened(folder: Path, records: Sequence[Record], options: Options = OPTIONS) -> Iterator[Export]:
    """The records as exports, written as each source writes them."""
    by_source: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        by_source[record.source][record.file].append(record.text)
    for source, files in by_source.items():
        path = folder / source
        path.mkdir(parents=True)
        for file, texts in files.items():
            (path / file).write_bytes(_content(source, file, texts))
        beside = TABLES[source].beside if source in TABLES else {}
        for file, text in beside.items():
            (path / file).write_text(text)
        yield open_source(source, path / "inbox.mbox" if source == "mail" else path, options)


def _content(source: str, file: str, texts: Sequence[str]) -> bytes:
    if source in TABLES:
        header, _ = TABLES[source].files[file]
        return "\n".join((header, *texts, "")).encode()
    if source == "mail":
        return mbox(*(text.encode() for text in texts))
    if source == "calendar":
        header = "METHOD:REPLY" if file == "answers.ics" else ""
        return calendar(*texts, header=header).encode()
    return "".join(texts).encode()
