"""Single-threaded accounts, told of Acme (enterprise), where Ann takes every call of Tess."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.single_threaded import SINGLE_THREADED_ACCOUNTS, SingleThreadedAccount
from tests.queries.world import (
    DAY,
    NOW,
    SECOND,
    account,
    ago,
    call,
    day,
    mail_from,
    mail_to,
    meeting,
    names,
    person,
    role,
    teammate,
    tell,
    webinar,
)

TEAM = (teammate("tess"), teammate("otto"))


async def threads(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[SingleThreadedAccount]:
    parameters = SINGLE_THREADED_ACCOUNTS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, SINGLE_THREADED_ACCOUNTS, parameters)).rows


async def carried(
    database: Database, as_of: Millis = NOW, include_our_side: bool = True
) -> set[tuple[str, str, str, float, int]]:
    """Account, side, who carries it, their share and number of touches."""
    who = await names(database)
    return {
        (
            who[row.account],
            row.side.value,
            who[row.person or row.teammate or ""],
            round(row.share, 6),
            row.touches,
        )
        for row in await threads(database, as_of, include_our_side=include_our_side)
    }


async def test_one_of_theirs_and_one_of_ours(database: Database) -> None:
    await tell(
        database,
        *TEAM,
        account("acme", renewal_on=day(90)),
        person("ann", "acme", "champion"),
        person("ben", "acme"),
        call(ago(1), "ann"),
        mail_from(ago(2), "ann"),
        mail_to(ago(1), "ben", ours="otto"),
        webinar(ago(1), "ben"),
    )
    assert await carried(database) == {
        ("acme", "THEIRS", "ann", 1.0, 2),
        ("acme", "OURS", "tess", 1.0, 2),
    }
    assert await carried(database, include_our_side=False) == {("acme", "THEIRS", "ann", 1.0, 2)}
    (theirs,) = await threads(database)
    assert (theirs.severity, theirs.renewal_on) == ("CRITICAL", day(90))
    assert theirs.because == (
        "Ann took part in 2 of 2 touches with Acme in 90 days; "
        "nobody else we know there took part in any."
    )
    assert theirs.next_action == "Meet somebody beside Ann."
    (ours,) = [row for row in await threads(database, include_our_side=True) if row.teammate]
    assert ours.because == "Only one of us took part in the 2 touches with Acme in 90 days."
    assert ours.next_action == "Introduce a second teammate."


async def test_touches_with_people_who_left_count_for_the_share(database: Database) -> None:
    """Ben is not known there any more; their meeting with Otto was one of three touches."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        person("ann", "acme", "champion"),
        person("ben", "acme", left=True, modified_at=ago(10)),
        person("cleo", "acme", since=ago(-1)),
        meeting(ago(20), "ben", ours=("otto",)),
        meeting(ago(21), "ann"),
        call(ago(5), "ann"),
        call(ago(4), "cleo"),
    )
    assert await carried(database) == {("acme", "THEIRS", "ann", 0.666667, 2)}
    assert await carried(database, ago(10, 1)) == set()


@pytest.mark.parametrize(("last", "alone"), [(ago(91, -1), False), (ago(91), True)])
async def test_ninety_days_to_the_second(database: Database, last: Millis, alone: bool) -> None:
    await tell(
        database,
        *TEAM,
        account("acme"),
        person("ann", "acme", "champion"),
        person("ben", "acme"),
        call(ago(1), "ann"),
        meeting(last, "ben", ours=("otto",)),
    )
    both = {("acme", "THEIRS", "ann", 1.0, 1), ("acme", "OURS", "tess", 1.0, 1)}
    assert await carried(database) == (both if alone else set())


async def test_accounts_that_want_but_one_contact(database: Database) -> None:
    """Their side may hang on one person; ours is told all the same. A role makes known."""
    await tell(
        database,
        *TEAM,
        account("acme"),
        account("bolt", segment="smb"),
        person("ann", "bolt", "champion"),
        role("ann", "acme", "admin"),
        call(ago(1), "ann"),
    )
    assert await carried(database) == {
        ("acme", "THEIRS", "ann", 1.0, 1),
        ("acme", "OURS", "tess", 1.0, 1),
        ("bolt", "OURS", "tess", 1.0, 1),
    }


async def test_nothing_is_told_of_a_stale_feed(database: Database) -> None:
    await tell(
        database, *TEAM, account("acme"), person("ann", "acme", "champion"), call(ago(1), "ann")
    )
    week = NOW + 7 * DAY
    assert len(await carried(database, week)) == 2
    assert await carried(database, week + SECOND) == set()
