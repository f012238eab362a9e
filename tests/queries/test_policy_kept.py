"""Policy kept, told of Acme (enterprise, Tess's) and Birch (smb, Otto's)."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.leadership.policy_kept import POLICY_KEPT, PolicyKept
from queries.rules.groups import GroupBy
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    meeting,
    person,
    policy,
    teammate,
    tell,
)

WORLD = (
    teammate("tess"),
    teammate("otto"),
    teammate("vera", executive=True),
    account("acme"),
    person("ann", "acme", "champion"),
    person("ben", "acme", "admin", "economic_buyer"),
    person("cy", "acme", "legal"),
    meeting(ago(14), "ann"),
    call(ago(31), "ben"),
    account("birch", "smb", owner="otto"),
    person("cleo", "birch", "champion"),
)


async def kept(database: Database, as_of: Millis = NOW, **asked: Any) -> list[PolicyKept]:
    parameters = POLICY_KEPT.parameters(as_of=as_of, **asked)
    return (await ask(database, POLICY_KEPT, parameters)).rows


async def numbers(database: Database, as_of: Millis = NOW, **asked: Any) -> dict[Any, Any]:
    """Group and kind: promised, kept, broken, unknown."""
    return {
        (row.group, row.kind.value): (row.promised, row.kept, row.broken, row.unknown)
        for row in await kept(database, as_of, **asked)
    }


async def test_what_was_promised_and_what_was_done(database: Database) -> None:
    """Nothing is promised to Cy, Ben is a day late, and Cleo was never touched."""
    await tell(database, *WORLD)

    assert await numbers(database) == {
        ("enterprise", "TOUCH"): (2, 1, 1, 0),
        ("enterprise", "EXECUTIVE_MEETING"): (1, 0, 1, 0),
        ("enterprise", "ROLE"): (4, 3, 1, 0),
        ("enterprise", "CONTACT"): (4, 3, 1, 0),
        ("smb", "TOUCH"): (1, 0, 1, 0),
        ("smb", "ROLE"): (2, 1, 1, 0),
        ("smb", "CONTACT"): (1, 1, 0, 0),
    }
    rows = await kept(database, segments=("enterprise",))
    assert [(row.kind.value, row.account_count, row.share, row.because) for row in rows] == [
        ("TOUCH", 1, 0.5, "Enterprise: of 2 touches in time we kept 1."),
        ("EXECUTIVE_MEETING", 1, 0.0, "Enterprise: of 1 meeting of executives we kept 0."),
        ("ROLE", 1, 0.75, "Enterprise: of 4 roles to be filled we kept 3."),
        ("CONTACT", 1, 0.75, "Enterprise: of 4 people to be known we kept 3."),
    ]


async def test_by_owner_and_kind(database: Database) -> None:
    await tell(database, *WORLD)

    assert await numbers(database, group_by=GroupBy.OWNER, kinds=("TOUCH",)) == {
        ("Tess", "TOUCH"): (2, 1, 1, 0),
        ("Otto", "TOUCH"): (1, 0, 1, 0),
    }


async def test_a_stale_feed_breaks_no_promise(database: Database) -> None:
    """What was kept by the last touch known stays so; the rest cannot be told."""
    await tell(database, *WORLD, meeting(ago(1), "ann", ours=("vera",)))

    later = await numbers(database, ago(-8), segments=("enterprise",))

    assert later["enterprise", "TOUCH"] == (2, 1, 0, 1)
    assert later["enterprise", "EXECUTIVE_MEETING"] == (1, 0, 0, 1)
    assert later["enterprise", "ROLE"] == (4, 3, 1, 0)
    row = (await kept(database, ago(-8), kinds=("TOUCH",), segments=("enterprise",)))[0]
    assert (row.share, row.because) == (
        1.0,
        "Enterprise: of 2 touches in time we kept 1; 1 cannot be told.",
    )


async def test_held_against_an_earlier_day_and_its_policy(database: Database) -> None:
    """A month ago champions were promised a touch a week; what is told later changes nothing."""
    weekly = policy(
        "enterprise", "champion=7", since=ago(50), until=ago(20), contacts=1, executive_days=None
    )
    await tell(database, *WORLD, weekly, call(ago(38), "ann"))
    then = await kept(database, ago(30), segments=("enterprise",))
    await tell(database, meeting(ago(2), "ann", ours=("vera",)), taken_at=NOW + 1)

    rows = await kept(database, compare_to=ago(30), segments=("enterprise",))

    assert [
        (row.kind.value, row.promised, row.share, row.promised_before, row.share_before, row.change)
        for row in rows
    ] == [
        ("TOUCH", 2, 0.5, 1, 0.0, 0.5),
        ("EXECUTIVE_MEETING", 1, 0.0, 0, None, None),
        ("ROLE", 4, 0.75, 1, 1.0, -0.25),
        ("CONTACT", 4, 0.75, 1, 1.0, -0.25),
    ]
    assert (
        rows[0].because == "Enterprise: of 2 touches in time we kept 1. On 2026-05-16 we kept 0%."
    )
    assert await kept(database, ago(30), segments=("enterprise",)) == then
