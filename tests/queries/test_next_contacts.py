"""Next best contacts, told of Ann of Acme (enterprise), whom something speaks for calling."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.next_contacts import NEXT_BEST_CONTACTS, NextContact
from tests.queries.world import (
    DAY,
    NOW,
    account,
    ago,
    call,
    day,
    mail_from,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = account("acme")
ANN = person("ann", "acme", "champion")
CALLED = call(ago(1), "ann")


async def contacts(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[NextContact]:
    parameters = NEXT_BEST_CONTACTS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, NEXT_BEST_CONTACTS, parameters)).rows


async def why(database: Database) -> dict[str, float]:
    """What speaks for the one person, and how much."""
    (row,) = await contacts(database)
    assert row.score == pytest.approx(sum(part.contribution for part in row.parts))
    return {part.name: round(part.value, 6) for part in row.parts if part.value}


@pytest.mark.parametrize(
    ("what", "found"),
    [
        ([ACME, ANN, call(ago(15), "ann")], {"overdue": round(1 / 14, 6)}),
        ([ACME, ANN, call(ago(28), "ann")], {"overdue": 1.0}),
        ([ACME, ANN, call(ago(80), "ann")], {"overdue": 1.0}),
        ([ACME, ANN], {"overdue": 1.0}),
        ([ACME, ANN, CALLED, mail_from(ago(0.5), "ann")], None),
        ([ACME, ANN, call(ago(9), "ann"), mail_from(ago(3), "ann")], {"loop": 1.0}),
        (
            [ACME, ANN, meeting(ago(91), "ann", purpose="qbr"), CALLED],
            {"loop": 0.5},
        ),
        ([account("acme", renewal_on=day(0)), ANN, CALLED], {"renewal": 1.0}),
        ([account("acme", renewal_on=day(90)), ANN, CALLED], {"renewal": round(1 / 91, 6)}),
        ([account("acme", renewal_on=day(91)), ANN, CALLED], None),
        ([ACME, ANN, CALLED, reading("ann", ago(9), score=-0.5)], {"mood": 0.5}),
        ([ACME, ANN, CALLED, reading("ann", ago(9), score=-0.7)], {"mood": 1.0}),
        (
            [
                ACME,
                person("ann", "acme", "champion", bounced_at=ago(0.5), bounce_weight=0.5),
                CALLED,
            ],
            {"departure": 1.0},
        ),
        ([ACME, person("ann", "acme", "champion", opted_out=True)], None),
        ([ACME, person("ann", "acme", "champion", left=True, modified_at=ago(1))], None),
        ([ACME, person("ann", "acme")], None),
        (
            [account("acme", renewal_on=day(0)), ANN, *(call(ago(n), "ann") for n in range(6))],
            None,
        ),
    ],
)
async def test_what_speaks_for_it(
    database: Database, what: list[Statement], found: dict[str, float] | None
) -> None:
    await tell(database, teammate("tess"), *what)
    if found is None:
        assert await contacts(database) == []
    else:
        assert await why(database) == found


async def test_the_most_pressing_first_with_reasons(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme", renewal_on=day(45), arr=300_000_00),
        ANN,
        person("ben", "acme", "admin"),
        call(ago(9), "ann"),
        mail_from(ago(3), "ann"),
        call(ago(31), "ben"),
    )
    who = await names(database)
    rows = await contacts(database)
    assert [who[row.person] for row in rows] == ["ann", "ben"]
    assert [row.because for row in rows] == [
        "Ann at Acme: Ann wrote on 2026-06-12 and got no answer; the contract renews in 45 days.",
        "Ben at Acme: the contract renews in 45 days; 1 day overdue.",
    ]
    assert [row.next_action for row in rows] == ["Answer.", "Talk to Ben."]
    assert [who[row.person] for row in await contacts(database, roles=("admin",))] == ["ben"]


async def test_a_stale_feed_tells_of_no_silence(database: Database) -> None:
    await tell(database, teammate("tess"), ACME, ANN, call(ago(13), "ann"))
    assert [row.score for row in await contacts(database, NOW + 2 * DAY)] != []
    assert await contacts(database, NOW + 7 * DAY + 1) == []
