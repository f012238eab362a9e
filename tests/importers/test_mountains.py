"""Small files that would become mountains: each is bounded in memory and in time."""

import io
import json
import re
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import BadInput
from graph.statement import Reject, Statement
from importers import files as files_module
from importers import sheets
from importers.catalogue import open_source
from importers.files import File
from importers.salesforce import trees
from importers.sheets import LONGEST_CELL, LONGEST_LINE, MOST_CELLS, csv_sheet
from tests.importers.exports import ACME, outcome, salesforce, written, zipped

MEGABYTE = 2**20


@pytest.mark.parametrize("cells", ['\n","', ",", "ā,", 'ā\n","'])
def test_a_record_of_millions_of_cells_costs_its_row_only(tmp_path: Path, cells: str) -> None:
    folder = written(
        tmp_path, {"Account.csv": f'Id,Name\n{ACME},"{cells * 5_000_000}"\n{ACME},Acme\n'}
    )
    tracemalloc.start()
    began = time.monotonic()
    bad, good = outcome(open_source("salesforce", folder))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(bad, Reject)
    assert bad.line == 2
    assert "longer" in bad.reason or "cells" in bad.reason
    assert isinstance(good, Statement)
    assert good.values["name"] == "Acme"
    assert peak < 12 * LONGEST_LINE
    assert time.monotonic() - began < 30


def test_a_row_of_too_many_cells_says_so(tmp_path: Path) -> None:
    row = "," * (MOST_CELLS + 1)
    bad, good = outcome(salesforce(tmp_path, {"Account.csv": f"Id,Name\n{row}\n{ACME},Acme\n"}))
    assert bad == Reject("Account.csv", 2, "", "the row has more than 262,144 cells")
    assert isinstance(good, Statement)


def test_a_header_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path, {"Account.csv": f"Id{',x' * (MOST_CELLS + 1)}\n"})
    with pytest.raises(BadInput, match=r"Account\.csv has a header of more than 262,144 columns\."):
        open_source("salesforce", folder)


def test_blank_lines_cost_next_to_nothing_and_keep_the_count(tmp_path: Path) -> None:
    blank = 2_000_000
    content = "Id,Name\n" + "\n" * blank + f"{ACME},Acme\n" + "\r\n" * 5 + f"{ACME},A,b\n"
    folder = written(tmp_path, {"Account.csv": content})
    began = time.monotonic()
    good, bad = outcome(open_source("salesforce", folder))
    assert time.monotonic() - began < 8
    assert isinstance(good, Statement)
    assert isinstance(bad, Reject)
    assert (good.line, bad.line) == (blank + 2, blank + 8)


def test_a_small_zip_does_not_become_a_hundred_megabytes(tmp_path: Path) -> None:
    harmless = files_module.HARMLESS_SIZE
    content = "Id,Name\n" + "\n" * (2 * harmless)
    bomb = zipped(tmp_path / "bomb.zip", {"Account.csv": content})
    with pytest.raises(BadInput, match=r"bomb\.zip would unpack to"):
        open_source("salesforce", bomb)
    assert harmless <= 16 * MEGABYTE


def test_trees_are_small_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "LARGEST", 1000)
    record = {"attributes": {"type": "Account", "referenceId": "r"}, "Name": "n" * 500}
    tree = json.dumps({"records": [record]})
    one = salesforce(tmp_path / "one", {"a.json": tree})
    assert len(outcome(one)) == 1
    with pytest.raises(BadInput) as error:
        salesforce(tmp_path / "two", {"a.json": tree, "b.json": tree})
    assert error.value.message == (
        "The JSON files of the export are larger than 0 MB together, too much for trees of "
        "records: import fewer at a time, or export CSV."
    )


def test_the_largest_tree_stays_small_in_memory(tmp_path: Path) -> None:
    record = '{"attributes":{"type":"Account","referenceId":"r%d"},"Name":"%d"}'
    records, size, number = [], 30, 0
    while size < trees.LARGEST - 100:
        records.append(record % (number, number))
        size += len(records[-1]) + 1
        number += 1
    folder = written(tmp_path, {"a.json": f'{{"records":[{",".join(records)}]}}'})
    del records
    tracemalloc.start()
    export = open_source("salesforce", folder)
    (table,) = export.tables
    assert sum(1 for _ in table.statements()) == number
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 160 * MEGABYTE


@settings(max_examples=60)
@example(["\n" * 150, '"', "\r\n", "\r", "\r\n"])
@given(
    st.lists(
        st.sampled_from(['"', "\n", "\r\n", "\r", "a", ",", "\n" * 150, "b" * 40]), max_size=60
    )
)
def test_lines_are_counted_right_whatever_is_passed_over(pieces: list[str]) -> None:
    """After an unusable record and blank lines of any kind, the next row is where it stands."""
    quoted = "".join(pieces).replace('"', '""')
    ends = len(re.findall(r"\r\n|\r|\n", quoted))
    gap = "".join(piece for piece in pieces if piece.isspace())
    gaps = len(re.findall(r"\r\n|\r|\n", "\n" + gap)) - 1
    content = f'Id,Name\n1,"{"x" * (LONGEST_CELL + 1)}{quoted}"\n{gap}2,Acme\n'
    file = File("Account.csv", lambda: io.BytesIO(content.encode()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sheets, "_CHUNK", 7)
        bad, good = csv_sheet(file, "Account").rows()
    assert isinstance(bad, Reject)
    assert bad.line == 2
    assert good == (3 + ends + gaps, ["2", "Acme"])
