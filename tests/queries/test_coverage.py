"""Coverage gaps, told of Acme (enterprise), where Ann champions, Ben buys, Cleo runs the tool and
Dora sponsors us, and of its neighbours."""

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from tests.queries.gaps import MET, PEOPLE, TEAM, YESTERDAY, found, gaps
from tests.queries.world import (
    DAY,
    NOW,
    SECOND,
    account,
    ago,
    call,
    goal,
    mail_from,
    mail_to,
    meeting,
    person,
    role,
    teammate,
    tell,
)


async def test_nothing_is_missing(database: Database) -> None:
    await tell(database, *TEAM, account("acme"), *PEOPLE, *MET)
    assert await found(database) == set()


# --- required roles


async def test_a_role_nobody_holds(database: Database) -> None:
    """People of the parent company do not cover its subsidiary."""
    bolt = account("bolt", segment="smb", parent="crm:Account:acme")
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE,
        *MET,
        bolt,
        person("eve", "bolt", "champion", "evaluator"),
        mail_from(YESTERDAY, "eve"),
    )
    assert await found(database) == {("bolt", "MISSING_ROLE", "admin", "", "MEDIUM")}
    (gap,) = await gaps(database)
    assert gap.because == "Nobody at Bolt is known as admin, which smb accounts need."
    assert gap.next_action == "Find out who the admin is."


async def test_the_champion_left_and_someone_follows(database: Database) -> None:
    """The role is departed until it is refilled; empty again without a departure it is missing."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE[1:],
        person("ann", "acme", "champion", left=True, modified_at=ago(60)),
        person("eve", "acme"),
        role("eve", "acme", "champion", since=ago(20), until=ago(10)),
        meeting(ago(65), "ann"),
        meeting(ago(61), "eve", "ben", "cleo"),
        meeting(ago(61), "dora", ours=("vera",)),
    )
    departed = ("acme", "DEPARTED_ROLE", "champion", "ann", "HIGH")
    missing = ("acme", "MISSING_ROLE", "champion", "", "HIGH")
    roles = {"roles": ("champion",)}
    assert await found(database, ago(60, 1), **roles) == set()
    assert await found(database, ago(60), **roles) == {departed}
    assert await found(database, ago(20, 1), **roles) == {departed}
    assert {kind for _, kind, *_ in await found(database, ago(20), **roles)} == {"STALE"}
    assert await found(database, ago(10), **roles) == {missing}
    (gap,) = await gaps(database, ago(30), **roles)
    assert gap.since == ago(60)
    assert gap.because == "Ann, champion at Acme, left; nobody has taken over."
    assert gap.next_action == "Find out who the new champion is."


async def test_a_role_held_by_people_nobody_ever_met(database: Database) -> None:
    """An attempt is no touch; where the policy promises no cadence, nothing is claimed."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE[1:],
        person("ann", "acme", "champion"),
        person("eve", "acme", "champion", "evaluator"),
        meeting(YESTERDAY, "ben", "cleo"),
        meeting(YESTERDAY, "dora", ours=("vera",)),
        mail_to(YESTERDAY, "ann"),
        account("dune", segment="digital"),
        person("fay", "dune", "admin"),
    )
    assert await found(database) == {("acme", "NEVER_TOUCHED", "champion", "ann eve", "MEDIUM")}
    (gap,) = await gaps(database)
    assert (gap.cadence_days, gap.overdue_days, gap.last_touch_at) == (14, None, None)
    assert gap.because == "Nobody of us was ever in touch with Ann and Eve, champion at Acme."


@pytest.mark.parametrize(
    ("last", "overdue", "severity"),
    [
        (ago(15, -1), None, ""),  # 14 days, 23:59:59: still within 14 days
        (ago(15), 1, "MEDIUM"),
        (ago(29, -1), 14, "MEDIUM"),  # twice the cadence
        (ago(29), 15, "HIGH"),
    ],
)
async def test_the_champion_is_late_to_the_second(
    database: Database, last: Millis, overdue: int | None, severity: str
) -> None:
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE,
        meeting(last, "ann"),
        meeting(YESTERDAY, "ben", "cleo", "dora", ours=("vera",)),
    )
    late = {("acme", "STALE", "champion", "ann", severity)} if overdue else set()
    assert await found(database) == late
    for gap in await gaps(database):
        days = 14 + (overdue or 0)
        assert (gap.last_touch_at, gap.cadence_days, gap.overdue_days) == (last, 14, overdue)
        assert gap.because == (
            f"The last touch with Ann, champion at Acme, was {days} days ago; "
            "promised is every 14 days."
        )


async def test_the_best_kept_of_several_holders_counts(database: Database) -> None:
    """Whoever wants to be met less often is kept longer."""
    eve = person("eve", "acme", "champion", preferred_frequency_days=40)
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE,
        eve,
        meeting(ago(30), "ann", "eve"),
        meeting(YESTERDAY, "ben", "cleo"),
        meeting(YESTERDAY, "dora", ours=("vera",)),
    )
    assert await found(database) == set()
    late = ago(-11)
    assert await found(database, late, roles=("champion",), kinds=("STALE",)) == set()
    await tell(
        database, meeting(ago(-11), "ben", "cleo", "dora", ours=("vera",)), taken_at=ago(-11)
    )
    assert await found(database, late) == {("acme", "STALE", "champion", "ann eve", "MEDIUM")}
    (gap,) = await gaps(database, late)
    assert (gap.cadence_days, gap.overdue_days) == (40, 1)
    assert gap.because.startswith("The last touch with Eve, champion at Acme, was 41 days ago")


async def test_goals_once_any_are_recorded(database: Database) -> None:
    await tell(database, *TEAM, account("acme"), *PEOPLE, *MET)
    assert await found(database) == set()
    await tell(database, goal("ben"), goal("cleo", since=ago(-1)), taken_at=NOW + SECOND)
    missing = {
        ("acme", "NO_GOAL", role_, who, "LOW")
        for role_, who in (
            ("champion", "ann"),
            ("admin", "cleo"),
            ("executive_sponsor", "dora"),
        )
    }
    assert await found(database) == missing
    (gap,) = await gaps(database, roles=("admin",))
    assert gap.because == "No goal of Cleo, admin at Acme, is known."
    assert await found(database, ago(-1)) == missing - {("acme", "NO_GOAL", "admin", "cleo", "LOW")}


# --- the account


async def test_nobody_of_us_owns_it(database: Database) -> None:
    """An active CSM suffices; one whose record never came is active; digital needs nobody."""
    left = teammate("otto", active=False)
    await tell(
        database,
        *TEAM,
        left,
        account("acme", owner="otto"),
        *PEOPLE,
        *MET,
        account("bolt", segment="smb", owner="otto", csm="crm:Teammate:tess"),
        account("corda", segment="smb", owner="stranger"),
        account("dune", segment="digital", owner=None),
    )
    assert await found(database, kinds=("UNOWNED",)) == {("acme", "UNOWNED", None, "", "MEDIUM")}
    (gap,) = await gaps(database, kinds=("UNOWNED",))
    assert gap.because == "Nobody of us owns Acme (Otto is no longer active)."


async def test_each_owner_who_left_is_named_once(database: Database) -> None:
    left = [teammate(name, active=False) for name in ("otto", "gina")]
    acme = account("acme", owner="otto", csm="crm:Teammate:otto")
    bolt = account("bolt", owner="otto", csm="crm:Teammate:gina")
    await tell(database, *left, acme, bolt)
    told = {gap.because for gap in await gaps(database, kinds=("UNOWNED",))}
    assert told == {
        "Nobody of us owns Acme (Otto is no longer active).",
        "Nobody of us owns Bolt (Gina and Otto are no longer active).",
    }


async def test_too_few_people_are_known(database: Database) -> None:
    """Employees count and so do people with a role only; who left, and who works elsewhere now,
    does not."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        account("bolt", segment="digital"),
        *PEOPLE[:2],
        person("eve", "bolt"),
        role("eve", "acme", "admin"),
        person("fay", "acme", left=True, modified_at=ago(3)),
        person("gus", "acme", since=ago(-1)),
        meeting(YESTERDAY, "ann", "ben", "eve"),
    )
    few = ("acme", "FEW_CONTACTS", None, "ann ben eve", "MEDIUM")
    assert few in await found(database)
    (gap,) = [gap for gap in await gaps(database) if gap.kind == "FEW_CONTACTS"]
    assert gap.because == "We know 3 people at Acme; enterprise accounts are promised 4."
    assert few not in await found(database, ago(3, 1))
    assert few not in await found(database, ago(-1))


@pytest.mark.parametrize(("last", "alone"), [(ago(91, -1), False), (ago(91), True)])
async def test_one_person_carries_the_account(
    database: Database, last: Millis, alone: bool
) -> None:
    """Touches within 90 days count, to the second; Bolt wants but one contact."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE,
        call(YESTERDAY, "ann"),
        meeting(last, "ben", "cleo"),
        meeting(ago(200), "dora", ours=("vera",)),
        account("bolt", segment="smb"),
        person("eve", "bolt", "champion", "admin"),
        call(YESTERDAY, "eve"),
    )
    expected = {("acme", "SINGLE_THREADED", None, "ann", "HIGH")} if alone else set()
    assert await found(database, kinds=("SINGLE_THREADED",)) == expected
    for gap in await gaps(database, kinds=("SINGLE_THREADED",)):
        assert gap.last_touch_at == YESTERDAY
        assert gap.because == "Ann is the only one at Acme we were in touch with for 90 days."
        assert gap.next_action == "Meet somebody beside Ann."


@pytest.mark.parametrize(
    ("met", "kept"),
    [
        (meeting(ago(91, -1), "dora", ours=("vera",)), True),
        (meeting(ago(91), "dora", ours=("vera",)), False),
        (call(YESTERDAY, "dora", ours="vera"), True),
        (mail_from(YESTERDAY, "dora", ours="vera"), False),  # writing is not meeting
        (meeting(YESTERDAY, "dora"), False),  # Tess is no executive
        (meeting(YESTERDAY, "ann", ours=("vera",)), False),  # nor is Ann
        (meeting(YESTERDAY, "eve", ours=("vera",)), True),  # sponsors us, whatever her title
        (meeting(YESTERDAY, "fay", ours=("vera",)), False),  # was a director then, a VP before
    ],
)
async def test_executives_of_both_sides_meet(
    database: Database, met: Statement, kept: bool
) -> None:
    sponsor = person("eve", "acme", "executive_sponsor", title="Clerk")
    await tell(database, person("fay", "acme", title="VP Sales"), taken_at=ago(50))
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE,
        sponsor,
        person("fay", "acme", title="Director of Sales", modified_at=ago(10)),
        met,
    )
    gap = ("acme", "NO_EXECUTIVE_CONTACT", None, "dora eve", "HIGH")
    assert await found(database, kinds=("NO_EXECUTIVE_CONTACT",)) == (set() if kept else {gap})


async def test_executives_who_never_met(database: Database) -> None:
    await tell(database, *TEAM, account("acme"), *PEOPLE, meeting(ago(1), "ann"))
    (gap,) = await gaps(database, kinds=("NO_EXECUTIVE_CONTACT",))
    assert (gap.cadence_days, gap.last_touch_at) == (90, None)
    assert gap.because == "Executives of Acme and ours never met; promised is every 90 days."


# --- stale feeds


async def test_a_feed_that_ended_proves_nothing(database: Database) -> None:
    """Exactly seven days after the export the feed is fresh; a second later it is not."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        *PEOPLE[:3],
        meeting(ago(40), "ann", "ben", "cleo"),
        account("dune", segment="digital"),
        person("fay", "dune", "admin"),
        mail_from(ago(40), "fay"),
    )
    week = NOW + 7 * DAY
    always = {
        ("acme", "MISSING_ROLE", "executive_sponsor", "", "HIGH"),
        ("acme", "FEW_CONTACTS", None, "ann ben cleo", "MEDIUM"),
    }
    late = {
        ("acme", "STALE", "champion", "ann", "HIGH"),
        ("acme", "STALE", "economic_buyer", "ben", "MEDIUM"),
        ("acme", "STALE", "admin", "cleo", "MEDIUM"),
        ("acme", "NO_EXECUTIVE_CONTACT", None, "", "HIGH"),
    }
    assert await found(database, week) == always | late
    stale = ("acme", "FEED_STALE", None, "", "LOW")
    assert await found(database, week + SECOND) == always | {stale}
    (gap,) = await gaps(database, week + SECOND, kinds=("FEED_STALE",))
    assert gap.since == NOW
    assert gap.because == (
        "The touchpoints of crm end on 2026-06-15: whether Acme went quiet cannot be told."
    )


async def test_no_feed_was_ever_there(database: Database) -> None:
    await tell(database, *TEAM, account("acme"), *PEOPLE, touchpoints=False)
    assert await found(database) == {("acme", "FEED_STALE", None, "", "LOW")}
    (gap,) = await gaps(database)
    assert gap.because == (
        "No source of touchpoints was ever imported: whether Acme went quiet cannot be told."
    )
