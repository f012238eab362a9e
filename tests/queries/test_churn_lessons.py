"""Churn lessons, told of Acme and Birch, which left, and of Cedar and Dune, which stay."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.leadership.churn_lessons import CHURN_LESSONS, ChurnLesson
from tests.queries.world import (
    LONG_AGO,
    NOW,
    account,
    ago,
    meeting,
    names,
    person,
    policy,
    reading,
    teammate,
    tell,
)

PLAIN = policy("smb", "champion=30", since=LONG_AGO, contacts=1)
"""One champion, touched once a month, is all that is promised."""


def regular(*who: str) -> list[Any]:
    """Everybody was met every four weeks until 100 days ago."""
    return [meeting(ago(days), name) for name in who for days in (100, 128, 156)]


async def told(database: Database) -> None:
    """Acme and Birch churned 100 and 50 days ago; at Acme the champion had left before."""
    await tell(
        database,
        teammate("tess"),
        PLAIN,
        *(account(name, "smb", arr=1_000_000) for name in ("acme", "birch", "cedar")),
        account("dune", "smb", arr=2_000_000, currency="EUR"),
        person("ann", "acme", "champion"),
        person("ben", "birch", "champion"),
        person("cy", "cedar", "champion"),
        person("dan", "dune", "champion"),
        *regular("ann", "ben", "cy", "dan"),
        reading("ben", ago(300), score=0.9),
        reading("ben", ago(60), score=0.1),
        reading("cy", ago(60), score=0.5),
        taken_at=ago(101),
    )
    await tell(
        database,
        person("ann", "acme", "champion", left=True, modified_at=ago(99)),
        account("acme", "smb", arr=1_000_000, status="churned"),
        taken_at=ago(98),
    )
    await tell(
        database,
        account("birch", "smb", arr=1_000_000, status="churned"),
        taken_at=ago(50),
    )
    await tell(database, meeting(ago(1), "cy"))


async def lessons(database: Database, as_of: Millis = NOW, **asked: Any) -> list[ChurnLesson]:
    parameters = CHURN_LESSONS.parameters(as_of=as_of, **asked)
    return (await ask(database, CHURN_LESSONS, parameters)).rows


async def learnt(database: Database, as_of: Millis = NOW, **asked: Any) -> dict[str, Any]:
    """Sign: which of how many churned accounts showed it, and how many of the others."""
    who = await names(database)
    return {
        row.sign.value: (
            " ".join(sorted(who[one] for one in row.accounts)),
            row.churned_of,
            row.retained,
            row.retained_of,
        )
        for row in await lessons(database, as_of, **asked)
    }


async def test_what_the_churned_showed_and_the_others_do(database: Database) -> None:
    """Right before, Acme had lost its champion, and Birch had not heard from us for 50 days."""
    await told(database)

    assert await learnt(database) == {
        "DEPARTED_ROLE": ("acme", 2, 0, 2),
        "FEW_CONTACTS": ("acme", 2, 0, 2),
        "STALE": ("birch", 2, 1, 2),
        "DEPARTURE": ("acme", 2, 0, 2),
        "FALLING_SENTIMENT": ("birch", 1, 0, 1),
    }
    stale = next(row for row in await lessons(database) if row.sign == "STALE")
    assert (stale.churned, stale.churned_share, stale.retained_share, stale.times) == (
        1,
        0.5,
        0.5,
        1.0,
    )
    assert [f"{one.amount} {one.currency}" for one in stale.churned_arr] == ["10000.00 USD"]
    assert stale.because == (
        "Before they churned, 1 of 2 accounts showed: stale; of those that stay, 1 of 2 do."
    )


async def test_only_those_that_churned_not_long_ago(database: Database) -> None:
    await told(database)

    assert await learnt(database, churned_within=97) == {
        "STALE": ("birch", 1, 1, 2),
        "FALLING_SENTIMENT": ("birch", 1, 0, 1),
    }
    assert await learnt(database, churned_within=49) == {}


async def test_what_was_learnt_then_stands(database: Database) -> None:
    """An account that was never anything but churned teaches nothing."""
    await told(database)
    then = await lessons(database, ago(60))
    await tell(database, account("elm", "smb", status="churned"), taken_at=NOW + 1)

    assert await lessons(database, ago(60)) == then
    assert [row.sign.value for row in await lessons(database, NOW + 1)] == [
        row.sign.value for row in await lessons(database)
    ]
