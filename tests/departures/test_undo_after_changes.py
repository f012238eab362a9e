"""Taking a departure back after other things were decided: only what still may go on does."""

import pytest

from graph.cases import case_id
from graph.database import Database
from graph.errors import BadInput
from tests.departures.world import (
    ACME,
    ANN,
    ASK,
    BEN,
    BOLT,
    PRAISE,
    WIDE,
    WORLD,
    change,
    id_of,
    states,
)
from tests.queries.world import DAY, NOW, SECOND, ago, ask_of, role, tell

CASE = case_id(ACME, ANN)
STORIES = id_of("AdvocacyRequest", "stories")
LATER = NOW + DAY


async def kept_by(database: Database, decision: str) -> list[str]:
    """What went on otherwise, as the decision that was taken back tells."""
    (row,) = await database.read(
        "tests.kept", "MATCH (d:Decision {id: $id}) RETURN d.unrestored AS kept", {"id": decision}
    )
    return list(row["kept"])


async def test_nobody_is_held_for_two_things_at_once(database: Database) -> None:
    """She left two employers, one after the other; both are taken back, the first one first."""
    await tell(database, *WORLD, role("ann", "bolt", "influencer", since=ago(40)))
    await change(database, "departure_confirm", id=CASE)
    quote = ask_of("ann", "bolt", "quote", NOW + SECOND, "invited")
    await tell(database, quote, taken_at=NOW + 2 * SECOND)
    at_bolt = case_id(BOLT, ANN)
    await change(database, "departure_confirm", NOW + 3 * SECOND, id=at_bolt)
    await change(database, "departure_undo", LATER, id=CASE)
    second = await change(database, "departure_undo", LATER + SECOND, id=at_bolt)
    stands = await states(database)
    assert (stands[ASK], stands[id_of("Ask", f"ann-quote-{NOW + SECOND}")]) == (
        "accepted",
        "cancelled",
    )
    assert await kept_by(database, second.id) == [
        "The quote asked of Ann stays cancelled: something else is being asked of them by now."
    ]


@pytest.mark.parametrize(
    ("name", "state"),
    [("advocacy_request_cancel", "cancelled"), ("advocacy_request_give_up", "unfulfilled")],
)
async def test_an_ask_stays_stopped_with_its_request(
    database: Database, name: str, state: str
) -> None:
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    await change(database, name, NOW + SECOND, id=STORIES)
    undone = await change(database, "departure_undo", LATER, id=CASE)
    stands = await states(database)
    assert (stands[ASK], stands[WIDE], stands[PRAISE]) == ("cancelled", "in_force", "published")
    assert await kept_by(database, undone.id) == [
        f"The case study asked of Ann stays cancelled: its request is {state} by now."
    ]


async def test_words_that_nobody_approved_are_not_published(database: Database) -> None:
    """While it waited for approval somebody wrote it anew."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    await change(database, "asset_upsert", NOW + SECOND, id=PRAISE, text="The best of all.")
    undone = await change(database, "departure_undo", LATER, id=CASE)
    assert (await states(database))[PRAISE] == "in_approval"
    assert await kept_by(database, undone.id) == [
        "“Praise” was changed since and stays in approval."
    ]


async def test_what_is_not_wanted_any_more_is_not_offered(database: Database) -> None:
    """Of asks whose request ended, and for which the successor is thought of already."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    proposed = await change(
        database, "ask_propose", NOW + 1, person=BEN, account=ACME, request=STORIES
    )
    for end in (None, "advocacy_request_cancel"):
        if end is not None:
            await change(database, "ask_cancel", NOW + 2, id=proposed.id)
            await change(database, end, NOW + SECOND, id=STORIES)
        with pytest.raises(BadInput, match="not theirs to take over; there are: none") as refused:
            await change(database, "departure_resolve", LATER, id=CASE, successor=BEN, asks=[ASK])
        assert refused.value.field == "asks"


async def test_a_request_looks_again_when_a_successor_is_proposed(database: Database) -> None:
    """Somebody else had declined meanwhile, so that it had shown that."""
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    cleo = id_of("Person", "cleo")
    other = await change(
        database, "ask_propose", NOW + 1, person=cleo, account=ACME, request=STORIES
    )
    await change(database, "ask_decline_by_owner", NOW + 2, id=other.id)

    async def stands() -> str:
        (row,) = await database.read(
            "tests.request",
            "MATCH (r:AdvocacyRequest {id: $id}) RETURN r.state AS state",
            {"id": STORIES},
        )
        return str(row["state"])

    assert await stands() == "declined_by_owner"
    await change(database, "departure_resolve", LATER, id=CASE, successor=BEN, asks=[ASK])
    assert await stands() == "matching"
