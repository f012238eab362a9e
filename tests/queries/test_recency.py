"""Interaction recency, told of Acme (enterprise: champion 14, economic buyer 30, admin 30 days)."""

from dataclasses import replace
from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.recency import INTERACTION_RECENCY, InteractionRecency
from tests.queries.world import (
    DAY,
    NOW,
    SECOND,
    account,
    affiliation,
    ago,
    call,
    invitation,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    role,
    teammate,
    tell,
    touch,
    webinar,
)

ACME = (teammate("tess"), account("acme"))


async def recency(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[InteractionRecency]:
    parameters = INTERACTION_RECENCY.parameters(as_of=as_of, **narrowed)
    return (await ask(database, INTERACTION_RECENCY, parameters)).rows


async def states(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> set[tuple[str, str, str, int | None, int | None, int | None]]:
    """Account, person, state, days since, cadence and days overdue of every row."""
    who = await names(database)
    return {
        (
            who[row.account],
            who[row.person],
            row.state.value,
            row.days_since,
            row.cadence_days,
            row.overdue_days,
        )
        for row in await recency(database, as_of, **narrowed)
    }


async def sentences(database: Database, as_of: Millis = NOW) -> set[str]:
    return {row.because for row in await recency(database, as_of)}


# --- who is shown, and against which promise


async def test_one_row_for_each_person_and_account(database: Database) -> None:
    """Roles decide who is shown, also those no catalogue knows; a touch counts everywhere."""
    await tell(
        database,
        *ACME,
        account("bolt", segment="smb"),
        person("ann", "acme", "champion", "economic_buyer"),
        role("ann", "bolt", "admin"),
        person("ben", "acme", "evaluator"),
        person("cleo", "acme"),
        role("dora", "acme", "admin", until=ago(1)),
        person("dora", "acme"),
        role("eve", "acme", "admin", since=ago(-1)),
        person("eve", "acme"),
        call(ago(20), "ann"),
    )
    assert await states(database) == {
        ("acme", "ann", "OVERDUE", 20, 14, 6),
        ("bolt", "ann", "ON_TIME", 20, 90, None),
        ("acme", "ben", "NO_CADENCE", None, None, None),
    }
    assert await sentences(database) == {
        "The last touch with Ann was 20 days ago; promised is every 14 days.",
        "The last touch with Ann was 20 days ago; promised is every 90 days.",
        "Nothing is promised to Ben, and nobody of us was ever in touch.",
    }
    (row,) = await recency(database, states=("ON_TIME",))
    assert row.roles == ["admin"]
    assert await states(database, roles=("evaluator",)) == {
        ("acme", "ben", "NO_CADENCE", None, None, None)
    }


async def test_what_the_person_prefers_overrides_the_promise(database: Database) -> None:
    """From when they say so; a role without a cadence gets one by it."""
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion", preferred_frequency_days=None),
        person("ben", "acme", "evaluator", preferred_frequency_days=10),
        meeting(ago(20), "ann", "ben"),
    )
    later = person("ann", "acme", "champion", preferred_frequency_days=60, modified_at=ago(-1))
    await tell(database, later, taken_at=ago(-2))
    assert await states(database) == {
        ("acme", "ann", "OVERDUE", 20, 14, 6),
        ("acme", "ben", "OVERDUE", 20, 10, 10),
    }
    assert await states(database, ago(-2)) == {
        ("acme", "ann", "ON_TIME", 22, 60, None),
        ("acme", "ben", "OVERDUE", 22, 10, 12),
    }


async def test_who_left_is_not_shown_and_who_may_have_is(database: Database) -> None:
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion", left=True, modified_at=ago(5)),
        person("ben", "acme", "admin", bounced_at=ago(3), bounce_weight=0.8),
        call(ago(10), "ann"),
        call(ago(10), "ben"),
    )
    ben = ("acme", "ben", "ON_TIME", 10, 30, None)
    assert await states(database) == {ben}
    assert await states(database, ago(5, 1)) == {
        ("acme", "ann", "ON_TIME", 4, 14, None),
        ("acme", "ben", "ON_TIME", 4, 30, None),
    }


# --- what counts as a touch


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        (meeting(ago(3), "ann"), ago(3)),
        (call(ago(3), "ann"), ago(3)),
        (mail_from(ago(3), "ann"), ago(3)),
        (touch("in_person", ago(3), {"attended": ["ann"]}, {"attended": ["tess"]}), ago(3)),
        (mail_to(ago(3), "ann"), None),
        (touch("email", ago(3), {"copied": ["ann"]}, {"wrote": ["tess"]}, direction="out"), None),
        (touch("email", ago(3), {"addressed": ["ann"]}, {}, direction="in"), None),
        (touch("email", ago(3), {"wrote": ["ann"]}, {}, direction="in", reach="automated"), None),
        (webinar(ago(3), "ann"), None),
        (invitation(ago(3), "ann"), None),
        (meeting(ago(3), "ann", status="cancelled"), None),
        (meeting(ago(3), "ann", status="missed"), None),
        (replace(meeting(ago(3), "ann"), deleted=True), None),
        (meeting(ago(-3), "ann"), None),
        (touch("meeting", ago(3), {"absent": ["ann"]}, {"attended": ["tess"]}), None),
    ],
)
async def test_what_is_a_touch(
    database: Database, happened: Statement, last: Millis | None
) -> None:
    await tell(database, *ACME, person("ann", "acme", "champion"), happened)
    (row,) = await recency(database)
    assert row.last_touch_at == last
    assert row.state == ("NEVER_TOUCHED" if last is None else "ON_TIME")


async def test_a_planned_meeting_is_held_once_an_export_says_so(database: Database) -> None:
    """Not by the passing of its date."""
    planned = meeting(ago(-2), "ann")
    await tell(database, *ACME, person("ann", "acme", "champion"), planned)
    assert await states(database, ago(-3)) == {("acme", "ann", "NEVER_TOUCHED", None, 14, None)}
    await tell(database, planned, taken_at=ago(-2))
    assert await states(database, ago(-3)) == {("acme", "ann", "ON_TIME", 1, 14, None)}
    assert await states(database, ago(-2, 1)) == {("acme", "ann", "NEVER_TOUCHED", None, 14, None)}


async def test_the_last_touch_and_who_of_us_took_part(database: Database) -> None:
    """Whoever of us declined took no part; attempts since are counted."""
    joint = touch(
        "video",
        ago(5),
        {"attended": ["ann"], "declined": ["ben"]},
        {"attended": ["tess"], "addressed": ["otto"], "declined": ["vera"]},
    )
    await tell(
        database,
        *ACME,
        teammate("otto"),
        teammate("vera"),
        person("ann", "acme", "champion"),
        person("ben", "acme", "admin"),
        call(ago(9), "ann"),
        joint,
        mail_to(ago(7), "ann"),
        mail_to(ago(5), "ann"),
        mail_to(ago(4), "ann"),
        mail_to(ago(3), "ann"),
        mail_to(ago(2), "ben"),
    )
    who = await names(database)
    ann, ben = sorted(await recency(database), key=lambda row: who[row.person])
    assert (ann.last_touch_at, ann.channel, ann.attempts_since) == (ago(5), "video", 2)
    assert sorted(who[id] for id in ann.last_touched_by) == ["otto", "tess"]
    assert (ben.last_touch_at, ben.channel, ben.attempts_since) == (None, None, 1)
    assert ben.last_touched_by == []
    assert ben.because == (
        "Nobody of us was ever in touch with Ben; promised is every 30 days. "
        "1 attempt stayed without an answer."
    )


# --- states


@pytest.mark.parametrize(
    ("last", "state"),
    [
        (ago(15, -1), ("ON_TIME", 14, None)),
        (ago(15), ("OVERDUE", 15, 1)),
    ],
)
async def test_a_promise_is_kept_to_the_second(
    database: Database, last: Millis, state: tuple[str, int, int | None]
) -> None:
    await tell(database, *ACME, person("ann", "acme", "champion"), call(last, "ann"))
    kept, days, overdue = state
    assert await states(database) == {("acme", "ann", kept, days, 14, overdue)}


async def test_too_much_within_seven_days(database: Database) -> None:
    """Touches and attempts count alike, to the second; only NEVER_TOUCHED goes before it."""
    week = [mail_to(ago(n), who) for n in range(1, 6) for who in ("ann", "ben", "cleo")]
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion"),
        person("ben", "acme", "evaluator"),
        person("cleo", "acme", "admin"),
        call(ago(7, -1), "ann"),
        call(ago(7, -1), "ben"),
        mail_to(ago(6), "cleo"),
        *week,
    )
    many = await states(database)
    assert many == {
        ("acme", "ann", "OVER_TOUCHED", 6, 14, None),
        ("acme", "ben", "OVER_TOUCHED", 6, None, None),
        ("acme", "cleo", "NEVER_TOUCHED", None, 30, None),
    }
    assert "Ann was approached 6 times in seven days." in await sentences(database)
    assert {state for _, _, state, *_ in await states(database, NOW + SECOND)} == {
        "ON_TIME",
        "NO_CADENCE",
        "NEVER_TOUCHED",
    }


async def test_a_stale_feed_tells_neither_late_nor_never(database: Database) -> None:
    """What it tells otherwise stands; days are given, days overdue are not."""
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion"),
        person("ben", "acme", "admin"),
        person("cleo", "acme", "economic_buyer"),
        person("dora", "acme", "evaluator"),
        call(ago(20), "ann"),
        call(ago(1), "ben"),
    )
    assert await states(database, NOW + 7 * DAY) == {
        ("acme", "ann", "OVERDUE", 27, 14, 13),
        ("acme", "ben", "ON_TIME", 8, 30, None),
        ("acme", "cleo", "NEVER_TOUCHED", None, 30, None),
        ("acme", "dora", "NO_CADENCE", None, None, None),
    }
    assert await states(database, NOW + 7 * DAY + SECOND) == {
        ("acme", "ann", "UNKNOWN", 27, 14, None),
        ("acme", "ben", "ON_TIME", 8, 30, None),
        ("acme", "cleo", "UNKNOWN", None, 30, None),
        ("acme", "dora", "NO_CADENCE", None, None, None),
    }
    assert (
        "The touchpoints of crm end on 2026-06-15: whether Ann went quiet since cannot be told."
    ) in await sentences(database, NOW + 7 * DAY + SECOND)


async def test_an_account_is_stale_by_its_own_sources(database: Database) -> None:
    """Bolt never got a touchpoint from the source that fell silent."""
    await tell(
        database,
        *ACME,
        account("bolt"),
        person("ann", "acme", "champion"),
        person("ben", "bolt", "champion"),
        affiliation("ann", "acme"),
        mail_to(ago(20), "ann"),
    )
    assert await states(database, NOW + 8 * DAY) == {
        ("acme", "ann", "UNKNOWN", None, 14, None),
        ("bolt", "ben", "NEVER_TOUCHED", None, 14, None),
    }


@pytest.mark.parametrize(
    ("days", "trend"),
    [((5, 40), "STEADY"), ((5, 30, 31), "RISING"), ((31, 60), "FALLING"), ((61, 90), "STEADY")],
)
async def test_the_trend_of_two_months(
    database: Database, days: tuple[int, ...], trend: str
) -> None:
    """Touches of the last 30 days against those of the 30 before."""
    touches = [call(ago(n), "ann") for n in days]
    await tell(database, *ACME, person("ann", "acme", "champion"), *touches)
    (row,) = await recency(database)
    assert row.trend == trend


async def test_attempts_since_the_last_touch_are_told(database: Database) -> None:
    """And a single day is one."""
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion"),
        person("ben", "acme", "admin"),
        call(ago(20), "ann"),
        mail_to(ago(9), "ann"),
        mail_to(ago(8), "ann"),
        call(ago(1), "ben"),
    )
    assert await sentences(database) == {
        "The last touch with Ann was 20 days ago; promised is every 14 days. "
        "2 attempts since then stayed without an answer.",
        "The last touch with Ben was 1 day ago; promised is every 30 days.",
    }
