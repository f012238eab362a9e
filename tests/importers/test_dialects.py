"""The same records say the same, whichever program wrote the export."""

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from graph.statement import Reject, Statement
from importers.catalogue import open_source
from importers.salesforce.ids import long_id
from tests.importers.dialects import DIALECTS, Records, Value, weekly_export
from tests.importers.exports import (
    ACME,
    ANN,
    BOB,
    DANA,
    DEAL,
    at,
    known,
    salesforce,
    statements,
    written,
    zipped,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
JUNE = datetime(2025, 6, 1, 8, 30, 15, tzinfo=UTC)

WORLD: Records = {
    "Account": [
        {
            "Id": ACME,
            "IsDeleted": False,
            "Name": 'Acme "North", Inc.',
            "Type": "Customer",
            "ARR__c": "1200.50",
            "Renewal_Date__c": date(2026, 9, 30),
            "OwnerId": DANA,
            "CreatedDate": JUNE,
            "SystemModstamp": NOON,
        }
    ],
    "Contact": [
        {
            "Id": ANN,
            "IsDeleted": False,
            "AccountId": ACME,
            "FirstName": "Ann",
            "LastName": "Lée",
            "Email": "ann@acme.example",
            "HasOptedOutOfEmail": True,
            "No_Longer_At_Company__c": False,
            "CreatedDate": JUNE,
            "LastModifiedDate": NOON,
        },
        {
            "Id": BOB,
            "IsDeleted": True,
            "AccountId": ACME,
            "FirstName": None,
            "LastName": "Ray",
            "Email": None,
            "HasOptedOutOfEmail": False,
            "No_Longer_At_Company__c": True,
            "CreatedDate": JUNE,
            "LastModifiedDate": JUNE,
        },
    ],
    "AccountContactRelation": [
        {
            "Id": "07k000000000001AAA",
            "AccountId": ACME,
            "ContactId": ANN,
            "Roles": "Executive Sponsor;Influencer",
            "IsDirect": True,
            "IsActive": True,
            "StartDate": date(2025, 1, 1),
            "EndDate": None,
        }
    ],
    "Task": [
        {
            "Id": "00T000000000001EAA",
            "WhoId": ANN,
            "WhatId": DEAL,
            "OwnerId": DANA,
            "Subject": "Call",
            "Description": 'First line\nsecond line; third, with "quotes"',
            "TaskSubtype": "Call",
            "IsClosed": True,
            "CallDurationInSeconds": 120,
            "ActivityDate": date(2026, 3, 4),
            "CompletedDateTime": NOON,
        }
    ],
}


def without_lines(found: list[Statement]) -> list[Statement]:
    return sorted((replace(one, line=1) for one in found), key=lambda one: one.key)


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_says_the_same(tmp_path: Path, name: str) -> None:
    expected = salesforce(tmp_path / "weekly", weekly_export(WORLD))
    export = salesforce(tmp_path / name, DIALECTS[name](WORLD))
    assert without_lines(statements(export)) == without_lines(statements(expected))
    assert len(statements(export)) == 5
    assert export.taken_at == expected.taken_at == at("2026-03-04T12:00:00Z")
    assert export.has_touchpoints


@pytest.mark.parametrize("name", DIALECTS)
def test_a_zip_says_the_same_as_the_folder(tmp_path: Path, name: str) -> None:
    files = DIALECTS[name](WORLD)
    folder = salesforce(tmp_path / name, files)
    archive = open_source("salesforce", zipped(tmp_path / "export.zip", files))
    assert statements(archive) == statements(folder)
    nested = zipped(
        tmp_path / "nested.zip", {f"export/{file}": content for file, content in files.items()}
    )
    assert statements(open_source("salesforce", nested)) == statements(folder)


def test_an_export_in_several_zips_is_one_export(tmp_path: Path) -> None:
    files = weekly_export(WORLD)
    folder = tmp_path / "zips"
    folder.mkdir()
    zipped(folder / "WE_1.zip", {"Account.csv": files["Account.csv"]})
    zipped(folder / "WE_2.ZIP", {k: v for k, v in files.items() if k != "Account.csv"})
    export = open_source("salesforce", folder)
    assert without_lines(statements(export)) == without_lines(
        statements(salesforce(tmp_path / "folder", files))
    )
    assert export.tables[0].name == "WE_1.zip/Account.csv"


def test_one_file_is_an_export_too(tmp_path: Path) -> None:
    folder = written(tmp_path, weekly_export(WORLD))
    (account,) = statements(open_source("salesforce", folder / "Account.csv"))
    assert known(account)["arr"] == 120050


def test_each_reading_begins_anew(tmp_path: Path) -> None:
    export = salesforce(tmp_path, weekly_export(WORLD))
    assert statements(export) == statements(export)
    table = export.tables[1]
    half_read = table.statements()
    next(half_read)
    assert len(list(table.statements())) == 2


CELL_TEXT = some.text(
    some.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=12
)
MOMENTS = some.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
FLAGS = some.none() | some.booleans()


def ids(prefix: str) -> some.SearchStrategy[str]:
    """Ids as Salesforce makes them: letters in both cases, and the end that tells them apart."""
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return some.text(letters, min_size=11, max_size=11).map(lambda t: long_id(f"{prefix}x{t}"))


@some.composite
def worlds(draw: some.DrawFn) -> Records:
    contact: some.SearchStrategy[dict[str, Value]] = some.fixed_dictionaries(
        {
            "Id": ids("003"),
            "IsDeleted": FLAGS,
            "AccountId": some.none() | ids("001"),
            "LastName": CELL_TEXT,
            "Title": CELL_TEXT,
            "Champion__c": FLAGS,
            "Role__c": some.sampled_from(["", "Other", "Decision Maker;Business User"]),
            "EmailBouncedDate": some.none() | MOMENTS,
            "CreatedDate": some.none() | MOMENTS,
            "LastModifiedDate": some.none() | MOMENTS,
        }
    )
    event: some.SearchStrategy[dict[str, Value]] = some.fixed_dictionaries(
        {
            "Id": ids("00U"),
            "WhoId": some.none() | ids("003") | ids("00Q"),
            "WhatId": some.none() | ids("001") | ids("006") | ids("500"),
            "OwnerId": ids("005"),
            "Subject": CELL_TEXT,
            "Description": CELL_TEXT,
            "StartDateTime": MOMENTS,
            "DurationInMinutes": some.integers(0, 600),
            "IsPrivate": FLAGS,
            "IsChild": FLAGS,
        }
    )
    return {
        "Contact": draw(some.lists(contact, min_size=1, max_size=3)),
        "Event": draw(some.lists(event, min_size=1, max_size=3)),
    }


@settings(max_examples=40, deadline=None)
@given(worlds())
def test_whatever_the_records_hold_every_dialect_says_the_same(world: Records) -> None:
    with tempfile.TemporaryDirectory() as folder:
        said = {
            name: statements(salesforce(Path(folder, name), dialect(world)))
            for name, dialect in DIALECTS.items()
        }
    expected = without_lines(said["weekly_export"])
    for name, found in said.items():
        assert without_lines(found) == expected, name


def test_columns_that_name_a_record_by_something_else_than_its_id(tmp_path: Path) -> None:
    export = salesforce(
        tmp_path,
        {
            "User.csv": f"Id,Name\n{DANA},Dana Reyes\n",
            "Account.csv": "Id,Name,Owner.Email,CSM__r.Name\n"
            f"{ACME},Acme,dana@us.example,Dana Reyes\n",
            "Contact.csv": f"Id,Name,Account.Name\n{ANN},Ann,Acme\n{BOB},Bob,Nowhere\n",
            "Task.csv": "Id,Who.Email,Owner.Id,TaskSubtype,ActivityDate\n"
            f"00T000000000001EAA,ann@acme.example,{DANA},Email,2026-01-01\n",
            "AccountContactRelation.csv": "Id,ContactId,Contact.Name,Account$Name,Roles\n"
            f"07k000000000001AAA,{BOB},Ann,Acme,Other\n",
        },
    )
    by_table = {table.object: list(table.statements()) for table in export.tables}
    account, *_ = by_table["Account"]
    ann, bob, told = by_table["Contact"]
    mail, *_ = by_table["Task"]
    relation, *_ = by_table["AccountContactRelation"]
    assert isinstance(account, Statement)
    assert account.values["owner"] == "email:dana@us.example"
    assert account.values["csm"] == f"salesforce:User:{DANA}"
    assert isinstance(ann, Statement)
    assert ann.values["account"] == f"salesforce:Account:{ACME}"
    assert isinstance(bob, Statement)
    assert "account" not in bob.values
    assert isinstance(told, Reject)
    assert (told.column, told.reason, told.kept) == (
        "Account.Name",
        "no record of Account has the Name 'Nowhere'",
        True,
    )
    assert isinstance(mail, Statement)
    assert [person.who for person in mail.participants] == [
        "email:ann@acme.example",
        f"salesforce:User:{DANA}",
    ]
    assert isinstance(relation, Statement)
    assert relation.values["person"] == f"salesforce:Contact:{BOB}"  # the id counts first
    assert relation.values["account"] == f"salesforce:Account:{ACME}"


def test_a_migration_may_know_records_by_guids(tmp_path: Path) -> None:
    acme, ann = "0c6f9a2e-1111-4222-8333-0123456789ab", "0c6f9a2e-1111-4222-8333-0123456789AC"
    contact = statements(
        salesforce(
            tmp_path,
            {
                "Account.csv": f'"Guid","Name"\n"{acme}","Acme"\n',
                "Contact.csv": f'"Guid","AccountId"\n"{ann}","{acme}"\n',
                "AccountContactRelation.csv": '"Guid","ContactId","AccountId"\n'
                f'"0c6f9a2e-1111-4222-8333-0123456789ad","{ann}","{acme}"\n',
            },
        )
    )[1]
    assert contact.key == f"salesforce:Contact:{ann.lower()}"
    assert contact.values["account"] == f"salesforce:Account:{acme}"


def test_a_tree_ties_its_records_by_references_and_nesting(tmp_path: Path) -> None:
    export = salesforce(
        tmp_path,
        {
            "Account-Contact-plan.json": '[{"sobject": "Account", "files": ["Accounts.json"]}]',
            "Accounts.json": """{"records": [
                {"attributes": {"type": "Account", "referenceId": "AccountRef1"}, "Name": "Acme",
                 "ParentId": "@AccountRef2", "NumberOfEmployees": 250, "Type": null,
                 "Contacts": {"records": [
                    {"attributes": {"type": "Contact", "referenceId": "ContactRef1"},
                     "LastName": "Lee", "HasOptedOutOfEmail": true}]}},
                {"attributes": {"type": "Account", "referenceId": "AccountRef2"}, "Name": "Holding"}
            ]}""",
            "Contacts.json": """{"records": [
                {"attributes": {"type": "Contact", "referenceId": "ContactRef2"}, "LastName": "Ray",
                 "AccountId": "@AccountRef1", "ReportsToId": "@ContactRef1"}
            ]}""",
            "Leads.json": '{"records": [{"attributes": {"type": "Lead"}}]}',
        },
    )
    assert export.ignored_files == ("Account-Contact-plan.json", "Leads.json (Lead)")
    acme, holding, lee, ray = statements(export)
    assert known(acme) == {
        "name": "Acme",
        "employees": 250,
        "status": "customer",
        "parent": "salesforce:Account:AccountRef2",
    }
    assert holding.key == "salesforce:Account:AccountRef2"
    assert known(lee) == {
        "name": "Lee",
        "opted_out": True,
        "account": "salesforce:Account:AccountRef1",
    }
    assert known(ray) == {
        "name": "Ray",
        "account": "salesforce:Account:AccountRef1",
        "reports_to": "salesforce:Contact:ContactRef1",
    }
