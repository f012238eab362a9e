"""What is done with an ask, from the proposal to its end: each step, and what comes with it.

Every step locks the request and the ask before it looks where they stand (`locks.py`), is one of
the table (`graph/programme/transitions.py`), and tells whoever waits for it. Inviting is in
`invitation.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph.change import Given, Said, Target, adopt, key_of, own_key, said_by, say
from graph.changes.locks import lock
from graph.changes.notices import Notice, tell
from graph.changes.records import text
from graph.changes.steps import Step, follow, take_steps
from graph.database import Transaction
from graph.errors import BadInput, Conflict, NotFound
from graph.ids import id_from
from graph.model import CATALOGUE, Millis
from graph.programme.transitions import ASKABLE, OPEN, check_step, held_until, lapsed
from graph.statement import Participant, Statement, Value

NEVER_OVERRIDDEN = ("OPTED_OUT", "PENDING_ELSEWHERE")
"""What nobody may pass over: a person's own no, and somebody else's turn."""

TALKS = ("in_person", "meeting", "video", "call", "event", "webinar")
"""Channels in which both sides take part; in the others the customer writes."""


@dataclass(frozen=True, slots=True)
class Found:
    """An ask as a change finds it: where it stands, what is known of it and what is around it."""

    id: str
    state: str
    values: Mapping[str, Any]
    around: Mapping[str, Any]

    @property
    def target(self) -> Target:
        """What the change was made to."""
        return Target("Ask", self.id)

    @property
    def who(self) -> str:
        """The person, in a sentence."""
        return str(self.around["person_name"] or "Somebody")

    @property
    def what(self) -> str:
        """The act, in a sentence."""
        return str(self.values["act"]).replace("_", " ")

    @property
    def words(self) -> str:
        """Who was thought of for what."""
        account, title = self.around["account_name"], self.around["title"]
        where = f" of {account}" if account else ""
        return f"{self.who}{where}, {self.what}" + (f" for “{title}”" if title else "")


async def read_ask(tx: Transaction, id_: str, at: Millis) -> Found:
    """The ask as it stands at a moment: expired, where its reservation has lapsed."""
    rows = await tx.run("asks.read", text("read_ask"), {"id": id_})
    if not rows:
        raise NotFound(f"There is no ask {id_}.", "id")
    (row,) = rows
    values = row["ask"]
    over = lapsed(values["state"], values.get("reserved_until"), at)
    return Found(id_, "expired" if over else values["state"], values, row)


async def turn(tx: Transaction, given: Given, change: str) -> Found:
    """The ask that a change was asked for, locked; Conflict unless it may take this step."""
    id_ = str(given.values["id"])
    around = (await read_ask(tx, id_, given.now)).around
    await lock(tx, given.fresh, AdvocacyRequest=around["request"], Ask=id_)
    ask = await read_ask(tx, id_, given.now)
    check_step(change, ask.state)
    return ask


async def step(
    tx: Transaction,
    given: Given,
    ask: Found,
    state: str,
    at: Millis | None = None,
    reserved_until: Millis | None = None,
) -> Target:
    """Take a step, and tell who made the request; the reason stays with the step.

    A notice goes where nobody's rights are looked at, and reasons are written for colleagues.
    """
    reason = given.values.get("reason")
    taken = Step(ask.id, ask.state, state, reason, reserved_until=reserved_until)
    await take_steps(tx, [taken], at or given.now, given.actor)
    told = f"{ask.words}: {state.replace('_', ' ')}."
    requester = ask.around["requester"]
    notice = Notice("request_changed", ask.id, told, (requester,) if requester else ())
    await tell(tx, [notice], at or given.now)
    return ask.target


async def amend(tx: Transaction, ask: str, **values: Any) -> None:
    """Put down more of what is known of an ask."""
    await tx.run("asks.amend", text("amend_ask"), {"id": ask, "values": values})


# --- up to the invitation


async def proposed(tx: Transaction, given: Given) -> Target:
    """Somebody is thought of for an act."""
    person, account = str(given.values["person"]), str(given.values["account"])
    there = await tx.run(
        "asks.affiliation", text("read_affiliation"), {"person": person, "account": account}
    )
    if not there[0]["there"]:
        raise BadInput(f"{there[0]['person']} is nobody of {there[0]['account']}.", "account")
    act = await _act(tx, given)
    key = own_key("Ask", given.fresh)
    values: dict[str, Value] = {"act": act, "state": "proposed", "proposed_at": given.now}
    references = {name: given.ref(name) for name in ("person", "account", "request")}
    statement = said_by("Ask", key, {**values, **references}, given.now)
    target = await say(tx, Said((statement,), Target("Ask", id_from("Ask", key))), given)
    began = Step(target.id, None, "proposed", given.values.get("reason"))
    await take_steps(tx, [began], given.now, given.actor)
    return target


async def _act(tx: Transaction, given: Given) -> str:
    """The act of the request, which must still be looking; else the one given."""
    act, id_ = given.values.get("act"), given.values.get("request")
    if id_ is None:
        if act is None:
            raise BadInput("An ask needs an act, or a request that names one.", "act")
        return str(act)
    await lock(tx, given.fresh, AdvocacyRequest=str(id_))
    rows = await tx.run("asks.request", text("read_request"), {"id": id_, "open": OPEN})
    if not rows:
        raise NotFound(f"There is no request {id_}.", "request")
    (request,) = rows
    if request["state"] not in ASKABLE:
        legal = f"{', '.join(ASKABLE[:-1])} or {ASKABLE[-1]}"
        raise Conflict(
            f"This request is {request['state']}: people are proposed while it is {legal}.",
            "request",
        )
    if any(ask["person"] == given.values["person"] for ask in request["asks"]):
        raise Conflict("This person is thought of for the request already.", "person")
    wanted = request["act"] or act
    if wanted is None or act not in (None, wanted):
        is_for = CATALOGUE[wanted].words if wanted else "an act it does not name"
        raise BadInput(f"The request is for {is_for}.", "act")
    return str(wanted)


async def submitted(tx: Transaction, given: Given) -> Target:
    """The account's owner is asked whether the person may be."""
    ask = await turn(tx, given, "ask_submit")
    steps = [Step(ask.id, ask.state, "owner_approval", given.values.get("reason"))]
    await take_steps(tx, steps, given.now, given.actor)
    around = {"account": ask.around["account"], "at": given.now}
    owners = await tx.run("asks.owners", text("read_owners"), around)
    told = f"{ask.words}: may we ask? Approve it or decline it."
    to = tuple(row["id"] for row in owners)
    await tell(tx, [Notice("approval_needed", ask.id, told, to)], given.now)
    return ask.target


async def approved(tx: Transaction, given: Given) -> Target:
    """The owner lets us ask."""
    return await step(tx, given, await turn(tx, given, "ask_approve"), "approved")


async def declined_by_owner(tx: Transaction, given: Given) -> Target:
    """The owner does not let us ask: the customer hears nothing."""
    ask = await turn(tx, given, "ask_decline_by_owner")
    return await step(tx, given, ask, "declined_by_owner")


async def overridden(tx: Transaction, given: Given) -> Target:
    """The ask goes ahead in spite of these blockers."""
    ask = await turn(tx, given, "ask_override")
    for code in given.values["blockers"]:
        if code in NEVER_OVERRIDDEN:
            raise BadInput(f"{code} cannot be overridden by anybody.", "blockers")
    await amend(
        tx,
        ask.id,
        overrides=sorted(set(given.values["blockers"])),
        override_reason=given.values["reason"],
        overridden_by=given.actor,
    )
    return ask.target


# --- from the answer on


async def accepted(tx: Transaction, given: Given) -> Target:
    """They will do it."""
    ask = await turn(tx, given, "ask_accept")
    return await step(tx, given, ask, "accepted", reserved_until=held_until(given.now))


async def declined(tx: Transaction, given: Given) -> Target:
    """They will not do it."""
    return await step(tx, given, await turn(tx, given, "ask_decline"), "declined")


async def slots_offered(tx: Transaction, given: Given) -> Target:
    """The moments at which they can."""
    ask = await turn(tx, given, "ask_offer_slots")
    slots = sorted(set(given.values["slots"]), key=_moment)
    if not slots or _moment(slots[0]) <= given.now:
        raise BadInput("Slots lie ahead, and there is one at least.", "slots")
    await amend(tx, ask.id, slots=slots)
    return ask.target


async def scheduled(tx: Transaction, given: Given) -> Target:
    """When it takes place: in one of the slots, if any were offered."""
    ask = await turn(tx, given, "ask_schedule")
    when = int(given.values["scheduled_at"])
    slots = ask.values.get("slots") or ()
    if slots and when not in map(_moment, slots):
        raise BadInput(f"Choose one of the slots offered: {', '.join(slots)}.", "scheduled_at")
    await amend(tx, ask.id, scheduled_at=when)
    held = held_until(given.now, when)
    return await step(tx, given, ask, "scheduled", reserved_until=held)


def _moment(slot: str) -> Millis:
    try:
        return int(datetime.fromisoformat(slot).timestamp() * 1000)
    except ValueError:
        raise BadInput(f"{slot} is no moment.", "slots") from None


async def completed(tx: Transaction, given: Given) -> Target:
    """They did it: a touchpoint of theirs, and something to thank them with."""
    ask = await turn(tx, given, "ask_complete")
    when = given.values.get("at")
    if when is None:
        when = ask.values.get("scheduled_at") or given.now
        if when > given.now:
            raise BadInput(
                "It is scheduled for a moment that is yet to come: say when it was.", "at"
            )
    if when > given.now:
        raise BadInput("What is completed lies in the past.", "at")
    person, account = ask.around["person"], ask.around["account"]
    known = {"Person": {person}} | ({"Account": {account}} if account else {})
    await adopt(tx, known)
    said = (_touchpoint(given, ask, when), _benefit(given, ask))
    await say(tx, Said(said, ask.target), given)
    return await step(tx, given, ask, "completed")


def _touchpoint(given: Given, ask: Found, when: Millis) -> Statement:
    channel = CATALOGUE[ask.values["act"]].channel
    talk = channel in TALKS
    ours = given.values.get("teammates") or ()
    account = ask.around["account"]
    return Statement(
        "Touchpoint",
        own_key("Touchpoint", ask.id),
        {
            "at": when,
            "channel": channel,
            "purpose": "advocacy",
            "initiation": "proactive",
            "direction": "both" if talk else "in",
            "subject": ask.words,
            "account": [key_of(account)] if account else [],
        },
        modified_at=given.now,
        participants=(
            Participant(key_of(ask.around["person"]), "attended" if talk else "wrote", "Person"),
            *(Participant(key_of(id_), "attended", "Teammate") for id_ in ours),
        ),
    )


def _benefit(given: Given, ask: Found) -> Statement:
    kind = given.values.get("benefit") or CATALOGUE[ask.values["act"]].thanks
    return said_by(
        "Benefit",
        own_key("Benefit", ask.id),
        {
            "kind": kind,
            "text": given.values.get("benefit_text") or f"For the {ask.what}",
            "offered_at": given.now,
            "person": key_of(ask.around["person"]),
            "ask": ask.values["key"],
        },
        given.now,
    )


async def missed(tx: Transaction, given: Given) -> Target:
    """It did not take place; a miss of the prospect's never counts against the advocate."""
    ask = await turn(tx, given, "ask_miss")
    return await step(tx, given, ask, f"missed_by_{given.values['missed_by']}")


async def heard_of(tx: Transaction, given: Given) -> Target:
    """How it went, as either side says."""
    ask = await turn(tx, given, "ask_feedback")
    said = {
        name: value
        for side in ("advocate", "prospect")
        for name in (f"{side}_rating", f"{side}_feedback")
        if (value := given.values.get(name)) is not None
    }
    if not said:
        raise BadInput("Feedback needs a rating or words, of either side.", "advocate_rating")
    await amend(tx, ask.id, **said)
    await follow(tx, [ask.id], given.now, given.actor)
    return ask.target


async def cancelled(tx: Transaction, given: Given) -> Target:
    """It is not wanted any more."""
    return await step(tx, given, await turn(tx, given, "ask_cancel"), "cancelled")
