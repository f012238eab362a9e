"""Where a request, an ask and an asset may go from where they stand: one table, and its rules.

A *transition* is a change that people make (or, where it says so, that time makes). What is not in
the table cannot happen. Where a request stands follows from its asks once there are any
(`followed`); its own transitions begin and end it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import Conflict
from graph.model import ASK_STATES, ASSET_STATES, REQUEST_STATES, Millis
from graph.values.calendar import DAY

RESERVED_DAYS = 14
"""How long inviting somebody, and every step after it, holds them for the ask."""

PENDING = ("invited", "accepted", "scheduled")
"""States in which an ask holds the person, while its reservation lasts."""
LAPSING = ("invited", "accepted")
"""States that expire when the reservation ends; what is scheduled waits to be told what came."""
OPEN = ("proposed", "owner_approval", "approved", *PENDING)
"""States of an ask that is not over."""
ENDED = tuple(state for state in ASK_STATES if state not in OPEN)

ASKABLE = (
    "submitted",
    "matching",
    "owner_approval",
    "invited",
    "accepted",
    "scheduled",
    "declined_by_owner",
    "declined_by_advocate",
    "missed",
)
"""States of a request for which somebody may still be asked."""
FOLLOWING = (*ASKABLE, "completed", "feedback")
"""States of a request that follow from its asks."""
OVER = ("cancelled", "expired", "unfulfilled")
"""States of a request that is needed no more, whatever becomes of its asks."""


@dataclass(frozen=True, slots=True)
class Transition:
    """A step of a thing with the label `of`, from one of the states `before` into `after`.

    `done` is what is done to the thing, as a participle. Several states in `after`: the change says
    which. None: it stays where it is. No state in `before`: the thing begins with it.
    """

    change: str
    of: str
    done: str
    before: tuple[str, ...]
    after: tuple[str, ...]


TRANSITIONS: Mapping[str, Transition] = {
    transition.change: transition
    for transition in (
        Transition("advocacy_request_create", "AdvocacyRequest", "made", (), ("draft",)),
        Transition(
            "advocacy_request_update", "AdvocacyRequest", "amended", ("draft", *ASKABLE), ()
        ),
        Transition(
            "advocacy_request_submit", "AdvocacyRequest", "submitted", ("draft",), ("submitted",)
        ),
        Transition(
            "advocacy_request_match", "AdvocacyRequest", "taken up", ("submitted",), ("matching",)
        ),
        Transition(
            "advocacy_request_give_up",
            "AdvocacyRequest",
            "given up",
            ("submitted", "matching", "declined_by_owner", "declined_by_advocate", "missed"),
            ("unfulfilled",),
        ),
        Transition(
            "advocacy_request_cancel",
            "AdvocacyRequest",
            "cancelled",
            ("draft", *ASKABLE),
            ("cancelled",),
        ),
        Transition(
            "advocacy_request_expire",  # by time: the day it was needed on has passed
            "AdvocacyRequest",
            "expired",
            tuple(state for state in ASKABLE if state not in ("accepted", "scheduled")),
            ("expired",),
        ),
        Transition("ask_propose", "Ask", "proposed", (), ("proposed",)),
        Transition("ask_submit", "Ask", "sent for approval", ("proposed",), ("owner_approval",)),
        Transition("ask_approve", "Ask", "approved", ("proposed", "owner_approval"), ("approved",)),
        Transition(
            "ask_decline_by_owner",
            "Ask",
            "declined by the owner",
            ("proposed", "owner_approval", "approved"),
            ("declined_by_owner",),
        ),
        Transition(
            "ask_override", "Ask", "overridden", ("proposed", "owner_approval", "approved"), ()
        ),
        Transition("ask_invite", "Ask", "invited", ("approved",), ("invited",)),
        Transition("ask_accept", "Ask", "accepted", ("invited",), ("accepted",)),
        Transition("ask_decline", "Ask", "declined", PENDING, ("declined",)),
        Transition("ask_offer_slots", "Ask", "given slots", ("accepted", "scheduled"), ()),
        Transition("ask_schedule", "Ask", "scheduled", ("accepted", "scheduled"), ("scheduled",)),
        Transition("ask_complete", "Ask", "completed", ("accepted", "scheduled"), ("completed",)),
        Transition(
            "ask_miss",
            "Ask",
            "missed",
            ("scheduled",),
            ("missed_by_prospect", "missed_by_advocate"),
        ),
        Transition("ask_feedback", "Ask", "given feedback", ("completed",), ()),
        Transition("ask_cancel", "Ask", "cancelled", OPEN, ("cancelled",)),
        Transition("ask_expire", "Ask", "expired", LAPSING, ("expired",)),  # by time
        Transition("asset_upsert", "Asset", "amended", ASSET_STATES, ()),
        Transition(
            "asset_submit",
            "Asset",
            "sent for approval",
            ("draft", "approved", "published"),
            ("in_approval",),
        ),
        Transition("asset_approve", "Asset", "approved", ("in_approval",), ("approved",)),
        Transition("asset_reject", "Asset", "rejected", ("in_approval",), ("draft",)),
        Transition("asset_publish", "Asset", "published", ("approved",), ("published",)),
        Transition(
            "asset_retire",
            "Asset",
            "retired",
            ("draft", "in_approval", "approved", "published"),
            ("retired",),
        ),
    )
}

STATES: Mapping[str, tuple[str, ...]] = {
    "AdvocacyRequest": REQUEST_STATES,
    "Ask": ASK_STATES,
    "Asset": ASSET_STATES,
}
_CALLED = {"AdvocacyRequest": "request", "Ask": "ask", "Asset": "asset"}


def check_step(change: str, state: str) -> None:
    """Raise Conflict, which names the states that are legal, unless the step may be taken."""
    transition = TRANSITIONS[change]
    if state in transition.before:
        return
    onward = states_after(transition.of, state)
    raise Conflict(
        f"This {_CALLED[transition.of]} is {state}: it can be {transition.done} while it is "
        f"{_either(transition.before)}. From {state} it "
        + (f"can become {_either(onward)}." if onward else "goes nowhere."),
        "id",
    )


def states_after(label: str, state: str) -> list[str]:
    """The states that a thing can be brought into from this one, in their order."""
    onward = {
        after
        for transition in TRANSITIONS.values()
        if transition.of == label and state in transition.before
        for after in transition.after
    } - {state}
    return [one for one in STATES[label] if one in onward]


def _either(states: Sequence[str]) -> str:
    return states[0] if len(states) == 1 else f"{', '.join(states[:-1])} or {states[-1]}"


def held_until(at: Millis, scheduled_at: Millis | None = None) -> Millis:
    """Until when a step at this moment holds the person: 14 days after it, or after the event."""
    return max(at, scheduled_at or 0) + RESERVED_DAYS * DAY


def lapsed(state: str, reserved_until: Millis | None, at: Millis) -> bool:
    """Whether the ask's reservation has ended by then, so that it counts as expired."""
    return state in LAPSING and reserved_until is not None and reserved_until <= at


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one ask of a request stands: when it ended, whether both sides told how it went."""

    state: str
    ended_at: Millis | None = None
    heard: bool = False


_SHOWN = {
    "proposed": "matching",
    "owner_approval": "owner_approval",
    "approved": "owner_approval",
    "invited": "invited",
    "accepted": "accepted",
    "scheduled": "scheduled",
}
_ENDED_AS = {
    "declined_by_owner": "declined_by_owner",
    "declined": "declined_by_advocate",
    "missed_by_prospect": "missed",
    "missed_by_advocate": "missed",
}


def followed(state: str, asks: Sequence[Standing], how_many: int) -> str:
    """Where a request stands that stood in `state`, now that its asks stand so.

    It is as far as the furthest ask that is not over; completed once as many acts as were needed
    are, and heard of (feedback) when both sides told how each of them went. With no ask open it
    shows how the last one ended, and another person may be asked. What is not submitted, cancelled,
    expired or given up stays so.
    """
    if state not in FOLLOWING or not asks:
        return state
    done = [ask for ask in asks if ask.state == "completed"]
    if len(done) >= how_many:
        return "feedback" if all(ask.heard for ask in done) else "completed"
    going = [ask.state for ask in asks if ask.state in OPEN]
    if going:
        return _SHOWN[max(going, key=OPEN.index)]
    last = max(asks, key=lambda ask: (ask.ended_at or 0, ASK_STATES.index(ask.state)))
    return _ENDED_AS.get(last.state, "matching")
