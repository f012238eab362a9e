"""Ready for more, told of Ann at Acme, who did small things for us."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.advocacy.ready import READY_FOR_MORE, ReadyAdvocate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    day,
    names,
    person,
    reading,
    teammate,
    tell,
)

TEAM = (teammate("tess"), account("acme"))


async def ready(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[ReadyAdvocate]:
    parameters = READY_FOR_MORE.parameters(as_of=as_of, **narrowed)
    return (await ask(database, READY_FOR_MORE, parameters)).rows


def did(who: str, act: str, days: float, state: str = "completed") -> Any:
    """Somebody asked ten days before an act ended."""
    return ask_of(who, "acme", act, ago(days + 10), state, ended_at=ago(days))


async def test_small_things_first(database: Database) -> None:
    """The next effort follows from the greatest thing done; who did the greatest is past it."""
    await tell(
        database,
        *TEAM,
        *(person(name, "acme") for name in ("ann", "ben", "cleo", "dora", "eve")),
        person("fay", None),
        did("ann", "quote", 300),
        did("ann", "review", 200),
        did("ben", "quote", 300),
        did("ben", "logo", 200),
        did("cleo", "quote", 300),
        did("cleo", "case_study", 200),
        did("dora", "quote", 300, "missed_by_advocate"),
        did("fay", "quote", 300),
        consent("ben", "speaking", "quote"),
    )
    who = await names(database)
    assert [
        (who[row.person], row.done, row.next_effort, row.agreed_acts, row.ready)
        for row in await ready(database)
    ] == [
        ("ben", ["logo", "quote"], "large", ["speaking"], True),
        ("ann", ["quote", "review"], "medium", [], True),
    ]
    assert [row.because for row in await ready(database)] == [
        f"Ben at Acme completed 2 acts, the last on {day(-200)}, and none of large effort; "
        "agreed to speaking.",
        f"Ann at Acme completed 2 acts, the last on {day(-200)}, and none of medium effort.",
    ]


@pytest.mark.parametrize(("days", "found"), [(730, 1), (731, 0)])
async def test_it_is_long_ago(database: Database, days: int, found: int) -> None:
    await tell(database, *TEAM, person("ann", "acme"), did("ann", "quote", days))
    assert len(await ready(database)) == found


async def test_not_yet(database: Database) -> None:
    """What stands in the way is told, with the day it lifts; a consent still to be had does not."""
    await tell(
        database,
        *TEAM,
        person("ann", "acme"),
        did("ann", "quote", 300),
        ask_of("ann", "acme", "logo", ago(20), "cancelled", ended_at=ago(19)),
        person("ben", "acme"),
        did("ben", "quote", 300),
        reading("ben", ago(2), score=-0.9),
    )
    who = await names(database)
    assert [
        (who[row.person], row.ready, [b.code.value for b in row.blockers], row.ready_on)
        for row in sorted(await ready(database), key=lambda row: who[row.person])
    ] == [
        ("ann", False, ["COOLDOWN"], day(10)),
        ("ben", False, ["DETRACTOR"], None),
    ]
    assert await ready(database, ready_only=True) == []
    assert [row.done for row in await ready(database, ago(21), ready_only=True)] == [
        ["quote"],
        ["quote"],
    ]
    assert await ready(database, ago(300, 1)) == []
