"""Salesforce ids: 15 characters where case counts are one record with 18 where it does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as some

from importers.cells import CellError
from importers.salesforce.ids import OBJECTS, long_id, object_of, own_id, reference

LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
SHORT_IDS = some.builds(
    "{}{}".format,
    some.sampled_from(sorted(OBJECTS)),
    some.text(LETTERS, min_size=12, max_size=12),
)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("001000000000001", "001000000000001AAA"),
        ("00T000000000001", "00T000000000001EAA"),
        ("0015g000000CaR6", "0015g000000CaR6AAK"),
        ("003ABCDEabcdeFG", "003ABCDEabcdeFGYHY"),
    ],
)
def test_the_end_tells_which_letters_are_capitals(short: str, long: str) -> None:
    assert long_id(short) == long_id(long) == long


@given(SHORT_IDS)
def test_a_long_id_says_the_same_as_its_short_one(short: str) -> None:
    long = long_id(short)
    assert long[:15] == short
    assert re.fullmatch("[A-Z0-5]{3}", long[15:])
    assert long_id(long) == long


@given(SHORT_IDS)
def test_a_lost_case_comes_back(short: str) -> None:
    long = long_id(short)
    assert long_id(long.lower()) == long
    assert long_id(long.upper()) == long


@given(SHORT_IDS, SHORT_IDS)
def test_two_records_never_become_one(one: str, other: str) -> None:
    assert (long_id(one) == long_id(other)) == (one == other)
    if one != other:
        assert long_id(one).casefold() != long_id(other).casefold()


def test_an_end_that_does_not_fit_is_replaced() -> None:
    assert long_id("00T000000000001AAA") == "00T000000000001EAA"
    assert long_id("0035g00000XyZ12QQQ") == long_id("0035g00000XyZ12")


@pytest.mark.parametrize("text", ["Acme", "001", "0015g000000CaR", "0015g000000CaR6AA", "ä" * 15])
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(CellError, match="is not a Salesforce id"):
        long_id(text)


def test_a_reference_knows_what_it_may_name() -> None:
    person = reference("Contact", "Lead")
    assert person(" 003000000000001 ") == "salesforce:Contact:003000000000001AAA"
    assert person("00Q000000000001") == "salesforce:Lead:00Q000000000001EAA"
    assert person("000000000000000AAA") is None
    with pytest.raises(CellError, match="the id of a record of Account, not of Contact or Lead"):
        person("001000000000001")
    with pytest.raises(CellError, match="not the id of a record of Contact or Lead"):
        person("a0X000000000001")
    anything = reference()
    assert anything("500000000000001") == "salesforce:Case:500000000000001AAA"
    assert anything("a0X000000000001") is None
    assert object_of("salesforce:Case:500000000000001AAA") == "Case"


def test_objects_without_a_known_prefix_take_any_id() -> None:
    assert own_id("AccountContactRole")("02Z000000000001") == (
        "salesforce:AccountContactRole:02Z000000000001EAA"
    )
    with pytest.raises(CellError):
        own_id("Account")("003000000000001")
