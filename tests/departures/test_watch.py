"""What is computed is news as well: each departure is told once for each way it stands."""

import asyncio

from graph.cases import case_id
from graph.database import Database
from graph.statement import Statement, Value
from queries.watch.departures import departures_told as watch
from tests.departures.world import ACME, ANN, CASS, TESS, WORLD, change, notices
from tests.queries.world import DAY, NOW, ago, call, person, tell

CASE = case_id(ACME, ANN)
BOTH = frozenset({TESS, CASS})


async def told(database: Database) -> list[tuple[str, str, frozenset[str]]]:
    """Kind, thing and whom, of every notice."""
    return sorted((kind, about, to) for kind, about, to, _ in await notices(database))


def bounced(when: int, **said: Value) -> Statement:
    """Ann's record, with mail that came back."""
    return person(
        "ann",
        "acme",
        "champion",
        bounced_at=when,
        bounce_weight=0.8,
        modified_at=when,
        **said,  # type: ignore[arg-type]  # properties of a person, none that is named above
    )


async def test_nobody_is_told_of_nothing(database: Database) -> None:
    await tell(database, *WORLD)
    assert await watch(database, NOW) == 0
    assert await told(database) == []


async def test_each_standing_is_told_once(database: Database) -> None:
    await tell(database, *WORLD, bounced(ago(3)))
    assert [await watch(database, at) for at in (NOW, NOW + DAY)] == [1, 0]
    assert await told(database) == [("departure_suspected", CASE, BOTH)]
    await tell(database, bounced(ago(3), left=True), taken_at=NOW + DAY)
    assert [await watch(database, NOW + n * DAY) for n in (2, 3)] == [1, 0]
    assert [kind for kind, *_ in await told(database)] == [
        "departure_confirmed",
        "departure_suspected",
    ]
    texts = {text for kind, *_, text in await notices(database) if kind == "departure_suspected"}
    (text,) = texts
    assert text.startswith("Ann (champion) seems to be leaving Acme: mail came")
    assert "Ask somebody there whether Ann is still with them." in text


async def test_who_comes_back_and_leaves_again_is_told_again(database: Database) -> None:
    await tell(database, *WORLD, bounced(ago(3)))
    await watch(database, NOW)
    await tell(database, call(NOW + DAY, "ann"), taken_at=NOW + 2 * DAY)
    assert await watch(database, NOW + 2 * DAY) == 0
    await tell(database, bounced(NOW + 3 * DAY), taken_at=NOW + 4 * DAY)
    assert await watch(database, NOW + 4 * DAY) == 1


async def test_what_was_decided_is_not_told_twice(database: Database) -> None:
    """The decision told it; taken back, the suspicion is as old as it was."""
    await tell(database, *WORLD, bounced(ago(3)))
    await watch(database, NOW)
    await change(database, "departure_confirm", NOW + 1, id=CASE)
    assert await watch(database, NOW + 2) == 0
    await change(database, "departure_undo", NOW + 3, id=CASE)
    assert await watch(database, NOW + 4) == 0


async def test_two_who_watch_at_once_tell_once(database: Database) -> None:
    await tell(database, *WORLD, bounced(ago(3)))
    await asyncio.gather(*(watch(database, NOW + n) for n in range(4)))
    assert await told(database) == [("departure_suspected", CASE, BOTH)]
