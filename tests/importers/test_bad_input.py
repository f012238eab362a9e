"""What cannot be used is told in words: a row with its line and column, a file as a whole."""

import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from api.moments import current, rfc3339
from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers import files as files_module
from importers.catalogue import open_source
from importers.sheets import LONGEST_CELL, LONGEST_LINE
from importers.source import Options
from tests.importers.exports import (
    ACME,
    ANN,
    BOB,
    GLOBEX,
    at,
    known,
    only,
    outcome,
    rapport,
    reject,
    salesforce,
    statements,
    written,
    zipped,
)


def refusal(path: Path) -> str:
    """Why the export at `path` is refused as a whole."""
    with pytest.raises(BadInput) as error:
        open_source("salesforce", path)
    return error.value.message


class TestRows:
    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("CreatedDate", "31/02/2026", "'31/02/2026' is not a date such as 2026-02-07"),
            ("CreatedDate", "2026-02-31", "'2026-02-31' is not a date of the calendar"),
            ("CreatedDate", "2026-02-03 25:00:00", "is not a date of the calendar"),
            ("CreatedDate", "9999-12-31T23:59:59-12:00", "lies outside the years 1900 to 9990"),
            ("CreatedDate", "0001-01-01T00:00:00+14:00", "lies outside the years 1900 to 9990"),
            ("CreatedDate", "1899-12-31", "lies outside the years 1900 to 9990"),
            ("IsDeleted", "maybe", "'maybe' is neither true nor false"),
            ("MasterRecordId", "him", "'him' is not a Salesforce id"),
            ("HasOptedOutOfEmail", "perhaps", "'perhaps' is neither true nor false"),
            ("Hold_Until__c", "for now", "'for now' is not a date such as 2026-02-07"),
        ],
    )
    def test_a_cell_without_which_the_row_says_something_else(
        self, tmp_path: Path, column: str, cell: str, reason: str
    ) -> None:
        item = reject(salesforce(tmp_path, {"Contact.csv": f"Id,{column}\n{BOB},{cell}\n"}))
        assert (item.file, item.line, item.column) == ("Contact.csv", 2, column)
        assert reason in item.reason
        assert item.row == {"Id": BOB, column: cell}

    @pytest.mark.parametrize(
        ("column", "cell", "reason"),
        [
            ("AccountId", ANN, f"'{ANN}' is the id of a record of Contact, not of Account"),
            ("AccountId", "Acme", "'Acme' is not a Salesforce id"),
            ("AccountId", "@AccountRef1", "'@AccountRef1' names no record of the tree"),
            ("AccountId", "zzz000000000001AAA", "'zzz000000000001AAA' is not the id of a record"),
            ("Email", "ann at acme", "'ann at acme' is not an e-mail address"),
            ("Email", "x" * 70, f"'{'x' * 60}…' is not an e-mail address"),
            ("Preferred_Contact_Frequency__c", "often", "'often' is not a frequency such as 30"),
        ],
    )
    def test_a_cell_that_cannot_be_read_is_left_out(
        self, tmp_path: Path, column: str, cell: str, reason: str
    ) -> None:
        content = f"Id,{column},Title\n{BOB},{cell},CEO\n"
        contact, item = outcome(salesforce(tmp_path, {"Contact.csv": content}))
        assert isinstance(contact, Statement)
        assert contact.values == {"title": "CEO"}
        assert isinstance(item, Reject)
        assert (item.file, item.line, item.column) == ("Contact.csv", 2, column)
        assert reason in item.reason
        assert item.row == {"Id": BOB, column: cell, "Title": "CEO"}
        assert item.kept

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("NumberOfEmployees", "many"),
            ("NumberOfEmployees", "2.5"),
            ("NumberOfEmployees", "1e400"),
            ("NumberOfEmployees", "-7"),
            ("ARR__c", "NaN"),
            ("ARR__c", "1_000"),
            ("ARR__c", "1.200,00"),
            ("ARR__c", "99999999999999999999"),
            ("ARR__c", "1e999999999"),
            ("ARR__c", "-1e999999999"),
            ("NumberOfEmployees", "1e999999999"),
            ("CurrencyIsoCode", "Euro"),
            ("Renewal_Date__c", "soon"),
            ("Renewal_Date__c", "9999-12-31"),
        ],
    )
    def test_numbers_and_currencies(self, tmp_path: Path, column: str, cell: str) -> None:
        row = f'Id,Name,{column}\n{ACME},Acme,"{cell}"\n'
        account, item = outcome(salesforce(tmp_path, {"Account.csv": row}))
        assert isinstance(account, Statement)
        assert account.values == {"name": "Acme"}
        assert isinstance(item, Reject)
        assert (item.line, item.column, item.kept) == (2, column, True)

    def test_everything_wrong_with_a_row_is_told(self, tmp_path: Path) -> None:
        header = "Id,Name,NumberOfEmployees,ARR__c,Renewal_Date__c,CreatedDate"
        whole = f"{ACME},Acme,many,12x,soon,2026-01-01"
        not_at_all = f"{GLOBEX},Globex,-1,,,yesterday"
        content = f"{header}\n{whole}\n{not_at_all}\n"
        account, first, second = outcome(salesforce(tmp_path, {"Account.csv": content}))
        assert isinstance(account, Statement)
        assert known(account) == {"name": "Acme"}
        assert isinstance(first, Reject)
        assert first.kept
        assert first.faults == (
            ("NumberOfEmployees", "'many' is not a number such as 1200.50"),
            ("ARR__c", "'12x' is not a number such as 1200.50"),
            ("Renewal_Date__c", "'soon' is not a date such as 2026-02-07 or 2026-02-07T20:44:05Z"),
        )
        assert isinstance(second, Reject)
        assert not second.kept
        assert [column for column, _ in second.faults] == ["CreatedDate", "NumberOfEmployees"]

    def test_an_amount_goes_with_its_currency(self, tmp_path: Path) -> None:
        content = f"Id,Name,ARR__c,CurrencyIsoCode\n{ACME},Acme,1200,Euro\n"
        account, item = outcome(salesforce(tmp_path, {"Account.csv": content}))
        assert isinstance(account, Statement)
        assert account.values == {"name": "Acme"}
        assert isinstance(item, Reject)
        assert item.faults == (
            ("CurrencyIsoCode", "'Euro' is not a currency code such as USD"),
            ("ARR__c", "its currency cannot be read"),
        )

    def test_another_column_may_tell_the_same(self, tmp_path: Path) -> None:
        content = f"Id,Secondary_Email__c,Other_Email__c\n{ANN},ann at acme,ann@acme.example\n"
        contact, item = outcome(salesforce(tmp_path, {"Contact.csv": content}))
        assert isinstance(contact, Statement)
        assert contact.names == ("email:ann@acme.example",)
        assert isinstance(item, Reject)
        assert (item.column, item.kept) == ("Secondary_Email__c", True)

    def test_what_says_one_thing_is_used_as_a_whole_or_not_at_all(self, tmp_path: Path) -> None:
        """A consent without the end that nobody can read would hold for ever."""
        content = "person,acts,until\np1,quote,next year\n"
        item = reject(rapport(tmp_path, {"consents.csv": content}))
        assert (item.column, item.kept) == ("until", False)

    def test_a_row_known_by_what_it_says_needs_all_of_it(self, tmp_path: Path) -> None:
        content = "name,email\nAnn,ann at acme\n"
        item = reject(rapport(tmp_path, {"people.csv": content}))
        assert not item.kept
        assert item.faults[0] == ("email", "'ann at acme' is not an e-mail address")

    def test_a_date_after_all_others_is_no_end(self, tmp_path: Path) -> None:
        content = f"AccountId,ContactId,StartDate,EndDate\n{ACME},{ANN},2026-01-01,9999-12-31\n"
        relation = only(salesforce(tmp_path, {"AccountContactRelation.csv": content}))
        assert (relation.values["since"], relation.values["until"]) == (at("2026-01-01"), None)
        held = f"Id,Hold_Until__c\n{ANN},9999-12-31\n"
        contact = only(salesforce(tmp_path / "held", {"Contact.csv": held}))
        assert contact.values == {"hold_until": "9990-12-31"}

    def test_an_amount_too_large_for_its_currency(self, tmp_path: Path) -> None:
        rows = f"Id,ARR__c,CurrencyIsoCode\n{ACME},999999999999999,CLF\n{GLOBEX},1e-999999999,CLF\n"
        kept, bad, good = outcome(salesforce(tmp_path, {"Account.csv": rows}))
        assert isinstance(kept, Statement)
        assert "arr" not in kept.values
        assert isinstance(bad, Reject)
        assert (bad.line, bad.column, bad.kept) == (2, "ARR__c", True)
        assert bad.reason == "an amount of 999999999999999 CLF is too large"
        assert isinstance(good, Statement)
        assert good.values["arr"] == 0

    def test_the_other_rows_are_used(self, tmp_path: Path) -> None:
        first, second, third = outcome(
            salesforce(
                tmp_path,
                {
                    "Contact.csv": f'Id,Title\n{ANN},"two\nlines"\n{BOB}\n'
                    f"003000000000003AAA,last,,\n\n"
                },
            )
        )
        assert isinstance(first, Statement)
        assert second == Reject("Contact.csv", 4, "", "the row has 1 cells, the header 2")
        assert isinstance(third, Statement)
        assert (first.line, third.line) == (2, 5)
        assert third.values == {"title": "last"}

    def test_too_many_cells(self, tmp_path: Path) -> None:
        item = reject(salesforce(tmp_path, {"Contact.csv": f"Id,Title\n{ANN},a,b\n"}))
        assert item.reason == "the row has 3 cells, the header 2"

    def test_bytes_that_are_no_utf8(self, tmp_path: Path) -> None:
        latin = f"Id,Title\n{ANN},Geschäftsführer\n{BOB},CEO\n".encode("latin-1")
        bad, good = outcome(salesforce(tmp_path, {"Contact.csv": latin}))
        assert bad == Reject("Contact.csv", 2, "", "the line is not UTF-8: export as UTF-8")
        assert isinstance(good, Statement)

    def test_a_row_without_an_id(self, tmp_path: Path) -> None:
        item = reject(salesforce(tmp_path, {"Contact.csv": "Id,Title\n,CEO\n"}))
        assert (item.line, item.reason) == (2, "the row has no id")

    @pytest.mark.parametrize("size", [2 * LONGEST_CELL, 40 * LONGEST_CELL])
    @pytest.mark.parametrize("filler", ["x", f"{'x' * 500}\n", f'say ""hi"" {"x" * 500}\n'])
    def test_a_huge_cell_costs_its_row_only(self, tmp_path: Path, size: int, filler: str) -> None:
        huge = filler * (size // len(filler) + 1)
        row = f'{ANN},"{huge}"\n'
        content = f"Id,Title\n{row}{BOB},CEO\n"
        folder = written(tmp_path, {"Contact.csv": content})
        del content, row, huge
        tracemalloc.start()
        export = open_source("salesforce", folder)
        bad, good = outcome(export)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert isinstance(bad, Reject)
        assert bad.line == 2
        assert bad.reason.startswith("a cell is longer than 1 MB")
        assert isinstance(good, Statement)
        assert good.key.endswith(BOB)
        assert peak < 8 * LONGEST_LINE

    def test_a_quotation_mark_that_is_never_closed(self, tmp_path: Path) -> None:
        rows = "".join(f"{ANN},title {n}\n" for n in range(60_000))
        content = f'Id,Title\n{BOB},CEO\n{ANN},"open\n{rows}'
        good, bad = outcome(salesforce(tmp_path, {"Contact.csv": content}))
        assert isinstance(good, Statement)
        assert isinstance(bad, Reject)
        assert (bad.line, bad.reason) == (
            3,
            "a cell is longer than 1 MB, or a quotation mark is opened and not closed",
        )

    def test_one_that_is_open_when_the_file_ends(self, tmp_path: Path) -> None:
        content = f'Id,Title\n{BOB},19" racks\n{ANN},"open\n003000000000003AAA,lost\n'
        good, bad = outcome(salesforce(tmp_path, {"Contact.csv": content}))
        assert isinstance(good, Statement)
        assert good.values["title"] == '19" racks'
        reason = "a quotation mark is opened and not closed before the file ends"
        assert bad == Reject("Contact.csv", 3, "", reason)

    def test_a_blank_line_and_trailing_empty_cells_are_nothing_to_speak_of(
        self, tmp_path: Path
    ) -> None:
        export = salesforce(tmp_path, {"Contact.csv": f"Id,Title\n\n{ANN},CEO,,\n"})
        (contact,) = statements(export)
        assert contact.line == 3


class TestFiles:
    def test_nothing_there(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "gone").startswith("There is no file or folder")

    def test_what_is_no_regular_file_is_not_waited_for(self, tmp_path: Path) -> None:
        pipe = tmp_path / "Account.csv"
        os.mkfifo(pipe)
        assert refusal(pipe) == "Account.csv is neither a folder nor a regular file."
        assert "holds nothing that salesforce exports" in refusal(tmp_path)

    def test_nothing_known(self, tmp_path: Path) -> None:
        expected = "holds nothing that salesforce exports. Expected files such as User.csv"
        assert expected in refusal(tmp_path)
        assert expected in refusal(written(tmp_path, {"Lead.csv": "Id\n", "notes.txt": "x"}))

    @pytest.mark.parametrize("content", ["", "\n", "\ufeff"])
    def test_an_empty_file(self, tmp_path: Path, content: str) -> None:
        message = refusal(written(tmp_path, {"Account.csv": content}))
        assert message == "Account.csv is empty: not even a header is there."

    def test_a_header_alone_is_fine(self, tmp_path: Path) -> None:
        export = salesforce(tmp_path, {"Account.csv": "Id,Name"})
        assert outcome(export) == []
        assert export.taken_at is None

    def test_a_header_twice(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Id,Name,name\n"}))
        assert message == "Account.csv, line 1: the column name stands there twice."
        fine = salesforce(tmp_path / "fine", {"Account.csv": "Id,Odd,Odd,\n"})
        assert fine.tables[0].ignored_columns == ("Odd",)

    def test_no_id_column(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Name\nAcme\n"}))
        assert message == "Account.csv has no column Id."

    def test_a_header_that_is_no_utf8(self, tmp_path: Path) -> None:
        message = refusal(written(tmp_path, {"Account.csv": "Id,Größe\n".encode("latin-1")}))
        assert message == "Account.csv, line 1, is not UTF-8: export the file as UTF-8."

    def test_a_binary_file_and_an_endless_header(self, tmp_path: Path) -> None:
        binary = bytes(range(256)) * 10
        assert "is not UTF-8" in refusal(written(tmp_path, {"Account.csv": binary}))
        endless = written(tmp_path / "endless", {"Account.csv": "x" * (LONGEST_LINE + 1)})
        assert refusal(endless) == "Account.csv has no header: its first line is too long."

    def test_a_tree_that_is_none(self, tmp_path: Path) -> None:
        for name, content, message in (
            ("half", '{"records": [', "Account.json is not JSON"),
            ("deep", "[" * 100_000, "Account.json is not JSON"),
            ("typeless", '{"records": [{"Name": "Acme"}]}', "record 1, does not say its type"),
        ):
            assert message in refusal(written(tmp_path / name, {"Account.json": content}))

    def test_half_a_character_in_a_tree(self, tmp_path: Path) -> None:
        tree = '{"records": [{"attributes": {"type": "Account"}, "Id": "%s", "Name": "%s"}]}'
        export = salesforce(tmp_path, {"Account.json": tree % (ACME, "A\\ud83d!\\ud83d\\ude00")})
        (account,) = statements(export)
        assert account.values["name"] == "A\ufffd!\U0001f600"


class TestZips:
    def test_a_truncated_one(self, tmp_path: Path) -> None:
        whole = zipped(tmp_path / "whole.zip", {"Account.csv": f"Id\n{ACME}\n"}).read_bytes()
        half = tmp_path / "half.zip"
        half.write_bytes(whole[: len(whole) // 2])
        assert refusal(half).startswith("half.zip cannot be read")

    def test_a_damaged_one(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {"Account.csv": "Id\n" + f"{ACME}\n" * 1000})
        content = bytearray(path.read_bytes())
        content[60:70] = b"\xff" * 10
        path.write_bytes(content)
        assert refusal(path).startswith("Account.csv is damaged or cannot be read")

    def test_one_that_would_become_a_mountain(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files_module, "HARMLESS_SIZE", 2**20)
        bomb = zipped(tmp_path / "bomb.zip", {"Account.csv": "Id\n" + "0" * 2**21})
        assert refusal(bomb).startswith("bomb.zip would unpack to 2 MB, more than 200 times")

    def test_one_that_lies_about_its_size(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "liar.zip", {"Account.csv": "Id\n" + "0" * 2**21})
        content = bytearray(path.read_bytes())
        directory = content.index(b"PK\x01\x02")
        struct.pack_into("<I", content, directory + 24, 10)
        path.write_bytes(content)
        assert refusal(path).startswith("Account.csv is damaged or cannot be read")

    @pytest.mark.parametrize("name", ["../Account.csv", "/Account.csv", "a\\..\\Account.csv"])
    def test_one_whose_names_leave_it(self, tmp_path: Path, name: str) -> None:
        path = zipped(tmp_path / "x.zip", {name: f"Id\n{ACME}\n"})
        assert "a name that leaves its folder" in refusal(path)

    def test_one_with_an_entry_that_has_no_name(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {".": f"Id\n{ACME}\n", "Account.csv": "Id\n"})
        assert refusal(path) == "x.zip holds '.', which is no name of a file."

    def test_one_with_two_entries_of_one_name(self, tmp_path: Path) -> None:
        path = tmp_path / "x.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("Account.csv", f"Id\n{ACME}\n")
            with pytest.warns(UserWarning, match="Duplicate"):
                archive.writestr("Account.csv", f"Id\n{GLOBEX}\n")
        assert refusal(path) == "x.zip holds two files of one name, 'Account.csv'."

    def test_names_are_told_without_what_a_terminal_would_obey(self, tmp_path: Path) -> None:
        files = {"\x1b[31mAccount.csv": f"Id\n{ACME}\n", "no\ntes.txt": "", "Contact.csv": "Id\n"}
        export = open_source("salesforce", zipped(tmp_path / "x.zip", files))
        assert export.ignored_files == ("\\x1b[31mAccount.csv", "no\\ntes.txt")

    def test_an_encrypted_one(self, tmp_path: Path) -> None:
        path = zipped(tmp_path / "x.zip", {"Account.csv": f"Id\n{ACME}\n"})
        content = bytearray(path.read_bytes())
        content[6] |= 1
        content[content.index(b"PK\x01\x02") + 8] |= 1
        path.write_bytes(content)
        assert refusal(path) == "x.zip is encrypted: unpack it and import the folder."

    def test_what_archivers_add_is_not_looked_at(self, tmp_path: Path) -> None:
        files = {"Account.csv": f"Id\n{ACME}\n", "__MACOSX/._Account.csv": "junk", ".DS_Store": "x"}
        export = open_source("salesforce", zipped(tmp_path / "x.zip", files))
        assert len(statements(export)) == 1
        assert export.ignored_files == ()


def test_an_export_was_taken_at_the_newest_date_of_any_record(tmp_path: Path) -> None:
    files = {
        "Account.csv": f"Id,CreatedDate,LastModifiedDate\n{ACME},2026-01-01,2026-03-01 10:00:00\n",
        "Contact.csv": f"Id,SystemModstamp\n{ANN},2026-03-02T00:30:00.000+0100\n{BOB},junk\n",
    }
    assert salesforce(tmp_path, files).taken_at == at("2026-03-01T23:30:00Z")
    said_otherwise = salesforce(tmp_path, files, Options(taken_at=at("2026-04-01")))
    assert said_otherwise.taken_at == at("2026-04-01")
    files["Lead.csv"] = "Id,SystemModstamp\n00Q000000000001EAA,2026-03-03\n"
    assert salesforce(tmp_path / "leads", files).taken_at == at("2026-03-03")


def test_a_date_far_ahead_does_not_tell_when_an_export_was_taken(tmp_path: Path) -> None:
    day = 24 * 60 * 60 * 1000
    soon, late = current() + day, current() + 3 * day
    rows = f"{ACME},{rfc3339(soon)}\n{GLOBEX},9990-12-30T10:00:00Z\n"
    files = {"Account.csv": f"Id,LastModifiedDate\n{rows}"}
    assert salesforce(tmp_path, files).taken_at == soon
    files["Account.csv"] = f"Id,LastModifiedDate\n{ACME},{rfc3339(late)}\n"
    assert salesforce(tmp_path, files).taken_at is None


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            f'{ACME},"Acme,2026-01-01\n{GLOBEX},Globex,2026-01-01\n',
            "Account.csv, line 2: a quotation mark is opened and not closed before the file ends",
        ),
        (
            f"{ACME},Café,2026-01-01\n".encode("latin-1"),
            "Account.csv, line 2: the line is not UTF-8: export as UTF-8",
        ),
        (
            f"{ACME},Acme,31/02/2026\n",
            "Account.csv, line 2, LastModifiedDate: '31/02/2026' is not a date such as",
        ),
    ],
)
def test_where_no_row_tells_when_it_was_taken_the_first_fault_is_named(
    tmp_path: Path, rows: str | bytes, fault: str
) -> None:
    data = rows if isinstance(rows, bytes) else rows.encode()
    files = {"Account.csv": b"Id,Name,LastModifiedDate\n" + data}
    export = salesforce(tmp_path, files)
    assert export.taken_at is None
    assert export.undated_because.startswith(fault)


def test_the_fingerprint_tells_content_and_reading_apart(tmp_path: Path) -> None:
    files = {"Account.csv": f"Id\n{ACME}\n"}
    same = [salesforce(tmp_path / name, files).fingerprint for name in ("one", "two")]
    assert same[0] == same[1]
    other = {
        salesforce(tmp_path / "rows", {"Account.csv": f"Id\n{ACME}\n\n"}).fingerprint,
        salesforce(tmp_path / "name", {"Accounts.csv": f"Id\n{ACME}\n"}).fingerprint,
        salesforce(tmp_path / "euro", files, Options(currency="EUR")).fingerprint,
    }
    assert len(other | set(same)) == 4


def test_memory_stays_flat_however_long_the_file(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        lines = "".join(
            f"00T{n:012d}EAA,{ANN},Email,2026-01-01,{'text ' * 20}{n}\n" for n in range(rows)
        )
        files = {"Task.csv": f"Id,WhoId,TaskSubtype,ActivityDate,Description\n{lines}"}
        folder = written(tmp_path / str(rows), files)
        del lines, files
        tracemalloc.start()
        (table,) = open_source("salesforce", folder).tables
        assert sum(1 for _ in table.statements()) == table.rows == rows
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    small, large = peak(2_000), peak(20_000)
    assert large < small + 2**19
