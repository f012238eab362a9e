"""Interaction recency: who has gone quiet, measured against what we promised?"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from graph.model import Millis
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Row, TeammateId, TouchpointId
from queries.rules.days import days_words
from queries.rules.departed import FACTS, departures, gone
from queries.rules.feeds import feed_words, stale_feeds, stale_since
from queries.rules.promises import Promise, policy_of, promise_to

TOO_MANY = 5
"""More touches and attempts than this within seven days are too many."""


class RecencyState(StrEnum):
    """How the promise to a person stands; UNKNOWN: the feed is older than its watermark allows."""

    ON_TIME = "ON_TIME"
    OVERDUE = "OVERDUE"
    NEVER_TOUCHED = "NEVER_TOUCHED"
    OVER_TOUCHED = "OVER_TOUCHED"
    UNKNOWN = "UNKNOWN"
    NO_CADENCE = "NO_CADENCE"


class Trend(StrEnum):
    """Which way it goes, against the time before."""

    RISING = "RISING"
    STEADY = "STEADY"
    FALLING = "FALLING"


MOST_PRESSING = [
    RecencyState.OVERDUE,
    RecencyState.NEVER_TOUCHED,
    RecencyState.OVER_TOUCHED,
    RecencyState.UNKNOWN,
    RecencyState.ON_TIME,
    RecencyState.NO_CADENCE,
]


class InteractionRecency(Row):
    """Who has gone quiet, measured against what we promised?

    One row for each person and account where the person holds a role.
    """

    account: AccountId
    person: PersonId
    roles: list[str]
    state: RecencyState
    last_touch: TouchpointId | None
    last_touch_at: At | None
    last_touched_by: list[TeammateId]
    channel: str | None
    days_since: int | None
    cadence_days: int | None
    overdue_days: int | None
    attempts_since: int
    trend: Trend | None
    because: str


class InteractionRecencyParameters(Parameters):
    """`roles` and `states` narrow the answer."""

    roles: tuple[str, ...] | None = None
    states: tuple[RecencyState, ...] | None = None


def interaction_recency(
    deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: InteractionRecencyParameters,
) -> Iterator[InteractionRecency]:
    """The people of each account, as far as they are asked for."""
    for account in accounts:
        for row in recency_of(deployment, account):
            if (parameters.roles is None or set(row.roles) & set(parameters.roles)) and (
                parameters.states is None or row.state in parameters.states
            ):
                yield row


def recency_of(deployment: Deployment, account: AccountFacts) -> Iterator[InteractionRecency]:
    """Everyone who holds a role at one account and did not leave it."""
    cases = departures(deployment, account)
    policy = policy_of(deployment, account)
    stale = stale_since(deployment, account, account.as_of)
    feeds = stale_feeds(deployment, account, account.as_of)
    for person in account.people:
        if person.roles and not gone(person, cases):
            promise = promise_to(policy, person, person.roles, account.as_of)
            yield _row(account, promise, stale, feeds)


def _row(
    account: AccountFacts, promise: Promise, stale: Millis | None, feeds: Mapping[str, Millis]
) -> InteractionRecency:
    person = promise.person
    state = _state(promise)
    if stale is not None and state in (RecencyState.OVERDUE, RecencyState.NEVER_TOUCHED):
        state = RecencyState.UNKNOWN
    last = account.by_person("last_touches").get(person.id)
    overdue = promise.overdue if state is not RecencyState.UNKNOWN else None
    return InteractionRecency(
        account=account.id,
        person=person.id,
        roles=person.roles,
        state=state,
        last_touch=None if last is None else last["id"],
        last_touch_at=person.last_touch_at,
        last_touched_by=[] if last is None else last["teammates"],
        channel=None if last is None else last["channel"],
        days_since=promise.days,
        cadence_days=promise.cadence,
        overdue_days=overdue,
        attempts_since=person.touches["attempts_since"],
        trend=_trend(person),
        because=_because(promise, state, feeds),
    )


def _state(promise: Promise) -> RecencyState:
    if promise.cadence is not None and promise.days is None:
        return RecencyState.NEVER_TOUCHED
    if promise.person.touches["within_7_days"] > TOO_MANY:
        return RecencyState.OVER_TOUCHED
    if promise.cadence is None:
        return RecencyState.NO_CADENCE
    return RecencyState.ON_TIME if promise.overdue is None else RecencyState.OVERDUE


def _trend(person: PersonFacts) -> Trend | None:
    """Touches of the last 30 days against those of the 30 days before."""
    touches = person.touches
    if not touches["count"]:
        return None
    now = touches["within_30_days"]
    before = touches["within_60_days"] - now
    if now == before:
        return Trend.STEADY
    return Trend.RISING if now > before else Trend.FALLING


def _because(promise: Promise, state: RecencyState, feeds: Mapping[str, Millis]) -> str:
    name, days, cadence = promise.person.name, promise.days, promise.cadence
    promised = "" if cadence is None else f"; promised is every {days_words(cadence)}"
    if state is RecencyState.UNKNOWN:
        if not feeds:
            return f"No source of touchpoints was ever imported; nothing is known of {name}."
        return f"{feed_words(feeds)}: whether {name} went quiet since cannot be told."
    tried = promise.person.touches["attempts_since"]
    attempts = "1 attempt" if tried == 1 else f"{tried} attempts"
    if state is RecencyState.NEVER_TOUCHED:
        unanswered = f" {attempts} stayed without an answer." if tried else ""
        return f"Nobody of us was ever in touch with {name}{promised}.{unanswered}"
    if state is RecencyState.OVER_TOUCHED:
        return (
            f"{name} was approached {promise.person.touches['within_7_days']} times in seven days."
        )
    if days is None:
        return f"Nothing is promised to {name}, and nobody of us was ever in touch."
    unanswered = f" {attempts} since then stayed without an answer." if tried else ""
    return f"The last touch with {name} was {days_words(days)} ago{promised}.{unanswered}"


INTERACTION_RECENCY = Question(
    name="interaction_recency",
    parameters=InteractionRecencyParameters,
    row=InteractionRecency,
    facts=(*FACTS, "last_touches"),
    answer=interaction_recency,
    orders={
        "STATE": lambda row: (MOST_PRESSING.index(row.state), -(row.overdue_days or 0)),
        "DAYS_SINCE": lambda row: (-(row.days_since if row.days_since is not None else 10**9),),
    },
    unique=lambda row: (row.account, row.person),
)
