"""What was done here with an ask of another source, and what that source says of it next."""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.model import Millis
from graph.programme.asks import asks_then
from graph.programme.transitions import OPEN
from graph.statement import Value
from queries.catalogue import gather
from queries.parameters import Parameters
from queries.rules.asks import asks_of
from tests.programme.telling import ANN, Programme, id_of, told
from tests.queries.world import ago, ask_of, tell

ASKED = ask_of("ann", "acme", "logo", ago(40), "invited", reserved_until=ago(-20))
ASK = id_of("Ask", f"ann-logo-{ago(40)}")


@pytest.fixture
async def programme(database: Database) -> Programme:
    made = await told(database)
    await tell(database, replace(ASKED, modified_at=ago(39)), taken_at=ago(1))
    return made


async def test_an_export_that_is_older_than_the_step(programme: Programme) -> None:
    await programme.make("ask_accept", id=ASK)
    before = await programme.one("Ask", ASK)
    again = replace(ASKED, values={**ASKED.values, "decided_at": ago(31)}, modified_at=ago(30))
    await tell(programme.database, again, taken_at=ago(-3))
    after = await programme.one("Ask", ASK)
    assert after["modified_at"] == ago(30)
    for name in ("state", "invited_at", "decided_at", "reserved_until"):
        assert after[name] == before[name]
    assert await programme.steps("Ask", ASK) == ["invited", "accepted"]


async def test_an_export_that_is_newer_than_the_step(programme: Programme) -> None:
    """It moves the ask on, by a step of its source's."""
    await programme.make("ask_accept", id=ASK)
    ended: dict[str, Value] = {"state": "completed", "decided_at": ago(30), "ended_at": ago(-2)}
    newer = replace(ASKED, values={**ASKED.values, **ended}, modified_at=ago(-3))
    for _ in range(2):
        await tell(programme.database, newer, taken_at=ago(-4))
    assert await programme.steps("Ask", ASK) == ["invited", "accepted", "completed"]
    shown = await programme.one("Ask", ASK)
    assert (shown["state"], shown["ended_at"]) == ("completed", ago(-2))


async def _stood(programme: Programme, as_of: Millis) -> list[tuple[str, int | None, int | None]]:
    """How the asks of Ann that count stood, and which are open."""
    _, accounts = await gather(
        programme.database, "tests", ("people", "asks", "asks_there"), Parameters(as_of=as_of)
    )
    account = next(a for a in accounts if a.name == "Acme")
    counted = asks_of(account, ANN)
    there_were = asks_then(account.rows_of("asks", ANN), as_of)
    return [
        *((a["state"], a["invited_at"], a["reserved_until"]) for a in counted),
        *((a["id"], None, None) for a in there_were if a["state"] in OPEN),
    ]


@pytest.mark.parametrize(
    "values",
    [
        {"state": "proposed", "invited_at": None},
        {"state": "invited"},
        {"state": "accepted"},
        {"state": "accepted", "decided_at": ago(30)},
        {"state": "scheduled", "decided_at": ago(30)},
    ],
)
async def test_what_is_done_later_changes_nothing_about_the_past(
    database: Database, values: dict[str, str | int | None]
) -> None:
    """Whatever a source had told before."""
    programme = await told(database)
    asked = replace(ASKED, values={**ASKED.values, **values}, modified_at=ago(29))
    await tell(database, asked, taken_at=ago(1))
    moments = [ago(d) for d in (50, 40.5, 40, 39, 30.5, 30, 29.5, 1, 0)]
    before = [await _stood(programme, at) for at in moments]
    await programme.make("ask_cancel", id=ASK)
    assert [await _stood(programme, at) for at in moments] == before
    now = await _stood(programme, programme.now)
    assert (ASK, None, None) not in now
