"""Dates, amounts and pages beyond all measure are the asker's fault, and told so."""

from typing import Any

import httpx
import pytest

from api.scalars import amount_of, day_of, moment_of
from graph.errors import BadInput
from graph.values.calendar import is_known


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31T23:59:59-12:00",
        "9999-12-31T23:59:59Z",
        "9991-01-01T00:00:00Z",
        "9990-12-31T23:59:59-00:01",
        "1900-01-01T00:00:00+00:01",
        "0001-01-01T00:00:00+14:00",
    ],
)
def test_a_moment_outside_the_years_we_know(text: str) -> None:
    with pytest.raises(BadInput, match="lies outside the years 1900 to 9990"):
        moment_of(text)


@pytest.mark.parametrize("text", ["1900-01-01T00:00:00Z", "9990-12-31T23:59:59Z"])
def test_the_first_and_the_last_moment(text: str) -> None:
    assert is_known(moment_of(text))


@pytest.mark.parametrize("text", ["9999-12-31", "9991-01-01", "1899-12-31", "0001-01-01"])
def test_a_day_outside_the_years_we_know(text: str) -> None:
    with pytest.raises(BadInput, match="lies outside the years 1900 to 9990"):
        day_of(text)


@pytest.mark.parametrize("text", ["1e999999999", "-1e999999999", "1000000000000000", "NaN"])
def test_an_amount_beyond_all_measure(text: str) -> None:
    with pytest.raises(BadInput, match="A Decimal reads like"):
        amount_of(text)


@pytest.mark.parametrize(
    "query",
    [
        '{ coverageGaps(first: 1, asOf: "9999-12-31T23:59:59-12:00") { totalCount } }',
        '{ coverageGaps(first: 1, asOf: "0001-01-01T00:00:00+14:00") { totalCount } }',
        '{ accounts(first: 1, filter: {renewalOn: {lt: "9999-12-31"}}) { totalCount } }',
        '{ accounts(first: 1, filter: {arr: {currency: "CLF", gt: "1e999999999"}}) '
        "{ totalCount } }",
        '{ accounts(first: 1, filter: {arr: {currency: "CLF", gt: "999999999999999"}}) '
        "{ totalCount } }",
    ],
)
async def test_over_graphql_they_are_bad_user_input(client: httpx.AsyncClient, query: str) -> None:
    body: dict[str, Any] = (await client.post("/graphql", json={"query": query})).json()
    assert [error["extensions"]["code"] for error in body["errors"]] == ["BAD_USER_INPUT"]
