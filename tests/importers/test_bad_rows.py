"""What cannot be used of a row is told with its line and column; the rest goes in."""

import tracemalloc
from pathlib import Path

import pytest

from graph.statement import Reject, Statement
from importers.catalogue import open_source
from importers.sheets import LONGEST_CELL, LONGEST_LINE
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
)


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
