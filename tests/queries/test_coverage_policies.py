"""Which promise a gap is measured by: severity, segment and the policy in force then."""

from dataclasses import replace

import pytest

from graph.database import Database
from tests.queries.gaps import TEAM, YESTERDAY, found, gaps
from tests.queries.world import (
    DAY,
    LONG_AGO,
    NOW,
    SECOND,
    account,
    affiliation,
    ago,
    call,
    day,
    goal,
    key,
    meeting,
    person,
    policy,
    tell,
)


@pytest.mark.parametrize(
    ("segment", "renews_in", "severities"),
    [
        ("strategic", None, ("HIGH", "MEDIUM", "LOW")),
        ("mid_market", None, ("MEDIUM", "LOW", "LOW")),
        ("digital", None, ("LOW", "LOW", "LOW")),
        ("enterprise", 91, ("HIGH", "MEDIUM", "LOW")),
        ("enterprise", 90, ("CRITICAL", "HIGH", "MEDIUM")),
        ("enterprise", 0, ("CRITICAL", "HIGH", "MEDIUM")),
        ("enterprise", -1, ("HIGH", "MEDIUM", "LOW")),
    ],
)
async def test_severity_by_segment_and_renewal(
    database: Database, segment: str, renews_in: int | None, severities: tuple[str, str, str]
) -> None:
    """A missing role is at the segment's base, too few contacts are milder, no goal is mildest."""
    renewal = None if renews_in is None else day(renews_in)
    await tell(
        database,
        *TEAM,
        policy(segment, "champion=", "admin=", since=LONG_AGO, contacts=9),
        account("acme", segment=segment, renewal_on=renewal),
        person("cleo", "acme", "admin"),
        goal("ann"),
    )
    missing, few, goalless = severities
    assert await found(database) == {
        ("acme", "MISSING_ROLE", "champion", "", missing),
        ("acme", "FEW_CONTACTS", None, "cleo", few),
        ("acme", "NO_GOAL", "admin", "cleo", goalless),
    }


async def test_a_segment_is_told_in_words(database: Database) -> None:
    await tell(
        database,
        *TEAM,
        policy("mid_market", "admin=", since=LONG_AGO, contacts=0),
        account("acme", segment="mid_market"),
    )
    (gap,) = await gaps(database)
    assert gap.because == "Nobody at Acme is known as admin, which mid market accounts need."


# --- which accounts, under which policy


async def test_only_customers_that_stand_are_asked_about(database: Database) -> None:
    await tell(
        database,
        *TEAM,
        account("prospect", segment="smb", status="prospect"),
        account("former", segment="smb", status="churned"),
        account("acme", segment="smb"),
        replace(account("merged", segment="smb"), merged_into=key("Account", "acme")),
        replace(account("gone", segment="smb"), deleted=True, modified_at=ago(5)),
        person("ann", "merged", "champion"),
        meeting(YESTERDAY, "ann"),
    )
    admin = ("MISSING_ROLE", "admin", "", "MEDIUM")
    assert await found(database) == {("acme=merged", *admin)}
    before = await found(database, ago(5, 1), kinds=("MISSING_ROLE",), roles=("admin",))
    assert before == {("acme=merged", *admin), ("gone", *admin)}
    prospects = await found(database, status=("prospect",), roles=("admin",))
    assert prospects == {("prospect", *admin)}


async def test_a_segment_no_policy_knows(database: Database) -> None:
    """It takes the policy of the segment that the ARR means, in the account's own currency."""
    await tell(
        database,
        *TEAM,
        account("acme", segment="galactic", arr=50_000_00),
        account("bolt", segment=None, arr=49_999_99),
        account("corda", segment=None, arr=9_999_999, currency="JPY"),
        account("dune", segment=None),
        account("echo", segment=None, arr=9_999_99),
    )
    missing = {
        (account_, role_)
        for account_, kind, role_, *_ in await found(database)
        if kind == "MISSING_ROLE"
    }
    enterprise = {"champion", "economic_buyer", "executive_sponsor", "admin", "decision_maker"}
    roles = {
        "acme": {"champion", "economic_buyer", "admin"},
        "bolt": {"champion", "admin"},
        "corda": enterprise | {"technical_lead"},
        "dune": {"champion", "admin"},
        "echo": {"admin"},
    }
    assert missing == {(account_, role_) for account_, of in roles.items() for role_ in of}


async def test_the_policy_in_force_then(database: Database) -> None:
    await tell(
        database,
        *TEAM,
        account("acme", segment="smb"),
        person("ann", "acme", "champion"),
        meeting(ago(70), "ann"),
        policy("smb", "champion=60", since=ago(5), contacts=1),
    )
    missing = ("acme", "MISSING_ROLE", "admin", "", "MEDIUM")
    assert await found(database, ago(5, 1)) == {missing}
    assert await found(database, ago(5)) == {("acme", "STALE", "champion", "ann", "LOW")}


async def test_segment_and_renewal_of_then(database: Database) -> None:
    """What a newer export says holds from the moment it was taken."""
    before = account("acme", segment="smb", renewal_on=day(200))
    after = account("acme", segment="mid_market", renewal_on=day(30))
    await tell(database, *TEAM, before, affiliation("ann", "acme", "champion", "admin"))
    await tell(database, person("ann", "acme"), call(YESTERDAY, "ann"))
    await tell(database, after, taken_at=NOW + DAY)
    assert await found(database, NOW + DAY - SECOND) == set()
    assert await found(database, NOW + DAY) == {
        ("acme", "MISSING_ROLE", "economic_buyer", "", "HIGH"),
        ("acme", "FEW_CONTACTS", None, "ann", "MEDIUM"),
        ("acme", "SINGLE_THREADED", None, "ann", "HIGH"),
    }
