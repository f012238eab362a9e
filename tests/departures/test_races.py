"""Two who decide at once: one does, the other is told what was decided."""

import asyncio
from collections import Counter

from graph.cases import case_id
from graph.database import Database
from graph.errors import Conflict
from tests.departures.world import ACME, ANN, ASK, BEN, WORLD, change, notices, states
from tests.queries.world import NOW, tell

CASE = case_id(ACME, ANN)
ROUNDS = 8


async def test_nobody_goes_on_with_an_ask_that_is_being_stopped(database: Database) -> None:
    """Whoever schedules it comes before the decision, which cancels it, or is refused after it."""
    await tell(database, *WORLD)
    for turn in range(ROUNDS):
        now = NOW + turn * 1000

        async def schedule(now: int = now) -> str:
            try:
                await change(database, "ask_schedule", now, id=ASK, scheduled_at=now + 1)
            except Conflict:
                return "refused"
            return "scheduled"

        _, scheduled = await asyncio.gather(
            change(database, "departure_confirm", now, id=CASE), schedule()
        )
        assert (await states(database))[ASK] == "cancelled"
        steps = await database.read(
            "tests.steps",
            "MATCH (s:Step)-[:STEP_OF]->(:Ask {id: $id}) WHERE s.at >= $now "
            "RETURN s.state AS state ORDER BY s.at",
            {"id": ASK, "now": now},
        )
        went = ["scheduled"] if scheduled == "scheduled" else []
        assert [step["state"] for step in steps] == [*went, "cancelled"]
        await change(database, "departure_undo", now + 500, id=CASE)


async def test_one_of_several_decides(database: Database) -> None:
    """Round after round; what one stopped is stopped once, what one put back is put back."""
    await tell(database, *WORLD)
    stood = await states(database)
    for turn in range(ROUNDS):
        now = NOW + turn * 1000

        async def decide(name: str, now: int = now, **given: object) -> str:
            try:
                await change(database, name, now, id=CASE, **given)
            except Conflict:
                return "refused"
            return name

        made = await asyncio.gather(
            *(decide("departure_confirm") for _ in range(3)),
            decide("departure_resolve", successor=BEN),
        )
        confirmed = Counter(made)
        # Whoever resolves may come after who confirmed; nobody decides after that.
        assert confirmed["departure_confirm"] <= 1
        assert confirmed["departure_confirm"] + confirmed["departure_resolve"] >= 1
        assert (await states(database))[ASK] == "cancelled"
        undone = Counter(
            await asyncio.gather(*(decide("departure_undo", now + 500 + n) for n in range(4)))
        )
        decided = confirmed["departure_confirm"] + confirmed["departure_resolve"]
        assert undone == {"departure_undo": decided, "refused": 4 - decided}
        stands = await states(database)
        assert {id_: stands[id_] for id_ in stood if stood[id_] is not None} == {
            id_: state for id_, state in stood.items() if state is not None
        }
    stopped = [about for kind, about, *_ in await notices(database) if kind == "ask_stopped"]
    assert set(stopped) == {ASK}
