"""Excel workbooks: read as the CSV they could have been, and refused where they turn hostile."""

import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest

from graph.errors import BadInput
from graph.statement import Reject
from importers.catalogue import open_source
from importers.contacts import open_contacts
from importers.files import HARMLESS_SIZE, files_of
from importers.linkedin import open_linkedin
from importers.source import Options
from importers.surveys import open_surveys
from importers.workbook_numbers import Numbers, Shows, shown_by, shown_by_code
from importers.workbook_parts import LONGEST_CELL, unescaped
from importers.workbooks import Row, WorkbookSheet, workbook_sheets
from tests.importers.exports import at, known, only, statements, written
from tests.importers.workbooks import Cell, packed, parts, sheet_xml, table


def sheets_in(folder: Path, content: bytes, name: str = "Book.xlsx") -> list[WorkbookSheet]:
    """The worksheets of a workbook."""
    (file,) = files_of(written(folder, {name: content}) / name)
    return workbook_sheets(file)


def rows_in(
    folder: Path,
    sheet: str,
    *,
    texts: Sequence[str] = (),
    formats: Sequence[str] = (),
    since_1904: bool = False,
) -> list[Row | Reject]:
    """The rows below the header of a workbook's only worksheet."""
    documents = parts({"Sheet1": sheet}, texts=texts, formats=formats, since_1904=since_1904)
    (found,) = sheets_in(folder, packed(documents))
    return list(found.rows())


class TestCells:
    def test_texts_such_as_a_csv_would_hold(self, tmp_path: Path) -> None:
        sheet = table(
            ["text", "whole", "number", "yes", "no", "formula", "failed", "empty"],
            [
                'Lee,\n"Ann"',
                42.0,
                1200.5,
                True,
                False,
                '<c t="str"><f>A1&amp;"x"</f><v>textx</v></c>',
                '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            ],
        )
        assert rows_in(tmp_path, sheet) == [
            (2, ['Lee,\n"Ann"', "42", "1200.5", "true", "false", "textx", "", ""])
        ]

    def test_days_and_times_by_their_format(self, tmp_path: Path) -> None:
        sheet = table(
            ["day", "moment", "time", "money"],
            [
                '<c s="1"><v>46060</v></c>',
                '<c s="2"><v>46060.86394675926</v></c>',
                '<c s="3"><v>0.3784722222222222</v></c>',
                '<c s="4"><v>46060</v></c>',
            ],
        )
        formats = ["dd/mm/yyyy", "[$-409]d. mmmm yyyy hh:mm;@", "h:mm AM/PM", '"d" #,##0.00 [Red]']
        told = ["2026-02-07", "2026-02-07T20:44:05", "09:05:00", "46060"]
        assert rows_in(tmp_path / "a", sheet, formats=formats) == [(2, told)]
        (row,) = rows_in(tmp_path / "b", sheet, formats=formats, since_1904=True)
        assert not isinstance(row, Reject)
        assert row[1][0] == "2030-02-08"

    def test_texts_that_cells_share(self, tmp_path: Path) -> None:
        sheet = table(["name"], ['<c t="s"><v>1</v></c>'], ['<c t="s"><v>0</v></c>'])
        texts = [
            "<r><t>Jörg </t></r><r><t>Bär</t></r><rPh><t>yorg</t></rPh>",
            "<t>two_x000D_lines</t>",
        ]
        assert rows_in(tmp_path, sheet, texts=texts) == [(2, ["two\rlines"]), (3, ["Jörg Bär"])]

    def test_rows_and_cells_that_do_not_say_where_they_stand(self, tmp_path: Path) -> None:
        sheet = table(["a", "b"]).replace(
            "</sheetData>", "<row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"
        )
        assert rows_in(tmp_path, sheet) == [(2, ["1", "2"])]

    def test_empty_rows_are_skipped_and_rows_counted_as_one_sees_them(self, tmp_path: Path) -> None:
        sheet = sheet_xml({3: ["a", "b"], 4: [None, " "], 7: ["x\ny"], 9: [1, 2, 3]})
        assert rows_in(tmp_path, sheet) == [
            (7, ["x\ny", ""]),
            Reject("Book.xlsx (Sheet1)", 9, "", "the row has 3 cells, the header 2"),
        ]

    @pytest.mark.parametrize(
        ("number", "shows", "text"),
        [
            ("1E+3", Shows.NUMBER, "1000"),
            ("0.1", Shows.NUMBER, "0.1"),
            ("1e300", Shows.NUMBER, "1e+300"),
            ("nan", Shows.NUMBER, "nan"),
            ("1", Shows.DAY, "1900-01-01"),
            ("61", Shows.DAY, "1900-03-01"),
            ("-5", Shows.DAY, "-5"),
            ("3000000", Shows.DAY, "3000000"),
            ("2958465.9999999999", Shows.MOMENT, "2958466"),
            ("46060.5", Shows.DAY, "2026-02-07T12:00:00"),
            ("1.25", Shows.TIME, "30:00:00"),
        ],
    )
    def test_numbers(self, number: str, shows: Shows, text: str) -> None:
        assert Numbers((shows,)).text(number, "0") == text

    @pytest.mark.parametrize(
        ("code", "shows"),
        [
            ("General", Shows.NUMBER),
            ("#,##0.00\\ [$€-407]", Shows.NUMBER),
            ('0 "days"', Shows.NUMBER),
            ("0.00E+00", Shows.NUMBER),
            ("mmm yy", Shows.DAY),
            ("mmmm", Shows.DAY),
            ("mm:ss.0", Shows.TIME),
            ("[h]:mm", Shows.TIME),
            ('yyyy"-"mm"-"dd"T"hh:mm', Shows.MOMENT),
        ],
    )
    def test_formats(self, code: str, shows: Shows) -> None:
        assert shown_by_code(code) is shows

    def test_formats_that_are_built_in(self) -> None:
        found = [shown_by(number, {}) for number in (0, 14, 20, 22)]
        assert found == [Shows.NUMBER, Shows.DAY, Shows.TIME, Shows.MOMENT]

    def test_half_a_character_stays_as_it_is_written(self) -> None:
        assert unescaped("a_xD800_b_x0009_") == "a_xD800_b\t"


class TestTables:
    ACCOUNTS = table(["Id", "Name"], ["001000000000001AAA", "Acme"])
    CONTACTS = table(["Id", "Email"], ["003000000000001AAA", "ann@acme.example"])

    def test_a_worksheet_is_an_object_of_its_name(self, tmp_path: Path) -> None:
        sheets = {"Accounts": self.ACCOUNTS, "Contact": self.CONTACTS, "Notes": table(["x"])}
        folder = written(tmp_path, {"export.xlsx": packed(parts(sheets))})
        export = open_source("salesforce", folder)
        assert [s.kind for s in statements(export)] == ["Account", "Person"]
        assert [t.name for t in export.tables] == [
            "export.xlsx (Accounts)",
            "export.xlsx (Contact)",
        ]
        assert export.ignored_files == ("export.xlsx (Notes)",)

    @pytest.mark.parametrize(
        ("file", "title"), [("Account.xlsx", "Sheet1"), ("export 7.xlsx", "Account")]
    )
    def test_one_worksheet_may_go_by_the_name_of_the_file(
        self, tmp_path: Path, file: str, title: str
    ) -> None:
        book = packed(parts({title: self.ACCOUNTS, "Sheet2": table()}))
        assert only(open_source("salesforce", written(tmp_path, {file: book}))).kind == "Account"

    def test_hidden_worksheets_are_left_out(self, tmp_path: Path) -> None:
        sheets = {"Account": self.ACCOUNTS, "Contact": self.CONTACTS}
        (sheet,) = sheets_in(tmp_path, packed(parts(sheets, hidden=["Contact"])), "Account.xlsx")
        assert sheet.names == ("Account", "Account")

    def test_a_workbook_says_what_a_csv_says(self, tmp_path: Path) -> None:
        text = "id,name,arr,currency,renewal_on\na1,Acme,1200.5,EUR,2026-02-07\n"
        sheet = table(
            ["id", "name", "arr", "currency", "renewal_on"],
            ["a1", "Acme", 1200.5, "EUR", '<c s="1"><v>46060</v></c>'],
        )
        book = packed(parts({"accounts": sheet}, formats=["yyyy-mm-dd"]))
        folder = written(tmp_path / "book", {"book.xlsx": book})
        assert only(open_source("csv", folder)) == only(
            open_source("csv", written(tmp_path / "csv", {"accounts.csv": text}))
        )

    def test_in_a_zip(self, tmp_path: Path) -> None:
        book = packed(parts({"Account": self.ACCOUNTS}))
        (tmp_path / "export.zip").write_bytes(packed({"data/Account.xlsx": book}))
        assert only(open_source("salesforce", tmp_path / "export.zip")).kind == "Account"

    def test_surveys_connections_and_contacts(self, tmp_path: Path) -> None:
        nps = table(
            ["Email", "Date", "NPS"], ["ann@acme.example", '<c s="1"><v>46060</v></c>', 9.0]
        )
        told = only(
            open_surveys(
                written(tmp_path / "s", {"a.xlsx": packed(parts({"A": nps}, formats=["d.m.yy"]))}),
                Options(),
            )
        )
        assert (told.values["at"], told.values["raw"]) == (at("2026-02-07"), 9.0)
        connections = table(
            ["Notes:"],
            ["First Name", "Last Name", "URL", "Company", "Connected On"],
            ["Ann", "Lee", "https://linkedin.com/in/ann-lee", "Acme", "05 Mar 2026"],
        )
        book = packed(parts({"Connections": connections}))
        folder = written(tmp_path / "l", {"Connections.xlsx": book})
        told = only(open_linkedin(folder, Options(whose="dana@us.example")))
        assert (told.line, told.values["since"]) == (3, at("2026-03-05"))
        contacts = table(["Given Name", "E-mail 1 - Value"], ["Ann", "ann@acme.example"])
        folder = written(tmp_path / "c", {"c.xlsx": packed(parts({"Sheet1": contacts}))})
        assert known(only(open_contacts(folder, Options())))["name"] == "Ann"


def rows_of_all(folder: Path, content: bytes) -> list[Row | Reject]:
    """The rows of all worksheets."""
    return [row for sheet in sheets_in(folder, content) for row in sheet.rows()]


def refusal(folder: Path, content: bytes) -> str:
    """Why a workbook is refused."""
    with pytest.raises(BadInput) as error:
        rows_of_all(folder, content)
    return error.value.message


class TestHostile:
    """What would crash, hang or fill the memory of a reader that trusts it."""

    @pytest.mark.parametrize(
        ("sheet", "reason"),
        [
            ("<row r='1'><c r='A1' t='s'><v>99</v></c></row>", "it has no text 99"),
            ("<row r='1'><c r='A1' t='s'><v>-1</v></c></row>", "it has no text -1"),
            ("<row r='1'><c r='ZZZZ9'><v>1</v></c></row>", "where no spreadsheet has one"),
            ("<row r='9999999999'><c><v>1</v></c></row>", "a row cannot have the number"),
            (f"<row r='1' x='{'y' * 400_000}'/>", "a tag does not end"),
            ("<x>" * 100, "more levels or names"),
            ("".join(f"<x{n}/>" for n in range(3000)), "more levels or names"),
            ("<row>", "not well-formed"),
        ],
    )
    def test_worksheets(self, tmp_path: Path, sheet: str, reason: str) -> None:
        book = packed(parts({"A": table(["a"]).replace("</sheetData>", f"{sheet}</sheetData>")}))
        assert reason in refusal(tmp_path, book)

    def test_entities(self, tmp_path: Path) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
        book = packed(parts({"A": table(["a"]).replace("<worksheet", f"{bomb}<worksheet")}))
        assert "declares a document type of its own" in refusal(tmp_path, book)

    def test_a_cell_in_the_last_corner_costs_nothing(self, tmp_path: Path) -> None:
        corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        assert rows_in(tmp_path, table(["a"]).replace("</sheetData>", corner)) == [
            Reject("Book.xlsx (Sheet1)", 1048576, "", "the row has 16384 cells, the header 1")
        ]

    def test_what_is_no_workbook(self, tmp_path: Path) -> None:
        for number, content in enumerate((b"", b"Id\n1\n", packed({"a": "b"}), b"PK\3\4" * 50)):
            assert "is no workbook, damaged or protected" in refusal(
                tmp_path / str(number), content
            )

    def test_a_workbook_with_nothing_in_it(self, tmp_path: Path) -> None:
        assert refusal(tmp_path, packed(parts({"A": table()}))) == (
            "Book.xlsx is empty: not even a header is there."
        )

    def test_a_mountain_of_data(self, tmp_path: Path) -> None:
        mountain = table(["a"]).replace("</sheetData>", " " * 105 * 2**20 + "</sheetData>")
        assert "more than 200 times its size" in refusal(tmp_path, packed(parts({"A": mountain})))

    def test_a_long_text_in_many_cells(self, tmp_path: Path) -> None:
        """A short file whose cells would hold gigabytes."""
        rows = [['<c t="s"><v>0</v></c>'] * 4 for _ in range(200)]
        book = packed(parts({"A": table(["a"], *rows)}, texts=[f"<t>{'x' * 2**19}</t>"]))
        tracemalloc.start()
        reason = refusal(tmp_path, book)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert f"its cells hold over {HARMLESS_SIZE // 2**20} MB" in reason
        assert peak < 30 * 2**20

    def test_cells_and_rows_that_are_too_long(self, tmp_path: Path) -> None:
        texts = [f"<t>{'x' * (LONGEST_CELL + 1)}</t>", f"<t>{'y' * (LONGEST_CELL - 1)}</t>"]
        long, wide = ['<c t="s"><v>0</v></c>'], ['<c t="s"><v>1</v></c>'] * 5
        found = rows_in(tmp_path, table(["a"] * 5, long, wide, ["x"]), texts=texts)
        reasons = [item.reason for item in found if isinstance(item, Reject)]
        assert reasons == ["a cell is longer than 1 MB, or the row longer than 4 MB"] * 2
        assert found[2] == (4, ["x", "", "", "", ""])

    def test_memory_stays_flat(self, tmp_path: Path) -> None:
        rows: list[list[Cell]] = [[f"name {n}", n, n / 7] for n in range(5_000)]
        book = packed(parts({"A": table(["a", "b", "c"], *rows)}))
        (sheet,) = sheets_in(tmp_path, book)
        tracemalloc.start()
        assert sum(1 for _ in sheet.rows()) == 5_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 3 * 2**20
