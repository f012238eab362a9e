"""Inviting holds the person: what stands in the way, who comes first, and when a hold lapses."""

import asyncio
from collections.abc import Sequence

import pytest

from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.changes.lapses import Lapses, expire_lapsed
from graph.database import Database
from graph.errors import BadInput, Conflict
from graph.statement import Statement
from queries.advocacy.references import REFERENCE_CANDIDATES
from queries.catalogue import ask as answer
from queries.rules.blockers import BlockerCode
from tests.programme.telling import ACME, ANN, BEN, MINUTE, Programme, told
from tests.queries.world import (
    DAY,
    account,
    ago,
    ask_of,
    consent,
    day,
    escalation,
    person,
    reading,
    tell,
)

ROUNDS = 10


@pytest.fixture
async def programme(database: Database) -> Programme:
    return await told(database)


async def test_whoever_is_invited_is_held(programme: Programme) -> None:
    """Nobody else may invite them meanwhile, and learns by whom they are held, and until when."""
    first = await programme.ask("ask_approve", "ask_invite", act="quote")
    held_until = programme.now + 14 * DAY
    assert (await programme.one("Ask", first))["reserved_until"] == held_until
    second = await programme.ask("ask_approve", request=await programme.request(act="logo"))
    with pytest.raises(Conflict) as refused:
        await programme.make("ask_invite", id=second)
    assert refused.value.field == "id"
    assert refused.value.message == (
        "Ann is being asked for a quote by mara, and held until 2026-06-29 12:03 UTC. "
        "Besides: asked not long ago (until 2026-07-15)."
    )
    assert await programme.state("Ask", second) == "approved"


async def test_the_hold_goes_on_with_the_ask_and_ends_with_it(programme: Programme) -> None:
    ask = await programme.ask("ask_approve", "ask_invite", act="quote")
    await programme.make("ask_accept", id=ask)
    assert (await programme.one("Ask", ask))["reserved_until"] == programme.now + 14 * DAY
    call_at = programme.now + 30 * DAY
    await programme.make("ask_schedule", id=ask, scheduled_at=call_at)
    assert (await programme.one("Ask", ask))["reserved_until"] == call_at + 14 * DAY
    held = await _blockers_of_ann(programme)
    assert held["PENDING_ELSEWHERE"] == day(44)
    await programme.make("ask_miss", id=ask, missed_by="prospect")
    assert await _blockers_of_ann(programme) == {}


async def test_how_long_may_be_said(programme: Programme) -> None:
    ask = await programme.ask("ask_approve", act="quote")
    for until in (programme.now, programme.now + 91 * DAY):
        with pytest.raises(BadInput, match="held for 90 days at most"):
            await programme.make("ask_invite", id=ask, reserved_until=until)
    until = programme.now + 3 * DAY
    await programme.make("ask_invite", id=ask, reserved_until=until)
    assert (await programme.one("Ask", ask))["reserved_until"] == until


# --- what stands in the way


@pytest.mark.parametrize(
    ("facts", "act", "code"),
    [
        ([], "speaking", "NO_CONSENT"),
        ([consent("ann", "review", until=ago(1))], "speaking", "NO_CONSENT"),
        ([consent("ann", "speaking", until=ago(1))], "speaking", "CONSENT_EXPIRED"),
        ([consent("ann", "speaking", channels=["print"])], "speaking", "CONSENT_SCOPE"),
        (
            [person("ann", "acme", "champion", opted_out=True, modified_at=ago(1))],
            *("quote", "OPTED_OUT"),
        ),
        ([ask_of("ann", "acme", "logo", ago(20), "cancelled")], "quote", "COOLDOWN"),
        (
            [ask_of("ann", "acme", "logo", ago(days), "cancelled") for days in (40, 80, 120)],
            *("quote", "CAP_PERSON"),
        ),
        (
            [ask_of("ben", "acme", "logo", ago(days), "cancelled") for days in range(40, 100, 10)],
            *("quote", "CAP_ACCOUNT"),
        ),
        ([escalation("acme", ago(3), priority="High")], "quote", "OPEN_ESCALATION"),
        (
            [account("acme", renewal_on=day(30))],
            *("quote", "RENEWAL_WINDOW"),
        ),
        ([reading("ann", ago(3), score=-0.9)], "quote", "DETRACTOR"),
        (
            [person("ann", "acme", "champion", left=True, modified_at=ago(1))],
            *("quote", "PERSON_DEPARTED"),
        ),
        (
            [person("ann", "acme", "champion", hold_until=day(9), modified_at=ago(1))],
            *("quote", "OWNER_HOLD"),
        ),
        (
            [account("acme", competitors=["initech.example"])],
            *("quote", "COMPETITOR_OF_PROSPECT"),
        ),
        ([ask_of("ann", "acme", "logo", ago(40), "accepted")], "quote", "PENDING_ELSEWHERE"),
        ([person("ann", "acme", "champion")], "case_study", "LADDER"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isupper() else "",
)
async def test_every_blocker_stands_in_the_way_of_inviting(
    database: Database, facts: Sequence[Statement], act: str, code: str
) -> None:
    programme = await told(database)
    if code == "LADDER":
        done = ask_of("ann", "acme", "quote", ago(400), "declined", decided_at=ago(390))
        await tell(database, done, taken_at=ago(-1))
    await tell(database, *facts, taken_at=ago(-1))
    request = await programme.request(act=act, channel="web", prospect_domain="initech.example")
    ask = await programme.ask("ask_approve", request=request)
    with pytest.raises(Conflict) as refused:
        await programme.make("ask_invite", id=ask)
    assert await programme.state("Ask", ask) == "approved"
    if code in ("OPTED_OUT", "PENDING_ELSEWHERE"):
        with pytest.raises(BadInput, match=f"{code} cannot be overridden by anybody"):
            await programme.make("ask_override", id=ask, blockers=[code], reason="please")
        return
    await programme.make("ask_override", id=ask, blockers=list(_CODES), reason="her idea")
    await programme.make("ask_invite", id=ask)
    shown = await programme.one("Ask", ask)
    assert (shown["state"], shown["override_reason"], shown["overridden_by"]) == (
        *("invited", "her idea"),
        "mara",
    )
    assert code in shown["overrides"]
    assert refused.value.message.startswith(f"Ann may not be asked for a {act.replace('_', ' ')}")


_CODES = tuple(c for c in BlockerCode if c not in ("OPTED_OUT", "PENDING_ELSEWHERE"))


async def test_only_what_was_overridden_is_passed_over(programme: Programme) -> None:
    """What comes up afterwards stands in the way."""
    ask = await programme.ask("ask_approve", act="speaking")
    await programme.make("ask_override", id=ask, blockers=["NO_CONSENT"], reason="asks for it")
    with pytest.raises(Conflict, match="the consent in force is for another act"):
        await programme.make("ask_invite", id=ask)
    blockers = ["NO_CONSENT", "CONSENT_SCOPE"]
    await programme.make("ask_override", id=ask, blockers=blockers, reason="asks for it")
    await programme.make("escalation_upsert", account=ACME, priority="Urgent", subject="down")
    with pytest.raises(Conflict, match="Acme has 1 open urgent case"):
        await programme.make("ask_invite", id=ask)


async def test_nobody_is_invited_without_the_rules(programme: Programme) -> None:
    """Whoever writes to the graph by another way than the API's finds the door shut."""
    ask = await programme.ask("ask_approve", act="quote")
    with pytest.raises(ValueError, match="needs the rules"):
        await make(
            programme.database,
            CHANGES["ask_invite"],
            {"id": ask},
            Author("mara"),
            programme.now,
            "fresh",
        )
    assert await programme.state("Ask", ask) == "approved"


async def _blockers_of_ann(programme: Programme) -> dict[str, str | None]:
    parameters = REFERENCE_CANDIDATES.parameters(
        as_of=programme.now, act="quote", include_blocked=True
    )
    rows = (await answer(programme.database, REFERENCE_CANDIDATES, parameters)).rows
    return {b.code.value: b.lifts_on for row in rows if row.person == ANN for b in row.blockers}


# --- races


async def test_of_two_who_race_for_one_person_exactly_one_wins(programme: Programme) -> None:
    """And the other learns who did, whatever their clocks say."""
    for number in range(ROUNDS):
        asks = [
            await programme.ask("ask_approve", act="quote", person=BEN if number % 2 else ANN)
            for _ in range(3)
        ]
        now = programme.now + MINUTE
        outcomes = await asyncio.gather(
            *(
                programme.make_at(now - number * 7 * skew, "ask_invite", id=ask)
                for skew, ask in enumerate(asks)
            ),
            return_exceptions=True,
        )
        lost = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        states = [await programme.state("Ask", ask) for ask in asks]
        assert sorted(states) == ["approved", "approved", "invited"]
        assert len(lost) == 2
        for refusal in lost:
            assert isinstance(refusal, Conflict)
            assert "is being asked for a quote by mara, and held until 20" in refusal.message
        programme.now += 200 * DAY
        for ask in asks:
            if await programme.state("Ask", ask) == "approved":
                await programme.make("ask_cancel", id=ask)


async def test_the_account_is_not_asked_more_often_than_it_may_be(programme: Programme) -> None:
    """Of two people of one account, when one more ask is allowed there."""
    asked = [ask_of("dora", "acme", "logo", ago(days), "cancelled") for days in range(40, 90, 10)]
    await tell(programme.database, person("dora", "acme"), *asked, taken_at=ago(-1))
    asks = [await programme.ask("ask_approve", act="quote", person=who) for who in (ANN, BEN)]
    outcomes = await asyncio.gather(
        *(programme.make_at(programme.now + MINUTE, "ask_invite", id=ask) for ask in asks),
        return_exceptions=True,
    )
    (refusal,) = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(refusal, Conflict)
    assert "Acme was asked 6 times in 180 days" in refusal.message


async def test_of_two_steps_of_one_ask_one_is_taken(programme: Programme) -> None:
    """Accepted or cancelled, and never both."""
    for _ in range(ROUNDS):
        ask = await programme.ask("ask_approve", act="quote")
        at = programme.now + MINUTE
        outcomes = await asyncio.gather(
            programme.make_at(at, "ask_decline_by_owner", id=ask),
            programme.make_at(at, "ask_cancel", id=ask),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
        assert len(await programme.steps("Ask", ask)) == 3


# --- lapses


async def test_a_reservation_lapses(programme: Programme) -> None:
    """From then on everybody is told so; when somebody looks it is written down, once."""
    request = await programme.request()
    ask = await programme.ask("ask_approve", "ask_invite", request=request)
    invited_at = programme.now
    programme.now = invited_at + 14 * DAY
    assert (await _blockers_of_ann(programme)) == {"COOLDOWN": day(30)}
    with pytest.raises(Conflict, match="This ask is expired"):
        await programme.make_at(programme.now, "ask_accept", id=ask)
    assert await expire_lapsed(programme.database, programme.now - 1) == Lapses(0, 0)
    assert await expire_lapsed(programme.database, programme.now + DAY) == Lapses(1, 0)
    assert await expire_lapsed(programme.database, programme.now + 2 * DAY) == Lapses(0, 0)
    shown = await programme.one("Ask", ask)
    assert (shown["state"], shown["ended_at"]) == ("expired", invited_at + 14 * DAY)
    assert await programme.state("AdvocacyRequest", request) == "matching"
    lapses = [notice for notice in await programme.notices() if notice[0] == "reservation_lapsed"]
    assert lapses[0][1:] == (
        "Ann of Acme, quote for “Initech”: the reservation lapsed; they are not held any more.",
        lapses[0][2],
    )
    assert sorted(lapses[0][2]) == ["Mara", "Tess"]


async def test_what_a_source_reserved_lapses_too(programme: Programme) -> None:
    asked = ask_of("ann", "acme", "logo", ago(40), reserved_until=ago(26))
    await tell(programme.database, asked, taken_at=ago(-1))
    assert await expire_lapsed(programme.database, programme.now) == Lapses(1, 0)


async def test_a_request_expires_when_its_day_has_passed(programme: Programme) -> None:
    """Unless somebody has agreed."""
    late = await programme.request(needed_on=day(1))
    ask = await programme.ask("ask_approve", "ask_invite", request=late)
    agreed = await programme.request(needed_on=day(1))
    await programme.ask("ask_approve", "ask_invite", "ask_accept", request=agreed, person=BEN)
    assert await expire_lapsed(programme.database, programme.now + DAY) == Lapses(0, 0)
    assert await expire_lapsed(programme.database, programme.now + 2 * DAY) == Lapses(0, 1)
    assert await programme.state("AdvocacyRequest", late) == "expired"
    assert (await programme.steps("Ask", ask))[-1].startswith("cancelled (it was needed by 2026")
    assert await programme.state("AdvocacyRequest", agreed) == "accepted"
