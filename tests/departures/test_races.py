"""Two who decide at once: one does, the other is told what was decided."""

import asyncio
import os
from collections import Counter

from graph.cases import case_id
from graph.database import Database
from graph.errors import Conflict
from tests.departures.world import (
    ACME,
    ANN,
    ASK,
    BEN,
    WORLD,
    change,
    id_of,
    notices,
    states,
    thing,
)
from tests.programme.telling import MINUTE, told
from tests.programme.test_races import at_once, broken_chains
from tests.queries.world import DAY, NOW, ago, tell

CASE = case_id(ACME, ANN)
ROUNDS = int(os.environ.get("RAPPORT_RACES", "8"))
LOGO = id_of("Asset", "logo")


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


async def test_a_logo_stops_with_the_last_two_who_allowed_it(database: Database) -> None:
    """Both leave at once: neither may think that the other still carries it."""
    await tell(
        database,
        *WORLD,
        thing("Consent", "by ann", "ann", "acme", acts=["logo"], since=ago(300)),
        thing("Consent", "by ben", "ben", "acme", acts=["logo"], since=ago(300)),
        thing("Asset", "logo", None, "acme", title="Logo", kind="logo", state="published"),
    )
    cases = [case_id(ACME, who) for who in (ANN, BEN)]
    for turn in range(ROUNDS):
        now = NOW + turn * 10_000
        await asyncio.gather(*(change(database, "departure_confirm", now, id=id_) for id_ in cases))
        assert (await states(database))[LOGO] == "in_approval"
        for late, id_ in enumerate(cases, start=1):
            await change(database, "departure_undo", now + late * 1000, id=id_)
        assert (await states(database))[LOGO] == "published"
    assert await broken_chains(database) == []


async def test_a_consent_that_is_taken_back_while_its_giver_leaves(database: Database) -> None:
    """It ends once for each, one after the other, and stays taken back."""
    await tell(database, *WORLD)
    for turn in range(ROUNDS):
        now = NOW + turn * 10_000
        given = await change(
            database, "consent_grant", now, person=ANN, account=ACME, acts=["quote"]
        )
        await asyncio.gather(
            change(database, "departure_confirm", now + 1, id=CASE),
            change(database, "consent_revoke", now + 1, id=given.id),
        )
        await change(database, "departure_undo", now + 1000, id=CASE)
        assert (await states(database))[given.id] == "ended"
    assert await broken_chains(database) == []


async def test_inviting_confirming_and_resolving_at_once(database: Database) -> None:
    """Whatever comes first, nobody who left is held for anything in the end."""
    programme = await told(database)
    programme.actor = "key_cass"
    for turn in range(ROUNDS):
        ask = await programme.ask("ask_approve", act="quote")
        at = programme.now + MINUTE
        decided = await at_once(
            programme.make_at(at, "ask_invite", id=ask),
            programme.make_at(at, "departure_confirm", person=ANN, account=ACME),
            programme.make_at(at, "departure_resolve", person=ANN, account=ACME, successor=BEN),
        )
        assert sum(isinstance(one, str) for one in decided[1:]) >= 1, turn
        assert await programme.state("Ask", ask) == "cancelled"
        undone = at + MINUTE
        for _ in [one for one in decided[1:] if isinstance(one, str)]:
            await programme.make_at(undone, "departure_undo", person=ANN, account=ACME)
            undone += MINUTE
        wanted = "approved" if isinstance(decided[0], Conflict) else "invited"
        assert await programme.state("Ask", ask) == wanted
        programme.now = undone + 200 * DAY
        await programme.make("ask_cancel", id=ask) if wanted == "approved" else None
    assert await broken_chains(database) == []


async def test_taking_back_while_the_successor_is_approved(database: Database) -> None:
    """The ask of the successor goes on or is cancelled; it is never both."""
    await tell(database, *WORLD)
    for turn in range(ROUNDS):
        now = NOW + turn * 100_000
        before = set(await states(database))
        await change(database, "departure_resolve", now, id=CASE, successor=BEN, asks=[ASK])
        (ask,) = set(await states(database)) - before
        outcomes = await at_once(
            change(database, "departure_undo", now + 1000, id=CASE),
            change(database, "ask_approve", now + 1000, id=ask),
        )
        approved = not isinstance(outcomes[1], Conflict)
        assert (await states(database))[ask] == ("approved" if approved else "cancelled")
        if approved:
            await change(database, "ask_cancel", now + 2000, id=ask)
    assert await broken_chains(database) == []
