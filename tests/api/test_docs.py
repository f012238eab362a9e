"""The pages of documentation that are made from the code say what the code says."""

from pathlib import Path

import pytest

from api.cli.docs import PAGES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](DOCS), "run `rapport docs`"
