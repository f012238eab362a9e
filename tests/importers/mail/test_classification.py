"""The labelled set: how it is read, and that nobody is taken for gone who is not."""

from collections import Counter

import pytest

from importers.mail.replies import Reading
from tests.importers.mail import matrix
from tests.importers.mail.labelled import LANGUAGES, Labelled, labelled_set, understood
from tests.importers.mail.matrix import GONE

ALL = labelled_set()
TUNED = [one for one in ALL if not one.held_out]
HELD_OUT = [one for one in ALL if one.held_out]


def _name(one: Labelled) -> str:
    return f"{one.language}-{one.label}"


def test_the_set_is_large_enough() -> None:
    by_language = Counter(one.language for one in ALL)
    assert len(by_language) == len(LANGUAGES)
    assert min(by_language.values()) >= 20
    assert len(HELD_OUT) >= 120


def test_nobody_is_falsely_gone() -> None:
    falsely = [one.text for one in ALL if understood(one).reading in GONE and one.label not in GONE]
    assert falsely == []


@pytest.mark.parametrize("one", TUNED, ids=_name)
def test_every_text_the_phrases_were_written_with(one: Labelled) -> None:
    found = understood(one)
    assert (found.reading, found.successor, found.new_address, found.until) == (
        one.label,
        one.successor,
        one.new_address,
        one.until,
    )


def test_most_of_the_others() -> None:
    right = sum(understood(one).reading is one.label for one in HELD_OUT)
    assert right >= 0.95 * len(HELD_OUT)


@pytest.mark.parametrize("one", [one for one in ALL if one.kind == "auto-reply"], ids=_name)
def test_the_same_words_of_a_human_are_no_evidence(one: Labelled) -> None:
    human = Labelled(**{**vars(one), "kind": "human", "subject": "Re: Renewal"})
    assert understood(human).reading is Reading.ORDINARY


def _says_who(one: Labelled) -> bool:
    """Whether a text says by name who is gone."""
    return one.label in GONE and "@author" in understood(one).phrase


@pytest.mark.parametrize("one", [one for one in ALL if _says_who(one)], ids=_name)
def test_somebody_else_of_that_name_is_not_the_author(one: Labelled) -> None:
    stranger = Labelled(**{**vars(one), "author": "Mo Zorn <mo.zorn@zorn.example>"})
    assert understood(stranger).reading not in GONE


def test_the_page_is_up_to_date() -> None:
    said = "run `python -m tests.importers.mail.matrix`"
    assert matrix.PAGE.read_text("utf-8") == matrix.page(), said
