"""The demo data: the same every time, whole in itself, invented throughout."""

import csv
import re
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from examples.__main__ import main, write
from examples.bulk import SKEWED_PEOPLE, Bulk, write_bulk
from examples.salesforce_columns import COLUMNS
from examples.salesforce_ids import PREFIXES, checksum
from examples.stories import STORIES
from graph.statement import Reject
from importers.catalogue import open_source

AS_OF = date(2026, 11, 22)
TAKEN_AT = "2026-11-21 23:55:00"
OBJECT_OF = {prefix: kind for kind, prefix in PREFIXES.items()}
Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo data as the documentation shows it."""
    folder = tmp_path_factory.mktemp("demo")
    write(folder, AS_OF, seed=7, accounts=60)
    return folder


@pytest.fixture(scope="module")
def salesforce(demo: Path) -> dict[str, Rows]:
    return {path.stem: rows_of(path) for path in sorted((demo / "salesforce").iterdir())}


def rows_of(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.csv"))
    }


def test_same_arguments_give_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    write(tmp_path, AS_OF, seed=7, accounts=60)
    assert contents(tmp_path) == contents(demo)


def test_another_seed_tells_the_same_stories_among_other_customers(
    salesforce: dict[str, Rows], tmp_path: Path
) -> None:
    write(tmp_path, AS_OF, seed=8, accounts=60)
    ours = {row["Name"] for row in salesforce["Account"]}
    others = {row["Name"] for row in rows_of(tmp_path / "salesforce" / "Account.csv")}
    assert {plan.name for plan in STORIES} <= ours & others
    assert ours != others


def test_every_object_of_the_export_is_there(salesforce: dict[str, Rows]) -> None:
    assert salesforce.keys() == COLUMNS.keys()
    assert all(salesforce.values())


def test_values_are_quoted_and_flags_are_digits(demo: Path, salesforce: dict[str, Rows]) -> None:
    header, first, *_ = (demo / "salesforce" / "Account.csv").read_text("utf-8").splitlines()
    assert header == '"' + '","'.join(COLUMNS["Account"]) + '"'
    assert first.startswith('"001')
    flags = {"IsDeleted", "IsDirect", "IsActive", "IsClosed", "IsChild", "Incoming", "IsBounced"}
    found = {
        row[flag] for rows in salesforce.values() for row in rows for flag in flags & row.keys()
    }
    assert found == {"0", "1"}


def test_ids_are_unique_and_carry_their_checksum(salesforce: dict[str, Rows]) -> None:
    for kind, rows in salesforce.items():
        ids = [row["Id"] for row in rows]
        assert len(set(ids)) == len(ids)
        assert {len(id_) for id_ in ids} == {18}
        assert all(id_.startswith(PREFIXES[kind]) and id_[15:] == checksum(id_[:15]) for id_ in ids)


def test_some_short_ids_differ_in_case_only(salesforce: dict[str, Rows]) -> None:
    short = [row["Id"][:15] for row in salesforce["Contact"]]
    assert len({id_.lower() for id_ in short}) < len(short)


def test_a_published_id_gets_its_published_checksum() -> None:
    assert checksum("001A0000006Vm9u") == "IAC"


def test_every_id_that_a_row_names_is_there(salesforce: dict[str, Rows]) -> None:
    known = {row["Id"] for rows in salesforce.values() for row in rows}
    ids = re.compile(r"[0-9A-Za-z]{18}")
    missing = Counter(
        (kind, column, OBJECT_OF[value[:3]])
        for kind, rows in salesforce.items()
        for row in rows
        for column, value in row.items()
        if column.endswith(("Id", "CSM__c"))
        and ids.fullmatch(value)
        and value[:3] in OBJECT_OF
        and value not in known
    )
    assert missing == {("Task", "WhoId", "Lead"): 4}


def test_nobody_was_touched_before_they_were_known(salesforce: dict[str, Rows]) -> None:
    created = {row["Id"]: row["CreatedDate"][:10] for row in salesforce["Contact"]}
    survivor = {row["Id"]: row["MasterRecordId"] for row in salesforce["Contact"]}
    early = [
        row
        for row in salesforce["Task"]
        if row["WhoId"] in created
        and row["ActivityDate"] < created[survivor[row["WhoId"]] or row["WhoId"]]
    ]
    assert early == []


def test_nothing_is_newer_than_the_export(salesforce: dict[str, Rows]) -> None:
    stamps = [
        row[column]
        for rows in salesforce.values()
        for row in rows
        for column in ("CreatedDate", "LastModifiedDate", "SystemModstamp")
    ]
    assert max(stamps) == TAKEN_AT
    assert max(row["MessageDate"] for row in salesforce["EmailMessage"]) <= TAKEN_AT
    planned = [row for row in salesforce["Event"] if row["StartDateTime"] > TAKEN_AT]
    assert planned


def test_the_customers_are_of_every_kind(salesforce: dict[str, Rows]) -> None:
    accounts = salesforce["Account"]
    assert len(accounts) == 60
    assert {row["Segment__c"] for row in accounts} == {
        "", "Strategic", "Enterprise", "Mid-Market", "SMB", "Digital",
    }  # fmt: skip
    assert {row["CurrencyIsoCode"] for row in accounts} == {"EUR", "USD"}
    assert {row["Type"] for row in accounts} >= {"Customer", "Prospect"}
    assert any(row["ParentId"] for row in accounts)
    assert any(row["ARR__c"] and not row["Segment__c"] for row in accounts)
    assert any(not row["ARR__c"] and row["Type"] == "Customer" for row in accounts)
    assert 650 <= len(salesforce["Contact"]) <= 750


def test_the_records_hold_what_an_import_must_sort_out(salesforce: dict[str, Rows]) -> None:
    contacts, events, tasks = salesforce["Contact"], salesforce["Event"], salesforce["Task"]
    merged = [row for row in contacts if row["MasterRecordId"]]
    addresses = Counter(row["Email"] for row in contacts)
    employers = defaultdict(set)
    for row in contacts:
        employers[row["Email"]].add(row["AccountId"])
    assert any(task["WhoId"] in {row["Id"] for row in merged} for task in tasks)
    assert addresses["dario@serravento-beratung.example"] == 2
    assert len(employers["lena.rosenhain@postfach.example"]) == 2
    assert any(row["Email"].startswith("info@") for row in contacts)
    assert {"0", "1"} == {row["IsChild"] for row in events} == {row["IsPrivate"] for row in events}
    assert any(row["Subject"].startswith("Abgesagt") for row in events)
    assert any(row["Type"] == "Webinar" for row in events)
    assert {row["TaskSubtype"] for row in tasks} == {"Call", "Email", "ListEmail", "Task"}
    assert any("\nAuto-Submitted" in row["Headers"] for row in salesforce["EmailMessage"])
    assert {row["Status"] for row in salesforce["EventRelation"]} == {"New", "Accepted", "Declined"}


def test_addresses_links_and_numbers_reach_nobody(demo: Path) -> None:
    text = "\n".join(path.read_text("utf-8") for path in demo.rglob("*.csv"))
    hosts = {host for _, host in re.findall(r"(@|://)([\w.-]+)", text)}
    assert {host for host in hosts if not host.endswith(".example")} == set()
    numbers = set(re.findall(r"\+\d[\d x-]+", text))
    assert {number for number in numbers if not number.startswith("+1-555-01")} == set()


def test_rapport_files_name_people_and_accounts_of_the_export(
    demo: Path, salesforce: dict[str, Rows]
) -> None:
    people = {row["Email"] for row in salesforce["Contact"]}
    accounts = {row["Id"] for row in salesforce["Account"]}
    files = [*(demo / "rapport").iterdir(), *(demo / "support-desk").iterdir()]
    assert len(files) == 9
    for path in files:
        rows = rows_of(path)
        assert {row["person"] for row in rows if "person" in row} <= people
        assert {row["account"] for row in rows if "account" in row} <= accounts
        assert len({row["id"] for row in rows}) == len(rows)


def test_the_support_desk_fell_silent_more_than_a_week_ago(demo: Path) -> None:
    chats = rows_of(demo / "support-desk" / "touchpoints.csv")
    newest = max(row["modified_at"] for row in chats)
    assert newest.startswith("2026-11-02")
    assert len({row["account"] for row in chats}) == 2


@pytest.mark.parametrize(
    ("source", "folder", "files"),
    [("salesforce", "salesforce", 12), ("csv", "rapport", 8), ("csv", "support-desk", 1)],
)
def test_the_importers_take_every_row(demo: Path, source: str, folder: str, files: int) -> None:
    export = open_source(source, demo / folder)
    assert len(export.tables) == files
    rejects = [s for table in export.tables for s in table.statements() if isinstance(s, Reject)]
    assert rejects == []


def test_fewer_accounts_than_stories_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([str(tmp_path), "--accounts", "3"])
    assert "each story needs its own" in capsys.readouterr().err


def test_bulk_is_as_large_as_asked_and_the_same_each_time(tmp_path: Path) -> None:
    bulk = Bulk(accounts=40, people=20, touchpoints=60, seed=1, as_of=AS_OF)
    counts = write_bulk(tmp_path / "once", bulk)
    write_bulk(tmp_path / "again", bulk)
    assert contents(tmp_path / "once") == contents(tmp_path / "again")
    assert counts["Account"] == 40
    assert counts["Contact"] == 800
    assert counts["OpportunityContactRole"] == 240
    assert 120 <= counts["AccountContactRelation"] <= 200
    touchpoints = counts["Task"] + counts["Event"]
    assert touchpoints == 2400
    assert all(
        len(rows_of(tmp_path / "once" / f"{table}.csv")) == rows for table, rows in counts.items()
    )


def test_bulk_can_be_skewed_to_one_giant(tmp_path: Path) -> None:
    bulk = Bulk(accounts=5, people=4, touchpoints=2, seed=1, as_of=AS_OF, skew=True)
    write_bulk(tmp_path, bulk)
    sizes = Counter(row["AccountId"] for row in rows_of(tmp_path / "Contact.csv"))
    assert sorted(sizes.values()) == [4, 4, 4, 4, SKEWED_PEOPLE]


def test_the_importer_takes_every_row_of_bulk(tmp_path: Path) -> None:
    write_bulk(tmp_path, Bulk(accounts=10, people=8, touchpoints=30, seed=1, as_of=AS_OF))
    export = open_source("salesforce", tmp_path)
    statements = [s for table in export.tables for s in table.statements()]
    assert [s for s in statements if isinstance(s, Reject)] == []
    assert len(statements) == sum(table.rows for table in export.tables)
