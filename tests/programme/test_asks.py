"""A request of Mara's from the draft to the feedback, and every way it may end before."""

from typing import Any

import pytest

from graph.audit import read_audit
from graph.database import Database
from graph.errors import BadInput, Conflict, NotFound, RapportError
from tests.programme.telling import ACME, ANN, BEN, BOLT, CLEO, MARA, MINUTE, TESS, Programme, told


@pytest.fixture
async def programme(database: Database) -> Programme:
    return await told(database)


async def test_a_request_comes_to_its_end(programme: Programme) -> None:
    """Proposed, approved by the owner, invited, accepted, done: and the request with it."""
    request = await programme.request(title="Initech’s deal", act="reference_call")
    ask = await programme.ask(
        "ask_submit", "ask_approve", "ask_invite", "ask_accept", request=request
    )
    slots = ["2026-06-16T14:00Z", "2026-06-17T09:00Z"]
    await programme.make("ask_offer_slots", id=ask, slots=slots)
    call_at = 1_781_618_400_000
    await programme.make("ask_schedule", id=ask, scheduled_at=call_at)
    with pytest.raises(BadInput, match="yet to come"):
        await programme.make("ask_complete", id=ask)
    programme.now = call_at + 60 * MINUTE
    await programme.make("ask_complete", id=ask, teammates=[TESS], benefit="gift")
    assert await programme.steps("Ask", ask) == [
        *("proposed", "owner_approval", "approved", "invited", "accepted", "scheduled"),
        "completed",
    ]
    assert await programme.steps("AdvocacyRequest", request) == [
        *("draft", "submitted", "matching", "owner_approval", "invited", "accepted", "scheduled"),
        "completed",
    ]
    await programme.make("ask_feedback", id=ask, advocate_rating=5)
    assert await programme.state("AdvocacyRequest", request) == "completed"
    await programme.make("ask_feedback", id=ask, prospect_feedback="She convinced us.")
    assert await programme.state("AdvocacyRequest", request) == "feedback"

    (touch,) = await programme.database.read(
        "tests.touch",
        "MATCH (t:Touchpoint)-[:CONCERNS]->(a:Account) MATCH (n)-[p:TOOK_PART]->(t) "
        "RETURN t.at AS at, t.channel AS channel, t.purpose AS purpose, t.status AS status, "
        "a.id AS account, collect(n.id + ' ' + p.part) AS parts",
    )
    assert touch.pop("parts").sort() is None
    assert touch == {
        "at": call_at,
        "channel": "call",
        "purpose": "advocacy",
        "status": "held",
        "account": ACME,
    }
    (benefit,) = await programme.database.read(
        "tests.benefit",
        "MATCH (p:Person)-[:RECEIVED]->(b:Benefit)-[:IN_RETURN_FOR]->(k:Ask) "
        "RETURN b.id AS id, b.kind AS kind, b.text AS text, b.at AS at, p.id AS person, "
        "k.id AS ask",
    )
    offered = benefit.pop("id")
    assert benefit == {
        "kind": "gift",
        "text": "For the reference call",
        "at": None,
        "person": ANN,
        "ask": ask,
    }
    await programme.make("benefit_record", id=offered)
    assert (await programme.one("Benefit", offered))["at"] == programme.now


async def test_those_who_wait_for_it_are_told(programme: Programme) -> None:
    """The account's owner whether they approve, and who asked of every step after."""
    ask = await programme.ask("ask_submit")
    await programme.make("ask_decline_by_owner", id=ask, reason="renewal talks")
    assert [n for n in await programme.notices() if n[0] != "request_changed" or ":" in n[1]] == [
        (
            "approval_needed",
            "Ann of Acme, quote for “Initech”: may we ask? Approve it or decline it.",
            ["Tess"],
        ),
        (
            "request_changed",
            "Ann of Acme, quote for “Initech”: declined by owner.",
            ["Mara"],
        ),
    ]


@pytest.mark.parametrize(
    ("changes", "last", "ask_state", "request_state"),
    [
        (("ask_submit",), "ask_decline_by_owner", "declined_by_owner", "declined_by_owner"),
        (("ask_approve",), "ask_decline_by_owner", "declined_by_owner", "declined_by_owner"),
        (("ask_approve", "ask_invite"), "ask_decline", "declined", "declined_by_advocate"),
        (
            ("ask_approve", "ask_invite", "ask_accept", "ask_schedule"),
            "ask_miss",
            "missed_by_prospect",
            "missed",
        ),
        (("ask_approve", "ask_invite"), "ask_cancel", "cancelled", "matching"),
    ],
)
async def test_every_other_end(
    programme: Programme, changes: tuple[str, ...], last: str, ask_state: str, request_state: str
) -> None:
    """And after any of them somebody else may be thought of."""
    request = await programme.request()
    ask = await programme.ask(*changes, last, request=request)
    assert await programme.state("Ask", ask) == ask_state
    assert await programme.state("AdvocacyRequest", request) == request_state
    await programme.ask("ask_submit", request=request, person=BEN)
    assert await programme.state("AdvocacyRequest", request) == "owner_approval"


async def test_what_ends_a_request_ends_its_asks(programme: Programme) -> None:
    request = await programme.request()
    ann = await programme.ask("ask_approve", "ask_invite", request=request)
    ben = await programme.ask("ask_submit", "ask_decline_by_owner", request=request, person=BEN)
    await programme.make("advocacy_request_cancel", id=request, reason="the deal is lost")
    assert (await programme.steps("AdvocacyRequest", request))[-1] == "cancelled (the deal is lost)"
    assert (await programme.steps("Ask", ann))[-1] == "cancelled (the deal is lost)"
    assert await programme.state("Ask", ben) == "declined_by_owner"
    for change in ("ask_accept", "ask_cancel"):
        with pytest.raises(Conflict, match="This ask is cancelled"):
            await programme.make(change, id=ann)
    with pytest.raises(Conflict, match="This request is cancelled: people are proposed while"):
        await programme.ask(request=request, person=CLEO, account=BOLT)
    told = [text for _, text, _ in await programme.notices()]
    assert "“Initech” is cancelled." in told
    assert not any("the deal is lost" in text for text in told)


async def test_a_request_for_several(programme: Programme) -> None:
    """It is completed when as many did it as were needed; that number may change."""
    request = await programme.request(how_many=2)
    done = ("ask_approve", "ask_invite", "ask_accept", "ask_complete")
    await programme.ask(*done, request=request)
    assert await programme.state("AdvocacyRequest", request) == "matching"
    await programme.make("advocacy_request_update", id=request, how_many=1)
    assert await programme.state("AdvocacyRequest", request) == "completed"


@pytest.mark.parametrize(
    ("change", "values", "error", "field"),
    [
        ("ask_propose", {"person": ANN, "account": ACME}, BadInput, "act"),
        ("ask_propose", {"person": ANN, "account": BOLT, "act": "quote"}, BadInput, "account"),
        ("ask_propose", {"person": ACME, "account": ACME, "act": "quote"}, NotFound, "person"),
        ("ask_accept", {"id": "ask_00000000000000000000"}, NotFound, "id"),
        ("advocacy_request_submit", {"id": "req_00000000000000000000"}, NotFound, "id"),
        (
            "advocacy_request_create",
            {
                "title": "x",
                "act": "quote",
                "requester": MARA,
                "min_employees": 9,
                "max_employees": 3,
            },
            BadInput,
            "max_employees",
        ),
        (
            "advocacy_request_create",
            {"title": "x", "act": "quote", "requester": MARA, "how_many": 0},
            BadInput,
            "how_many",
        ),
    ],
)
async def test_what_cannot_be_is_refused(
    programme: Programme,
    change: str,
    values: dict[str, Any],
    error: type[RapportError],
    field: str,
) -> None:
    with pytest.raises(error) as refused:
        await programme.make(change, **values)
    assert refused.value.field == field


async def test_nobody_is_thought_of_twice_for_one_request(programme: Programme) -> None:
    request = await programme.request()
    ask = await programme.ask(request=request)
    with pytest.raises(Conflict, match="is thought of for the request already"):
        await programme.ask(request=request)
    await programme.make("ask_cancel", id=ask)
    await programme.ask(request=request)


async def test_slots(programme: Programme) -> None:
    """They lie ahead, and what is scheduled is one of them."""
    ask = await programme.ask("ask_approve", "ask_invite", "ask_accept")
    for slots in (["2026-06-01T09:00Z"], ["2026-02-30T09:00Z"], ["tomorrow"], []):
        with pytest.raises(BadInput) as refused:
            await programme.make("ask_offer_slots", id=ask, slots=slots)
        assert refused.value.field == "slots"
    await programme.make("ask_offer_slots", id=ask, slots=["2026-07-01T09:00Z"])
    with pytest.raises(BadInput, match="Choose one of the slots offered: 2026-07-01T09:00Z"):
        await programme.make("ask_schedule", id=ask, scheduled_at=programme.now)


async def test_the_same_key_makes_a_step_once(programme: Programme) -> None:
    """With another body it is a conflict; and a step that was refused may be tried again."""
    ask = await programme.ask("ask_approve")
    at = programme.now + MINUTE
    for _ in range(2):
        made = await programme.make_at(at, "ask_invite", "once", id=ask, reason="fits")
        assert made == ask
    assert (await programme.steps("Ask", ask)).count("invited (fits)") == 1
    with pytest.raises(Conflict, match="idempotency key was used for another change"):
        await programme.make_at(at, "ask_invite", "once", id=ask, reason="really fits")
    with pytest.raises(Conflict, match="idempotency key was used for another change"):
        await programme.make_at(at, "ask_accept", "once", id=ask, reason="fits")
    with pytest.raises(Conflict, match="This ask is invited"):
        await programme.make_at(at, "ask_schedule", "twice", id=ask, scheduled_at=at)
    await programme.make_at(at, "ask_accept", "thrice", id=ask)
    await programme.make_at(at + 1, "ask_schedule", "twice", id=ask, scheduled_at=at)


async def test_every_step_leaves_its_entry(programme: Programme) -> None:
    ask = await programme.ask("ask_submit", "ask_approve", "ask_invite")
    entries = await read_audit(programme.database)
    assert [(e.action, e.target == ask) for e in entries if e.action.startswith("ask")] == [
        ("ask_invite", True),
        ("ask_approve", True),
        ("ask_submit", True),
        ("ask_propose", True),
    ]
