"""Unthanked advocates, told of Ann of Acme, who spoke for us and got a mug, or did not."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.unthanked import UNTHANKED_ADVOCATES, UnthankedAdvocate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    benefit,
    day,
    names,
    person,
    teammate,
    tell,
)

TEAM = (teammate("tess"), account("acme"), account("bolt"))


def did(who: str, act: str, days: float, **values: Any) -> Statement:
    return ask_of(who, "acme", act, ago(days + 10), "completed", ended_at=ago(days), **values)


async def owed(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[UnthankedAdvocate]:
    parameters = UNTHANKED_ADVOCATES.parameters(as_of=as_of, **narrowed)
    return (await ask(database, UNTHANKED_ADVOCATES, parameters)).rows


async def test_who_got_nothing_for_it(database: Database) -> None:
    """A benefit thanks for all that was done by its moment, not for later acts."""
    await tell(
        database,
        *TEAM,
        *(person(name, "acme") for name in ("ann", "ben", "cleo", "dora", "eve")),
        did("ann", "quote", 50),
        did("ann", "logo", 20),
        benefit("ann", ago(30)),
        did("ben", "quote", 50),
        benefit("ben", ago(50)),
        did("cleo", "quote", 50),
        benefit("cleo", ago(50, 1)),
        ask_of("dora", "acme", "quote", ago(60), "declined", decided_at=ago(50)),
        did("eve", "quote", 50),
        benefit("eve", ago(-1)),
    )
    who = await names(database)

    def told(rows: list[UnthankedAdvocate]) -> list[tuple[str, list[str], int, int]]:
        return [(who[row.person], row.acts, row.days_waiting, row.benefits) for row in rows]

    assert sorted(told(await owed(database))) == [
        ("ann", ["logo"], 20, 1),
        ("cleo", ["quote"], 50, 1),
        ("eve", ["quote"], 50, 0),
    ]
    assert [row.because for row in await owed(database, waiting_days=50)] in (
        [
            f"Cleo at Acme completed quote and was not thanked since {day(-50)}, 50 days ago; "
            "got 1 benefit for other acts.",
            f"Eve at Acme completed quote and was not thanked since {day(-50)}, 50 days ago.",
        ],
        [
            f"Eve at Acme completed quote and was not thanked since {day(-50)}, 50 days ago.",
            f"Cleo at Acme completed quote and was not thanked since {day(-50)}, 50 days ago; "
            "got 1 benefit for other acts.",
        ],
    )
    assert sorted(told(await owed(database, ago(30, 1)))) == [
        ("ann", ["quote"], 19, 0),
        ("cleo", ["quote"], 19, 1),
        ("eve", ["quote"], 19, 0),
    ]
    assert await owed(database, ago(50, 1)) == []


async def test_under_which_account(database: Database) -> None:
    """That of the ask, though she left since; else whoever employs her now."""
    await tell(
        database,
        *TEAM,
        person("ann", "acme", left=True, modified_at=ago(5)),
        person("ann2", "bolt", email="ann@acme.example"),
        did("ann", "quote", 50),
        did("ann", "logo", 40, account=None),
    )
    who = await names(database)
    assert {(who[row.account], *row.acts) for row in await owed(database)} == {
        ("acme", "quote"),
        ("bolt", "logo"),
    }
