"""The request funnel: how old are the requests for advocates, where do they stall?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from graph.model import STATUSES, Millis
from graph.programme.asks import Ask, asks_then
from graph.programme.states import state_then
from graph.programme.transitions import ASKABLE, PENDING
from queries.catalogue import Found, Question, row_in_scope
from queries.parameters import Acts, Parameters
from queries.row import (
    AccountId,
    At,
    On,
    OpportunityId,
    RequestId,
    RequestState,
    Row,
    TeammateId,
)
from queries.rules.asks import MOVING
from queries.rules.days import days_ahead, days_between, days_words
from queries.rules.thresholds import STALLED_DAYS

OPEN = (
    "draft",
    "submitted",
    "matching",
    "owner_approval",
    "invited",
    "accepted",
    "scheduled",
)
"""The states of a request that waits for something, in their order."""
ACCEPTED = ("accepted", "scheduled", "completed", "missed_by_prospect", "missed_by_advocate")
YEAR = 365
NEXT_ACTIONS: Mapping[str, str] = {
    "draft": "Submit it, or drop it.",
    "submitted": "Look for somebody who fits.",
    "matching": "Choose whom to ask.",
    "owner_approval": "Ask the owner of the account to decide.",
    "invited": "Remind whoever was invited, or ask somebody else.",
    "accepted": "Agree on a time.",
    "scheduled": "See that it takes place.",
}


class RequestProgress(Row):
    """How old are the requests for advocates, where do they stall, and who says yes?

    One row for each open request, or of the states asked for; a request is as far as its furthest
    open ask. It stalls when neither it nor an ask for it took a step for more than 7 days, unless
    it is a draft or waits for the day it is scheduled for. Asked counts the people invited; of
    those who decided, accepted ones said yes, whatever became of it. The acceptance rate is that of
    all requests for the same act whose invitation was decided within a year: accepted ÷ (accepted +
    declined); empty: nobody decided.
    """

    request: RequestId
    account: AccountId | None
    opportunity: OpportunityId | None
    requester: TeammateId | None
    title: str | None
    act: str | None
    campaign: str | None
    how_many: int | None
    state: RequestState
    created_at: At | None
    age_days: int | None
    in_state_days: int | None
    stalled: bool
    needed_on: On | None
    days_left: int | None
    asked: int
    accepted: int
    declined: int
    completed: int
    acceptance_rate: float | None
    because: str
    next_action: str


class RequestProgressParameters(Parameters):
    """`states` and `acts` narrow the answer, to open requests unless told otherwise."""

    status: tuple[str, ...] = STATUSES
    states: tuple[str, ...] = OPEN
    acts: Acts | None = None
    stalled_only: bool = False


def request_progress(
    found: Sequence[Found], parameters: RequestProgressParameters
) -> Iterator[RequestProgress]:
    """The requests, as far as they are asked for."""
    rates = acceptance(found, parameters.as_of)
    for row in found:
        if not row_in_scope(row, parameters):
            continue
        progress = _progress(row, rates, parameters.as_of)
        if (
            progress.state in parameters.states
            and (parameters.acts is None or progress.act in parameters.acts)
            and (progress.stalled or not parameters.stalled_only)
        ):
            yield progress


def acceptance(found: Sequence[Found], as_of: Millis) -> dict[str, float]:
    """How many of those who decided within a year said yes, by act."""
    decided: dict[str, list[bool]] = defaultdict(list)
    for row in found:
        for ask in asks_then(row["asks"], as_of):
            state = ask["state"]
            at = ask["decided_at"] if ask["decided_at"] is not None else ask["invited_at"]
            if (state in ACCEPTED or state == "declined") and days_between(at, as_of) <= YEAR:
                decided[ask["act"]].append(state in ACCEPTED)
    return {act: sum(said) / len(said) for act, said in decided.items()}


def _progress(row: Found, rates: Mapping[str, float], as_of: Millis) -> RequestProgress:
    request: dict[str, Any] = row["request"]
    asks = list(asks_then(row["asks"], as_of))
    states = [ask["state"] for ask in asks]
    stated = state_then(request["steps"], request["state"], as_of) or "submitted"
    state = _as_far_as(states, stated)
    created: Millis | None = request["created_at"]
    own = _newest((created, *(step["at"] for step in request["steps"])), as_of)
    moved = _newest((own, request["asks_moved_at"], *_told(asks)), as_of)
    since = own if state == stated else moved
    waiting = None if since is None else days_between(since, as_of)
    still = None if moved is None else days_between(moved, as_of)
    stalled = state in MOVING and still is not None and still > STALLED_DAYS
    left = days_ahead(request["needed_on"], as_of)
    return RequestProgress(
        request=request["id"],
        account=None if row["account"] is None else row["account"]["id"],
        opportunity=request["opportunity"],
        requester=request["requester"],
        title=request["title"],
        act=request["act"],
        campaign=request["campaign"],
        how_many=request["how_many"],
        state=state,
        created_at=created,
        age_days=None if created is None else days_between(created, as_of),
        in_state_days=waiting,
        stalled=stalled,
        needed_on=request["needed_on"],
        days_left=left,
        asked=len(states),
        accepted=sum(one in ACCEPTED for one in states),
        declined=states.count("declined"),
        completed=states.count("completed"),
        acceptance_rate=rates.get(request["act"]),
        because=_because(request, state, waiting, stalled, left, states),
        next_action=NEXT_ACTIONS.get(state, "Nothing: it is closed."),
    )


def _as_far_as(states: Sequence[str], stated: str) -> str:
    """Where its asks bring a request that is said to be in a state."""
    pending = [state for state in states if state in PENDING]
    return max(pending, key=PENDING.index) if pending and stated in ASKABLE else stated


def _told(asks: Sequence[Ask]) -> Iterator[Millis | None]:
    """When people were invited and decided, and when it was over."""
    for ask in asks:
        yield from (ask["invited_at"], ask["decided_at"], ask["ended_at"])


def _newest(moments: Iterable[Millis | None], as_of: Millis) -> Millis | None:
    return max((at for at in moments if at is not None and at <= as_of), default=None)


def _because(
    request: Mapping[str, Any],
    state: str,
    waiting: int | None,
    stalled: bool,
    left: int | None,
    states: list[str],
) -> str:
    said = f"{request['title'] or 'A request without a title'}: {state.replace('_', ' ')}"
    if waiting is not None:
        said += f" for {days_words(waiting)}"
    said += " and stalls" if stalled else ""
    if states:
        accepted = sum(one in ACCEPTED for one in states)
        said += f"; {len(states)} asked, {accepted} said yes, {states.count('declined')} no"
    if state in OPEN and left is not None:
        due = f"due in {days_words(left)}" if left >= 0 else f"{days_words(-left)} late"
        said += f"; {due}"
    return f"{said}."


# --- step by step


class RequestStage(Row):
    """At which step do open requests stand, and stall?

    One row for each state in which an open request is, in the order of the steps: how many, how
    many of them stall (neither they nor their asks took a step for more than 7 days), and how long
    they have been there.
    """

    state: RequestState
    requests: int
    stalled: int
    median_days: float | None
    longest_days: int | None
    because: str


def request_stages(
    found: Sequence[Found], parameters: RequestProgressParameters
) -> Iterator[RequestStage]:
    """The requests that are asked for, counted by state."""
    by_state: dict[str, list[RequestProgress]] = defaultdict(list)
    for request in request_progress(found, parameters):
        by_state[request.state].append(request)
    for state, requests in by_state.items():
        waits = [r.in_state_days for r in requests if r.in_state_days is not None]
        stalled = sum(request.stalled for request in requests)
        said = f"{len(requests)} {state.replace('_', ' ')}, {stalled} of them stalled"
        yield RequestStage(
            state=state,
            requests=len(requests),
            stalled=stalled,
            median_days=float(median(waits)) if waits else None,
            longest_days=max(waits, default=None),
            because=f"{said}; the longest for {days_words(max(waits))}." if waits else f"{said}.",
        )


def _place(state: str) -> int:
    return OPEN.index(state) if state in OPEN else len(OPEN)


REQUEST_FUNNEL = Question(
    name="request_funnel",
    parameters=RequestProgressParameters,
    row=RequestProgress,
    statement="request_funnel",
    conclude=request_progress,
    orders={
        "STALLED": lambda row: (not row.stalled, -(row.in_state_days or 0)),
        "AGE": lambda row: (-(row.age_days or 0),),
        "DUE": lambda row: (row.needed_on or "9999-12-31",),
    },
    unique=lambda row: (row.request,),
)

REQUEST_STAGES = Question(
    name="request_stages",
    parameters=RequestProgressParameters,
    row=RequestStage,
    statement="request_funnel",
    conclude=request_stages,
    orders={"STEP": lambda row: (_place(row.state),)},
    unique=lambda row: (row.state,),
)
