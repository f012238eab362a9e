"""Data quality, told of Acme, of which nearly all is known, and Birch, of which little is."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.leadership.data_quality import DATA_QUALITY, DataQuality
from queries.rules.groups import GroupBy
from tests.queries.world import (
    NOW,
    account,
    ago,
    day,
    goal,
    meeting,
    names,
    person,
    teammate,
    tell,
)

ACME: dict[str, Any] = {
    "arr": 1_000_000,
    "industry": "Banking",
    "region": "EMEA",
    "employees": 10,
    "renewal_on": day(90),
}
WORLD = (
    teammate("tess"),
    account("acme", **ACME),
    person("ann", "acme", "champion", title="CEO", department="Board"),
    person("ben", "acme", title="Engineer"),
    meeting(ago(1), "ann", purpose="qbr", initiation="planned"),
    meeting(ago(2), "ann", purpose="qbr"),
)


async def known(database: Database, as_of: Millis = NOW, **asked: Any) -> list[DataQuality]:
    parameters = DATA_QUALITY.parameters(as_of=as_of, **{"group_by": GroupBy.ACCOUNT, **asked})
    return (await ask(database, DATA_QUALITY, parameters)).rows


def fields(row: DataQuality) -> dict[str, tuple[int, int]]:
    return {one.name: (one.filled, one.of) for one in row.fields}


OF_ACCOUNT = (
    *("segment", "industry", "region", "employees", "arr", "renewal_on", "owner"),
    "fresh_feed",
)
COMPLETE = dict.fromkeys(OF_ACCOUNT, (1, 1))


async def test_every_field_of_an_account(database: Database) -> None:
    await tell(database, *WORLD)

    (row,) = await known(database)

    assert fields(row) == COMPLETE | {
        "title": (2, 2),
        "department": (1, 2),
        "email": (2, 2),
        "role": (1, 2),
        "touch_purpose": (2, 2),
        "touch_initiation": (1, 2),
    }
    assert row.score == pytest.approx(100 * (11 + 3 / 2) / 14)
    assert row.missing == ["department", "role", "touch_initiation"]
    assert row.because == (
        "Acme: 89 of 100; missing: department (1 of 2), role (1 of 2), touch initiation (1 of 2)."
    )


async def test_what_is_deleted_is_missed_and_nothing_else(database: Database) -> None:
    await tell(database, *WORLD)
    (before,) = await known(database)
    await tell(database, account("acme", **ACME | {"industry": None}), taken_at=NOW + 1)

    (row,) = await known(database, NOW + 1, compare_to=NOW)

    assert row.missing == ["industry", *before.missing]
    assert row.score == pytest.approx(before.score - 100 / 14)
    assert row.score_before == pytest.approx(before.score)
    assert row.change == pytest.approx(-100 / 14)
    assert "after 89 on 2026-06-15; missing: industry (1 of 1)" in row.because
    assert await known(database) == [before]


async def test_a_group_names_the_accounts_that_lack_something(database: Database) -> None:
    """Nobody is known at Birch: what nobody could have is no part of its score."""
    await tell(database, *WORLD, goal("ann"), account("birch", None, owner=None, region="EMEA"))
    who = await names(database)

    (everything,) = await known(database, group_by=GroupBy.REGION)
    lacking = {one.name: [who[id_] for id_ in one.accounts] for one in everything.fields}
    assert {name: found for name, found in lacking.items() if found} == {
        "segment": ["birch"],
        "industry": ["birch"],
        "employees": ["birch"],
        "arr": ["birch"],
        "renewal_on": ["birch"],
        "owner": ["birch"],
        "department": ["acme"],
        "role": ["acme"],
        "touch_initiation": ["acme"],
    }
    assert fields(everything)["goal"] == (1, 1)
    birch = next(row for row in await known(database) if row.group == "Birch")
    assert birch.score == 25.0
    assert [one.share for one in birch.fields[8:]] == [None] * 7
