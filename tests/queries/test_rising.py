"""Rising advocates, told of Ann of Acme, who talks to us more than she did."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.rising import RISING_ADVOCATES, RisingAdvocate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    asset,
    benefit,
    call,
    consent,
    names,
    person,
    reading,
    teammate,
    tell,
    webinar,
)

ACME = (teammate("tess"), account("acme"))
ANN = person("ann", "acme")
CALLS = (call(ago(1), "ann"), call(ago(30), "ann"), call(ago(40), "ann"))


async def rising(database: Database, as_of: Millis = NOW) -> list[RisingAdvocate]:
    parameters = RISING_ADVOCATES.parameters(as_of=as_of)
    return (await ask(database, RISING_ADVOCATES, parameters)).rows


async def test_she_became_active(database: Database) -> None:
    await tell(database, *ACME, ANN, *CALLS, reading("ann", ago(3), score=0.7))
    (row,) = await rising(database)
    assert (await names(database))[row.person] == "ann"
    assert (row.touches, row.touches_before, row.last_touch_at, row.mood) == (
        2,
        1,
        ago(1),
        "delighted",
    )
    assert row.because == (
        "Ann at Acme took part in 2 touches within 30 days and in 1 in the 30 before, "
        "and is not in the programme; delighted."
    )
    assert await rising(database, ago(2)) == []


@pytest.mark.parametrize(
    "what",
    [
        (ANN, call(ago(1), "ann"), call(ago(31), "ann")),
        (ANN, *CALLS, call(ago(45), "ann")),
        (ANN, call(ago(1), "ann"), webinar(ago(2), "ann")),
        (ANN, *CALLS, consent("ann", "quote", until=ago(50))),
        (ANN, *CALLS, ask_of("ann", "acme", "quote", ago(400), "declined", decided_at=ago(399))),
        (ANN, *CALLS, asset("ann", ago(400))),
        (ANN, *CALLS, benefit("ann", ago(400))),
        (ANN, *CALLS, reading("ann", ago(3), score=-0.3)),
        (ANN, *CALLS, reading("ann", ago(3), "nps", raw=5)),
        (person("ann", "acme", opted_out=True), *CALLS),
        (person("ann", "acme", left=True, modified_at=ago(0.5)), *CALLS),
    ],
)
async def test_she_did_not_or_is_in_the_programme(
    database: Database, what: tuple[Statement, ...]
) -> None:
    await tell(database, *ACME, *what)
    found: list[Any] = await rising(database)
    assert found == []
