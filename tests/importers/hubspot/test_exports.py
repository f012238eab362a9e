"""Which files of a HubSpot export are read, as what, and what happens to damaged ones."""

import tracemalloc
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.statement import Reject
from importers.files import files_of
from importers.hubspot import HUBSPOT, open_hubspot
from importers.joined import Lookup, Tables
from importers.sheets import csv_sheet
from importers.source import Options
from tests.importers.exports import at, reject, statements, written, zipped
from tests.importers.hubspot.portal import US, WAREHOUSE, hubspot


def test_the_whole_portal(tmp_path: Path) -> None:
    export = hubspot(tmp_path, WAREHOUSE, US)
    assert (export.source, export.ignored_files) == ("hubspot", ())
    assert export.taken_at == at("2026-03-20T08:00:00Z")
    kinds = [statement.kind for statement in statements(export)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "Teammate": 1,
        "Account": 1,
        "Person": 3,
        "Opportunity": 1,
        "Escalation": 1,
        "Touchpoint": 3,
        "Signal": 1,
    }


def test_a_zip_says_the_same_as_a_folder(tmp_path: Path) -> None:
    folder = statements(hubspot(tmp_path / "folder", WAREHOUSE))
    archive = open_hubspot(zipped(tmp_path / "portal.zip", WAREHOUSE), Options())
    assert statements(archive) == folder


@pytest.mark.parametrize(
    ("file", "header", "object"),
    [
        ("contacts_2026-04-01.csv", "Record ID,Email", "contact"),
        ("hubspot-crm-exports-all-contacts-2026-04-01.csv", "Record ID,Email", "contact"),
        ("HubSpot CRM Exports All Companies 2026-04-01.csv", "Record ID,Company name", "company"),
        ("hubspot_meetings.csv", "hs_object_id,hs_timestamp", "engagement_meeting"),
        ("engagements_calls.csv", "id,hs_timestamp", "engagement_call"),
        ("our champions.csv", "Record ID,First Name,Company Name", "contact"),
        ("our customers.csv", "Record ID,Company name", "company"),
        ("pipeline.csv", "Record ID,Deal Name,Company name", "deal"),
        ("open issues.csv", "Record ID - Ticket,Ticket name", "ticket"),
    ],
)
def test_files_are_known_by_name_or_by_their_labels(
    tmp_path: Path, file: str, header: str, object: str
) -> None:
    export = hubspot(tmp_path, {file: f"{header}\n"})
    assert [table.object for table in export.tables] == [object]


def test_files_of_no_use_are_named(tmp_path: Path) -> None:
    files = {
        "contact.csv": "id\n51\n",
        "company_property_history.csv": "company_id,name,value,timestamp\n7,arr,9,1\n",
        "engagement_note.csv": "engagement_id,body\n9,Note\n",
        "readme.txt": "hello",
        "empty.csv": "",
    }
    assert hubspot(tmp_path, files).ignored_files == (
        "company_property_history.csv",
        "empty.csv",
        "engagement_note.csv",
        "readme.txt",
    )


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"contact.csv": ""}, "contact.csv is empty"),
        ({"contact.csv": "email\nann@acme.example\n"}, "contact.csv has no column"),
        ({"notes.csv": "a,b\n"}, "holds nothing that hubspot exports"),
        ({"contact.csv": "id,email,E-Mail\n"}, "stands there twice"),
    ],
)
def test_what_is_refused_as_a_whole(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    with pytest.raises(BadInput) as error:
        hubspot(tmp_path, files)
    assert reason in error.value.message


def test_it_cannot_be_given_another_name(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        hubspot(tmp_path, WAREHOUSE, Options(name="crm2"))
    assert HUBSPOT.meaning.count("\n") == 0


def test_order_of_rows_and_files_does_not_matter(tmp_path: Path) -> None:
    def backwards(text: str) -> str:
        header, *rows = text.splitlines(keepends=True)
        return header + "".join(reversed(rows))

    before = statements(hubspot(tmp_path / "one", WAREHOUSE))
    turned = {f"{name[:-4]}_2026-04-01.csv": backwards(text) for name, text in WAREHOUSE.items()}
    after = statements(hubspot(tmp_path / "other", turned))
    assert sorted(s.key for s in before) == sorted(s.key for s in after)
    by_key = {s.key: (s.values, s.participants) for s in before}
    assert all(by_key[s.key] == (s.values, s.participants) for s in after)


def test_memory_stays_flat_however_many_associations_there_are(tmp_path: Path) -> None:
    rows = [f"{number},{number}\n" for number in range(20_000)]
    files = {
        "meetings.csv": "id,start_time\n" + "".join(rows),
        "engagement_contact.csv": "engagement_id,contact_id\n" + "".join(rows),
    }
    meetings, contacts = (
        csv_sheet(file, file.stem) for file in reversed(files_of(written(tmp_path, files)))
    )
    lookup = Lookup(
        "engagement_contact", ("engagement_id",), ("id",), (("contact_ids", "contact_id"),)
    )
    tracemalloc.start()
    try:
        wide = Tables([contacts]).widened(meetings, [lookup])
        told = sum(row[1][0] == row[1][2] for row in wide.rows() if not isinstance(row, Reject))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert wide.header == ["id", "start_time", "contact_ids"]
    assert told == len(rows)
    assert peak < 2**20


def test_a_reject_shows_the_row(tmp_path: Path) -> None:
    item = reject(hubspot(tmp_path, {"contact.csv": "id,email\n51,nobody\n"}))
    assert item.row == {"id": "51", "email": "nobody"}
