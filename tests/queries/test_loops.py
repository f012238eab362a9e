"""Open loops, told of Ann, Ben and the vice president Vera of Acme (enterprise)."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.loops import OPEN_LOOPS, OpenLoop
from tests.queries.world import (
    DAY,
    NOW,
    account,
    ago,
    call,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
    touch,
)

WORLD = (
    teammate("tess"),
    account("acme"),
    person("ann", "acme", "champion"),
    person("ben", "acme"),
    person("vera", "acme", title="VP Operations"),
)


async def loops(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[OpenLoop]:
    parameters = OPEN_LOOPS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, OPEN_LOOPS, parameters)).rows


async def told(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[tuple[str, str, int]]:
    """Kind, whose, and for how many days."""
    who = await names(database)
    rows = await loops(database, as_of, **narrowed)
    return [(row.kind.value, who.get(row.person or "", ""), row.days_open) for row in rows]


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ([mail_from(ago(3), "ann")], [("UNANSWERED", "ann", 3)]),
        ([mail_from(ago(3, -1), "ann")], []),
        ([mail_from(ago(91), "ann")], []),
        ([mail_from(ago(5), "ann"), mail_from(ago(1), "ann")], [("UNANSWERED", "ann", 5)]),
        ([mail_from(ago(3), "ann"), mail_to(ago(2), "ann")], []),
        ([mail_from(ago(3), "ann"), mail_to(ago(2), "ben")], [("UNANSWERED", "ann", 3)]),
        ([mail_from(ago(3), "ann"), call(ago(1), "ann")], []),
        ([mail_to(ago(4), "ann"), mail_from(ago(3), "ann")], [("UNANSWERED", "ann", 3)]),
        (
            [mail_from(ago(3), "ann"), mail_to(ago(2), "ann", reach="automated")],
            [("UNANSWERED", "ann", 3)],
        ),
        (
            [mail_from(ago(3), "ann"), meeting(ago(-2), "ann")],
            [("UNANSWERED", "ann", 3)],
        ),
        ([reading("ann", ago(3), "nps", raw=6)], [("DETRACTOR", "ann", 3)]),
        ([reading("ann", ago(3), "nps", raw=8)], [("PASSIVE", "ann", 3)]),
        ([reading("ann", ago(3), "nps", raw=9)], []),
        ([reading("ann", ago(2), "nps", raw=0)], []),
        ([reading("ann", ago(3), "nps", raw=0), mail_to(ago(2), "ann")], []),
        ([reading("ann", ago(9), "nps", raw=0), reading("ann", ago(3), "nps", raw=9)], []),
    ],
)
async def test_what_waits_for_an_answer(
    database: Database, what: list[Statement], found: list[tuple[str, str, int]]
) -> None:
    await tell(database, *WORLD, *what)
    assert await told(database) == found


async def test_a_review_is_followed_up(database: Database) -> None:
    """By a word to anybody who attended; executives want one each."""
    review = meeting(ago(3), "ann", "vera", purpose="qbr")
    await tell(database, *WORLD, meeting(ago(20), "ben", purpose="qbr"), review)
    assert await told(database) == [("QBR_NOT_FOLLOWED_UP", "", 3)]
    assert await told(database, ago(0, 1)) == []
    await tell(database, mail_to(ago(2), "ben"), taken_at=NOW + 1)
    assert await told(database) == [("QBR_NOT_FOLLOWED_UP", "", 3)]
    await tell(database, mail_to(ago(1), "ann"), taken_at=NOW + 2)
    assert await told(database) == [("EXECUTIVE_NOT_FOLLOWED_UP", "vera", 3)]
    (row,) = await loops(database)
    assert row.because == (
        "Vera took part in the business review on 2026-06-12 and heard nothing since."
    )
    assert row.next_action == "Write to them personally."
    await tell(database, mail_to(ago(0.5), "vera"), taken_at=NOW + 3)
    assert await told(database) == []


@pytest.mark.parametrize(("days", "overdue"), [(90, False), (91, True)])
async def test_a_review_every_quarter(database: Database, days: int, overdue: bool) -> None:
    """Where much is promised; open since the day it was due."""
    await tell(
        database,
        *WORLD,
        account("bolt", segment="mid_market"),
        person("fay", "bolt"),
        account("new"),
        person("gus", "new"),
        meeting(ago(days), "ann", purpose="qbr"),
        meeting(ago(days), "fay", purpose="qbr"),
        call(ago(1), "ann"),
        call(ago(1), "fay"),
    )
    assert await told(database) == ([("QBR_OVERDUE", "", days - 90)] if overdue else [])
    if overdue:
        (row,) = await loops(database)
        assert row.because == "The last business review with Acme was 91 days ago."


async def test_nothing_is_said_where_nothing_can_be_told(database: Database) -> None:
    """Of who left, and of accounts whose feed ended more than a week ago."""
    left = person("ben", "acme", left=True, modified_at=ago(1))
    await tell(database, *WORLD, mail_from(ago(5), "ann"), mail_from(ago(5), "ben"), left)
    assert await told(database) == [("UNANSWERED", "ann", 5)]
    assert await told(database, NOW + 7 * DAY) == [("UNANSWERED", "ann", 12)]
    assert await told(database, NOW + 7 * DAY + 1) == []


async def test_the_most_pressing_first(database: Database) -> None:
    await tell(
        database,
        *WORLD,
        mail_from(ago(5), "ann"),
        touch("chat", ago(9), {"wrote": ["ben"]}, {}, direction="in"),
        reading("vera", ago(4), "nps", raw=2),
    )
    assert await told(database) == [
        ("DETRACTOR", "vera", 4),
        ("UNANSWERED", "ben", 9),
        ("UNANSWERED", "ann", 5),
    ]
    assert await told(database, kinds=("DETRACTOR",)) == [("DETRACTOR", "vera", 4)]
    oldest = OPEN_LOOPS.parameters(as_of=NOW)
    rows = (await ask(database, OPEN_LOOPS, oldest, order=["OLDEST"])).rows
    assert [row.days_open for row in rows] == [9, 5, 4]
