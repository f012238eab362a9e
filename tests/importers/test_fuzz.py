"""Whatever happens to a file, its parser gives statements and rejects or refuses it in words.

Of each export RAPPORT_FUZZ damaged copies are read (200 unless told otherwise). A failure is the
same the next time: the accidents follow from a seed.
"""

import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.model import Property, Type
from importers.catalogue import SOURCES, open_source
from importers.properties import properties_of, references_of
from importers.rapport_csv import KINDS, PART_COLUMNS
from importers.source import Options
from tests.importers.calendars.test_hostile import FIXTURES as CALENDARS
from tests.importers.damage import Content, survived
from tests.importers.dialects import spreadsheet, trees, warehouse
from tests.importers.hubspot.portal import WAREHOUSE
from tests.importers.hubspot.test_history import HISTORY
from tests.importers.mail.labelled import labelled_set, mail_of
from tests.importers.mail.mails import DANA, mail, mbox, parts
from tests.importers.test_contacts import GOOGLE, OLD_GOOGLE, OUTLOOK
from tests.importers.test_dialects import WORLD
from tests.importers.test_gainsight import C7, TENANT
from tests.importers.test_linkedin import ANN, BOB, CARL, HEADER, NOTES
from tests.importers.test_surveys import DELIGHTED, QUALTRICS
from tests.importers.test_zendesk import DESK
from tests.importers.vcards.test_hostile import FIXTURES as CARDS
from tests.importers.workbooks import parts as documents
from tests.importers.workbooks import table
from tests.mix.sources import HUBSPOT, SALESFORCE, Told

TIMES = int(os.environ.get("RAPPORT_FUZZ", "200"))
MOST_MEMORY = 200 * 2**20
SLOWEST = 20.0
"""Seconds that reading one of these small exports may take on a busy machine."""

OURS = Options(our_domains=("us.example", "ours.example"), whose="dana@us.example")


@dataclass(frozen=True)
class Sample:
    """A valid export of a source."""

    source: str
    files: Mapping[str, Content]


def _told(told: Told) -> dict[str, str]:
    rows = {name: "\n".join((header, *rows, "")) for name, (header, rows) in told.files.items()}
    return {**rows, **told.beside}


def _mails() -> list[bytes]:
    """One of each kind: headers in other charsets, a thread, replies and reports, HTML."""
    labelled = labelled_set()
    kind, body = parts(
        "multipart/alternative",
        ("text/plain; charset=iso-8859-1", "I am away"),
        ("text/html; charset=utf-8", "<p>I am <b>away</b> until 12 May 2026.</p>"),
    )
    cc = '"Ray, Bob" <bob@acme.example>; x@acme.example'
    return [
        mail(Subject="=?utf-8?B?w4lwaW5hbA==?=", Cc=cc),
        mail(From=DANA, To="ann@acme.example", References="<a@us.example> <b@us.example>"),
        mail(body, Content_Type=kind, Auto_Submitted="auto-replied"),
        *(mail_of(one).as_bytes() for one in labelled[:: len(labelled) // 12]),
    ]


_CELLS = {
    Type.TEXT: "Acme",
    Type.WORDS: "champion;admin",
    Type.WHOLE: "12",
    Type.NUMBER: "0.5",
    Type.FLAG: "yes",
    Type.MOMENT: "2026-02-07T20:44:05Z",
    Type.DAY: "2026-02-07",
    Type.MONEY: "1200.50",
}
_BY_NAME = {"email": "ann@acme.example", "domain": "acme.example", "currency": "EUR"}


def _cell(declared: Property) -> str:
    if declared.values:
        return declared.values[0]
    return _BY_NAME.get(declared.name, _CELLS[declared.type])


def _our_folder() -> dict[str, str]:
    """Every file of our own CSV folder, with a row that says something in every column."""
    files = {}
    for kind, file in KINDS.items():
        row = {"id": "x1"} | {p.name: _cell(p) for p in properties_of(kind)}
        row |= {reference.name: "y2" for reference in references_of(kind)}
        if kind == "Touchpoint":
            row |= dict.fromkeys(PART_COLUMNS, "ann@acme.example;z3")
        row |= {"created_at": "2026-01-01", "modified_at": "2026-01-02T03:04:05Z"}
        text = io.StringIO()
        writer = csv.DictWriter(text, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerows([row, row | {"id": "x2"}])
        files[file] = text.getvalue()
    return files


_ACCOUNTS = table(
    ["Id", "Name", "NumberOfEmployees", "CreatedDate"],
    ["001000000000001AAA", '<c t="s"><v>0</v></c>', 12, '<c s="1"><v>46060</v></c>'],
    ["001000000000002AAA", "Globex", True, "2026-02-07"],
)
_WORKBOOK = documents({"Account": _ACCOUNTS}, texts=["<t>Acme</t>"], formats=["yyyy-mm-dd"])
_PEOPLE = {
    "records": [
        {"Email": "ann@acme.example", "companies": [{"Company_ID": C7, "Role": "Champion"}]}
    ]
}
_CONNECTIONS = (HEADER, ANN.format("Acme"), BOB.format("Globex"), CARL, "")

SAMPLES = {
    "salesforce": Sample("salesforce", _told(SALESFORCE)),
    "salesforce spreadsheets": Sample("salesforce", spreadsheet(WORLD)),
    "salesforce warehouse": Sample("salesforce", warehouse(WORLD)),
    "salesforce trees": Sample("salesforce", trees(WORLD)),
    "workbook": Sample("salesforce", {"Account.xlsx": _WORKBOOK}),
    "zip": Sample("salesforce", {"export.zip": _told(SALESFORCE)}),
    "csv": Sample("csv", _our_folder()),
    "hubspot": Sample("hubspot", _told(HUBSPOT)),
    "hubspot warehouse": Sample("hubspot", WAREHOUSE | {"contact_property_history.csv": HISTORY}),
    "gainsight": Sample("gainsight", TENANT | {"people.json": json.dumps(_PEOPLE)}),
    "zendesk": Sample("zendesk", DESK),
    "mbox": Sample("mail", {"box.mbox": mbox(*_mails())}),
    "maildir": Sample("mail", {f"cur/{n}:2,S": one for n, one in enumerate(_mails())}),
    "mails": Sample("mail", {f"{n}.eml": one for n, one in enumerate(_mails())}),
    "mails in a zip": Sample(
        "mail", {"mail.zip": {f"{n}.eml": one for n, one in enumerate(_mails())}}
    ),
    "calendar": Sample("calendar", {f"{n}.ics": one for n, one in enumerate(CALENDARS)}),
    "vcard": Sample("vcard", {"people.vcf": "".join(CARDS)}),
    "survey": Sample("survey", {"delighted.csv": DELIGHTED, "qualtrics.csv": QUALTRICS}),
    "linkedin": Sample("linkedin", {"Connections.csv": NOTES + "\n".join(_CONNECTIONS)}),
    "contacts": Sample(
        "contacts", {"google.csv": GOOGLE, "old.csv": OLD_GOOGLE, "outlook.csv": OUTLOOK}
    ),
}


def test_every_source_has_a_sample() -> None:
    assert {sample.source for sample in SAMPLES.values()} == set(SOURCES)


@pytest.mark.timeout(60 + TIMES)
@pytest.mark.parametrize("name", SAMPLES)
def test_damaged_copies(tmp_path: Path, name: str) -> None:
    sample = SAMPLES[name]

    told = survived(tmp_path, sample.files, lambda p: open_source(sample.source, p, OURS), TIMES)

    print(name, told)  # pytest -s shows the figures
    assert told.read > TIMES / 10
    assert told.slowest < SLOWEST
    assert told.grown < MOST_MEMORY
