"""No cell of a CSV of ours is run by the spreadsheet that opens it, whatever divides its cells."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.csv_text import csv_cell, csv_text

RUN = "=+-@＝＋－＠"
TEXTS = st.text(st.sampled_from(RUN + ";\t\r\n, '\"ab1")) | st.text()


@given(TEXTS)
def test_no_part_of_a_cell_is_run(text: str) -> None:
    parts = re.split(r"[;\t\r\n]", csv_cell(text))
    assert not [part for part in parts if part.lstrip().startswith(tuple(RUN))]


@given(TEXTS)
def test_nothing_but_apostrophes_is_added(text: str) -> None:
    kept, added = iter(text), 0
    wanted = next(kept, None)
    for character in csv_cell(text):
        if character == wanted:
            wanted = next(kept, None)
        else:
            assert character == "'"
            added += 1
    assert wanted is None
    assert (added > 0) == (csv_cell(text) != text)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_line_is_read_as_it_was_written(texts: list[str]) -> None:
    (line,) = csv.reader(io.StringIO(csv_text([], [texts]).removeprefix("\r\n"), newline=""))
    assert line == [csv_cell(text) for text in texts]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (-5, "-5"),
        (-0.5, "-0.5"),
        ("Acme", "Acme"),
        ("a-b = c", "a-b = c"),
        ("=1+1", "'=1+1"),
        ("  @x", "'  @x"),
        ("x;=1+1", "x;'=1+1"),
    ],
)
def test_only_what_would_be_run_is_touched(value: object, cell: str) -> None:
    assert csv_cell(value) == cell
