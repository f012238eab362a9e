"""Relationship quality, told of Acme and Birch (enterprise), Cedar (smb), and who owns them.

Acme has Ann, its champion, and Ben, its admin, whose promise is broken; nobody is known at Birch.
"""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.database import Database
from graph.model import Millis
from queries.catalogue import View, ask
from queries.facts import AccountFacts
from queries.leadership.relationship_quality import (
    RELATIONSHIP_QUALITY,
    RelationshipQuality,
    RelationshipQualityParameters,
    quality_rows,
)
from queries.row import Money
from queries.rules.groups import GroupBy
from tests.queries.books import DEPLOYMENT, added, arr_of_all, books
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
)

TEAM = (teammate("tess"), teammate("otto", function="csm"))
ACME = account("acme", arr=40_000_000, region="EMEA", csm="crm:Teammate:otto")
PEOPLE = (
    person("ann", "acme", "champion"),
    person("ben", "acme", "admin"),
    meeting(ago(3), "ann"),
    call(ago(40), "ben"),
    reading("ann", ago(1), score=0.5),
)
"""Coverage 2 of 4 roles, recency 1 of 2 promises, sentiment 0.75, depth 2 of 4 contacts:
35 / 2 + 30 / 2 + 20 * 3 / 4 + 15 / 2."""
ACMES = 55.0


async def quality(
    database: Database, as_of: Millis = NOW, **asked: Any
) -> list[RelationshipQuality]:
    parameters = RELATIONSHIP_QUALITY.parameters(as_of=as_of, **asked)
    return (await ask(database, RELATIONSHIP_QUALITY, parameters)).rows


async def standing(database: Database, as_of: Millis = NOW, **asked: Any) -> dict[Any, Any]:
    """Group and currency: accounts, ARR, total by ARR and by count."""
    return {
        (row.group, row.arr.currency if row.arr else None): (
            row.account_count,
            row.arr.amount if row.arr else None,
            row.total if row.total is None else round(row.total, 6),
            row.total_by_count if row.total_by_count is None else round(row.total_by_count, 6),
        )
        for row in await quality(database, as_of, **asked)
    }


def figures(row: RelationshipQuality) -> dict[str, tuple[Any, ...]]:
    return {
        f.name: (
            f.value if f.value is None else round(f.value, 6),
            f.by_count if f.by_count is None else round(f.by_count, 6),
            f.unknown_accounts,
            f.unknown_arr,
        )
        for f in row.figures
    }


def usd(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="USD")


async def test_a_group_is_weighed_by_arr_and_by_count(database: Database) -> None:
    """Birch pays a quarter of what Acme does: it pulls the group down by a fifth, or by half."""
    await tell(database, *TEAM, ACME, *PEOPLE, account("birch", arr=10_000_001))

    (row,) = await quality(database)

    share = 40_000_000 / 50_000_001
    assert (row.group, row.teammate, row.account) == ("enterprise", None, None)
    assert (row.account_count, row.arr) == (2, usd("500000.01"))
    assert figures(row) == {
        "total": (round(ACMES * share, 6), round(ACMES / 2, 6), 0, usd("0.00")),
        "coverage": (round(50 * share, 6), 25.0, 0, usd("0.00")),
        "recency": (50.0, 50.0, 1, usd("100000.01")),
        "sentiment": (75.0, 75.0, 1, usd("100000.01")),
        "depth": (round(50 * share, 6), 25.0, 0, usd("0.00")),
    }
    assert row.unknown == ["recency", "sentiment"]
    assert (row.total_before, row.change, row.trend, row.account_count_before) == (None,) * 4
    assert row.because == (
        "Enterprise: 2 accounts paying 500,000.01 USD stand at 44 of 100 (28 each counted alike). "
        "Recency cannot be known for 1 of them. Sentiment cannot be known for 1 of them."
    )


async def test_currencies_and_unknown_amounts_stand_apart(database: Database) -> None:
    await tell(
        database,
        *TEAM,
        ACME,
        *PEOPLE,
        account("birch", arr=10_000_000, currency="EUR"),
        account("cedar", "smb"),
    )
    assert await standing(database) == {
        ("enterprise", "USD"): (1, Decimal("400000.00"), ACMES, ACMES),
        ("enterprise", "EUR"): (1, Decimal("100000.00"), 0.0, 0.0),
        ("smb", None): (1, None, None, 0.0),
    }
    unpaid = next(row for row in await quality(database) if row.arr is None)
    assert unpaid.because.startswith(
        "Smb: 1 account whose ARR no source states stands at 0 of 100, each counted alike."
    )


async def test_every_way_to_group(database: Database) -> None:
    """Acme is in the book of Otto, its CSM; Birch in that of Tess, who owns it; Cedar in none."""
    await tell(
        database,
        *TEAM,
        teammate("gone", active=False),
        ACME,
        *PEOPLE,
        account("birch", arr=10_000_000, region="emea ", industry="Banking"),
        account("cedar", "smb", owner="gone", arr=1_000_000, industry="banking"),
    )
    acme = (1, Decimal("400000.00"), ACMES, ACMES)
    birch = (1, Decimal("100000.00"), 0.0, 0.0)
    cedar = (1, Decimal("10000.00"), 0.0, 0.0)
    both = (2, Decimal("500000.00"), round(ACMES * 0.8, 6), ACMES / 2)
    assert await standing(database, group_by=GroupBy.ACCOUNT) == {
        ("Acme", "USD"): acme,
        ("Birch", "USD"): birch,
        ("Cedar", "USD"): cedar,
    }
    assert await standing(database, group_by=GroupBy.OWNER) == {
        ("Otto", "USD"): acme,
        ("Tess", "USD"): birch,
        (None, "USD"): cedar,
    }
    assert await standing(database, group_by=GroupBy.OWNER, teams_only=True) == {
        ("csm", "USD"): acme,
        ("owner", "USD"): birch,
        (None, "USD"): cedar,
    }
    assert await standing(database, group_by=GroupBy.REGION) == {
        ("EMEA", "USD"): both,
        (None, "USD"): cedar,
    }
    assert await standing(database, group_by=GroupBy.INDUSTRY) == {
        (None, "USD"): acme,
        ("Banking", "USD"): (2, Decimal("110000.00"), 0.0, 0.0),
    }
    who = await names(database)
    rows = await quality(database, group_by=GroupBy.OWNER)
    assert [(who.get(row.teammate or ""), row.because.partition(":")[0]) for row in rows] == [
        ("otto", "Otto"),
        ("tess", "Tess"),
        (None, "Owned by nobody"),
    ]
    everywhere = await quality(database, group_by=GroupBy.ACCOUNT)
    assert [who[row.account or ""] for row in everywhere] == ["acme", "birch", "cedar"]


async def test_held_against_an_earlier_day(database: Database) -> None:
    """Ann was met since, Birch grew, and Cedar, which had been an enterprise, is none any more."""
    await tell(
        database,
        *TEAM,
        ACME,
        PEOPLE[0],
        PEOPLE[1],
        call(ago(95), "ben"),
        account("birch", arr=10_000_000),
        account("cedar", arr=30_000_000, status="customer"),
        taken_at=ago(60),
    )
    then = await quality(database, ago(60))
    await tell(
        database,
        *PEOPLE[2:],
        account("birch", arr=20_000_000),
        account("cedar", arr=30_000_000, status="churned"),
    )

    (row,) = await quality(database, compare_to=ago(60))

    # Then: coverage 2 of 4, recency 0 of 2 (Ben's call was 35 days ago), depth 1 of 4.
    acme_then = 100 * (0.35 * 0.5 + 0.15 * 0.25) / 0.8
    was = acme_then * 40 / 80
    now = ACMES * 40 / 60
    assert (row.account_count, row.account_count_before) == (2, 3)
    assert (row.arr, row.arr_before) == (usd("600000.00"), usd("800000.00"))
    assert row.total == pytest.approx(now)
    assert row.total_before == pytest.approx(was)
    assert row.change == pytest.approx(now - was)
    assert row.trend == "RISING"
    assert "stand at 37 of 100 (28 each counted alike), after 13 on 2026-04-16." in row.because
    assert await quality(database, ago(60)) == then


async def test_a_group_that_is_no_more_is_shown_beside_what_it_was(database: Database) -> None:
    await tell(database, *TEAM, account("acme", "smb", arr=5_000_000), taken_at=ago(60))
    await tell(database, account("acme", "enterprise", arr=6_000_000))

    rows = await quality(database, compare_to=ago(60))

    assert [
        (r.group, r.account_count, r.arr, r.account_count_before, r.arr_before, r.because)
        for r in rows
    ] == [
        (
            "enterprise",
            1,
            usd("60000.00"),
            0,
            usd("0.00"),
            "Enterprise: 1 account paying 60,000 USD stands at 0 of 100 (0 each counted alike). "
            "Recency cannot be known. Sentiment cannot be known.",
        ),
        ("smb", 0, usd("0.00"), 1, usd("50000.00"), "Smb: no account any more."),
    ]


async def test_where_a_feed_ended_neither_recency_nor_depth_is_known(database: Database) -> None:
    await tell(database, *TEAM, ACME, *PEOPLE)

    (row,) = await quality(database, ago(-8))

    assert row.unknown == ["recency", "depth"]
    assert row.total == pytest.approx(100 * (0.35 * 0.5 + 0.20 * 0.75) / 0.55)


def test_one_cannot_compare_with_what_is_to_come() -> None:
    with pytest.raises(ValidationError, match="must lie before as_of"):
        RelationshipQualityParameters(as_of=NOW, compare_to=NOW)


# --- what always holds


@given(
    accounts=books(),
    before=st.none() | books(),
    by=st.sampled_from(GroupBy),
    teams_only=st.booleans(),
)
def test_groups_add_up_to_the_cent(
    accounts: list[AccountFacts],
    before: list[AccountFacts] | None,
    by: GroupBy,
    teams_only: bool,
) -> None:
    """Whatever the groups, each currency's ARR and each account is in exactly one of them."""
    rows = list(
        quality_rows(
            View(DEPLOYMENT, accounts),
            None if before is None else View(DEPLOYMENT, before),
            RelationshipQualityParameters(as_of=NOW, group_by=by, teams_only=teams_only),
        )
    )
    assert added(row.arr for row in rows) == arr_of_all(accounts)
    assert sum(row.account_count for row in rows) == len(accounts)
    if before is not None:
        assert added(row.arr_before for row in rows) == arr_of_all(before)
        assert sum(row.account_count_before or 0 for row in rows) == len(before)
    keys = [RELATIONSHIP_QUALITY.unique(row) for row in rows]
    assert len(set(keys)) == len(keys)
