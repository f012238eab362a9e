"""A report as HTML, PDF, XLSX and CSV: what stands in it, and that it is always the same."""

import csv
import hashlib
import io
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import pypdf
import pytest

from api.report.charts import HALF, WIDTH, drawn
from api.report.document import Chapter, Chart, Column, Kind, Report, Series, Shape, Table
from api.report.formats import Format, file_name, written
from tests.api.report.made import EMPTY, HOSTILE, MADE
from tests.api.terminal import ROOT

HTML = written(MADE, Format.HTML).decode()


def test_a_narrow_chart_says_behind_its_bars_no_more_than_fits() -> None:
    values = (Series("now", (1_940_000.0,)), Series("was", (1_750_000.0,)))
    chart = Chart("At risk", Shape.BARS, ("gone",), values, Kind.MONEY, "EUR")
    assert "€1.94 million (was €1.75 million)" in " ".join(drawn(chart, WIDTH).split())
    narrow = drawn(chart, HALF)
    assert ">€1.94 million</text>" in narrow
    assert "(was" not in narrow


# --- the same bytes, always


def digests() -> dict[str, str]:
    """What each format of the report comes to."""
    return {format_: hashlib.sha256(written(MADE, format_)).hexdigest() for format_ in Format}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert digests() == digests()


@pytest.mark.parametrize(("seed", "zone"), [("1", "Pacific/Auckland"), ("2", "America/Lima")])
def test_in_another_process_with_other_hashes_in_another_zone_too(seed: str, zone: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from tests.api.report.test_formats import *; print(digests())"],
        cwd=ROOT,
        env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PATH": "", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == str(digests())


@pytest.mark.parametrize("format_", Format)
def test_a_report_of_nothing_can_be_written(format_: Format) -> None:
    assert written(EMPTY, format_)


def test_the_file_is_named_after_the_day() -> None:
    assert file_name(MADE, Format.PDF) == "relationship-report-2026-09-30.pdf"


# --- HTML


class Tags(HTMLParser):
    """Collects elements, their attributes, and the text outside of styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside != "style":
            self.text += data


PAGE = Tags(HTML)


def test_the_page_needs_nothing_from_outside() -> None:
    for tag, attributes in PAGE.found:
        assert tag not in {"script", "iframe", "object", "embed", "base", "form", "image", "img"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            if name in {"src", "href", "xlink:href", "action", "srcset"}:
                assert str(value).startswith(("#", "data:,")), (tag, name, value)
    style = re.search("<style>(.*?)</style>", HTML, re.DOTALL)
    assert style is not None
    assert not re.search(r"url\(|@import", style[1])


def test_every_name_stands_on_the_page_as_it_is() -> None:
    for name in HOSTILE:
        shown = " ".join(re.sub(r"[^\S ]|\x00|\x1b", " ", name).split())
        assert shown[:200] in PAGE.text


def test_the_page_says_of_when_it_is_and_what_everything_means() -> None:
    for words in (
        "30 Sep 2026",
        "30 Jun 2026",
        "a1b2c3d4e5f6",
        "$2.5 million",
        "+$100,000, better",
        "–€20,000, worse",
        "71%",
        "–5 pts, worse",
        "+18, worse",
        "From 0 to 100.",
        "No one.",
        "No account is known.",
        "12 of 17 shown",
        "The policy of <smb> cannot be used.",
    ):
        assert words in " ".join(PAGE.text.split())


@pytest.mark.parametrize(("rows", "shown"), [(12, 12), (15, 15), (16, 12)])
def test_a_table_leaves_out_many_rows_or_none(rows: int, shown: int) -> None:
    table = Table("T", (Column("Name"),), tuple((f"row {n}",) for n in range(rows)), empty="")
    chapter = Chapter("Coverage", "A lead.", tables=(table,))
    html = written(Report("R", 0, None, "v", (chapter,)), Format.HTML).decode()
    assert html.count(">row ") == shown
    assert ("of 16 shown" in html) == (rows > shown)


def test_a_chart_is_told_to_those_who_do_not_see_it() -> None:
    charts = [attributes for tag, attributes in PAGE.found if tag == "svg"]
    assert [chart["role"] for chart in charts] == ["img"] * 4
    assert charts[3]["aria-label"] == (
        "Promoters. 2026-03: NPS 31.00; 2026-06: nothing known; 2026-09: NPS 42.00."
    )


# --- PDF


def test_the_pdf_has_numbered_pages_names_a_day_and_can_be_read_aloud() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(written(MADE, Format.PDF)))
    pages = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Relationship report, 30 Sep 2026"
    assert str(pdf.metadata.creation_date) == "2026-09-30 00:00:00+00:00"
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "as of 30 Sep 2026" in page
    assert "$2.5 million" in pages[0]
    assert "From 0 to 100." in pages[-1]
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert pdf.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


def test_the_summary_is_one_page() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(written(MADE, Format.PDF)))
    assert "1 Coverage" in " ".join(pdf.pages[1].extract_text().split())


# --- XLSX

NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheets(report: Report) -> dict[str, ET.Element]:
    """The sheets of the workbook by name."""
    book = zipfile.ZipFile(io.BytesIO(written(report, Format.XLSX)))
    listed = ET.fromstring(book.read("xl/workbook.xml")).iterfind("x:sheets/x:sheet", NAMESPACE)
    return {
        sheet.attrib["name"]: ET.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        for number, sheet in enumerate(listed, start=1)
    }


def cells(sheet: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Place, type (n: number, s: text) and value of each cell."""
    for cell in sheet.iterfind(".//x:c", NAMESPACE):
        value = cell.find("x:v", NAMESPACE)
        yield cell.attrib["r"], cell.attrib.get("t", "n"), "" if value is None else value.text or ""


def test_the_workbook_has_a_sheet_for_each_table_with_a_header_that_stays() -> None:
    made = sheets(MADE)
    assert list(made) == ["Summary", "Customers all", "Owners", "Nobody", "Definitions"]
    for sheet in made.values():
        pane = sheet.find(".//x:pane", NAMESPACE)
        assert pane is not None
        assert pane.attrib["state"] == "frozen"


def test_numbers_are_numbers_and_days_are_days() -> None:
    found = {place: (type_, value) for place, type_, value in cells(sheets(MADE)["Customers all"])}
    line = [found[f"{column}4"] for column in "BDEFG"]
    assert line == [("n", "2.25"), ("n", "2"), ("n", "0.1"), ("n", "-0.02"), ("n", "46298")]
    assert found["C4"][0] == "s"
    summary = {place: (type_, value) for place, type_, value in cells(sheets(MADE)["Summary"])}
    assert [summary[f"{column}3"] for column in "CEF"] == [
        ("n", "2500000.00"),
        ("n", "2400000.00"),
        ("n", "100000.00"),
    ]


def test_no_text_is_a_formula_or_a_link() -> None:
    with zipfile.ZipFile(io.BytesIO(written(MADE, Format.XLSX))) as book:
        for name in book.namelist():
            text = book.read(name).decode()
            assert "<f>" not in text
            assert "<f " not in text
            assert "<hyperlink" not in text
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2026-09-30T00:00:00Z" in book.read("docProps/core.xml").decode()
        strings = "".join(ET.fromstring(book.read("xl/sharedStrings.xml")).itertext())
        assert "=cmd|' /C calc'!A0" in strings


# --- CSV


def test_every_value_is_a_line_of_its_own() -> None:
    lines = list(csv.DictReader(io.StringIO(written(MADE, Format.CSV).decode())))
    assert {line["as_of"] for line in lines} == {"2026-09-30"}
    figures = [
        (line["item"], line["column"], line["value"], line["unit"])
        for line in lines
        if line["table"] == "figures"
    ]
    assert figures[2:6] == [
        ("ARR", "value", "2500000.00", "USD"),
        ("ARR", "before", "2400000.00", "USD"),
        ("ARR", "value", "310000.50", "EUR"),
        ("ARR", "before", "330000.50", "EUR"),
    ]
    line = next(line for line in lines if line["column"] == "Renewal")
    assert (line["value"], line["unit"]) == ("2026-10-01", "day")
    assert {line["value"][0] for line in lines if line["column"] == "Customer"} >= {"'"}
