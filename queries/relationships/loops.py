"""Open loops: what waits for an answer or a follow-up of ours?"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from graph.model import Millis
from graph.values.calendar import DAY
from queries.advocacy.moments import REVIEWS
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, On, PersonId, Row, TouchpointId
from queries.rules.days import date_words, days_between, days_words
from queries.rules.departed import FACTS, Departure, departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.promises import policy_of
from queries.rules.sentiment import detractor_since, passive_since
from queries.rules.thresholds import CONTACT_DAYS, LOOP_DAYS, REVIEW_DAYS


class LoopKind(StrEnum):
    """What waits, from the most to the least pressing."""

    DETRACTOR = "DETRACTOR"
    UNANSWERED = "UNANSWERED"
    QBR_NOT_FOLLOWED_UP = "QBR_NOT_FOLLOWED_UP"
    EXECUTIVE_NOT_FOLLOWED_UP = "EXECUTIVE_NOT_FOLLOWED_UP"
    PASSIVE = "PASSIVE"
    QBR_OVERDUE = "QBR_OVERDUE"


PRESSING = list(LoopKind)
NEXT_ACTIONS: Mapping[LoopKind, str] = {
    LoopKind.DETRACTOR: "Call, and ask what went wrong.",
    LoopKind.UNANSWERED: "Answer.",
    LoopKind.QBR_NOT_FOLLOWED_UP: "Send what was agreed.",
    LoopKind.EXECUTIVE_NOT_FOLLOWED_UP: "Write to them personally.",
    LoopKind.PASSIVE: "Ask what would make it better.",
    LoopKind.QBR_OVERDUE: "Agree on a day for the next review.",
}


class OpenLoop(Row):
    """What waits for an answer or a follow-up of ours?

    One row for each thing of the last 90 days that nobody of ours answered for more than 2 days: a
    message of theirs; the newest business review (purpose qbr or ebr), if nobody who attended heard
    from us since, else each executive who attended and did not; a detractor's or passive's newest
    NPS answer. Every contact of ours with the person afterwards closes it, automated ones do not.
    And an account of a high-touch segment whose last review lies more than 90 days back; one that
    never had any has no row. Whoever left has none, nor has an account whose feeds are stale, for
    what was answered since cannot be told.
    """

    account: AccountId
    kind: LoopKind
    person: PersonId | None
    since: At
    days_open: int
    touchpoint: TouchpointId | None
    renewal_on: On | None
    because: str
    next_action: str


class OpenLoopParameters(Parameters):
    """`kinds` narrows the answer."""

    kinds: tuple[LoopKind, ...] | None = None


def open_loops(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: OpenLoopParameters
) -> Iterator[OpenLoop]:
    """The open loops of each account, as far as they are asked for."""
    for account in accounts:
        if stale_since(deployment, account, account.as_of) is not None:
            continue
        for loop in loops_of(deployment, account, departures(deployment, account)):
            if parameters.kinds is None or loop.kind in parameters.kinds:
                yield loop


def loops_of(
    deployment: Deployment, account: AccountFacts, cases: Mapping[str, Departure]
) -> Iterator[OpenLoop]:
    """Everything that waits at one account whose feeds are fresh.

    Needs the columns `contacts`, `readings` and `last_reviews`.
    """
    known = known_there(account, cases)
    heard = {person.id: _last_heard(account, person.id) for person in known}
    for person in known:
        yield from _unanswered(account, person, heard[person.id])
        yield from _survey(account, person, heard[person.id])
    yield from _review(account, known, heard)
    for review in account.row["last_reviews"]:
        days = days_between(review["at"], account.as_of)
        if policy_of(deployment, account).touch == "high" and days > REVIEW_DAYS:
            said = f"the last business review with {account.name} was {days_words(days)} ago"
            due = review["at"] + REVIEW_DAYS * DAY
            yield _loop(account, LoopKind.QBR_OVERDUE, None, due, said, review["id"])


def _last_heard(account: AccountFacts, person: str) -> Millis:
    """When the person last heard from us; 0: not within 90 days."""
    talked = {"person": person, "part": "attended"}
    heard = (
        row["at"]
        for row in _made(account, person)
        if row["direction"] != "in" or talked in row["people"]
    )
    return max(heard, default=0)


def _made(account: AccountFacts, person: str) -> Iterator[Mapping[str, Any]]:
    """What was said with a person by now, machines aside."""
    for row in account.row["contacts"]:
        with_them = any(part["person"] == person for part in row["people"])
        if with_them and row["at"] <= account.as_of and row["reach"] != "automated":
            yield row


def _waits(account: AccountFacts, at: Millis, heard: Millis) -> bool:
    """Whether something of then is still open: not answered since, and for too long."""
    return heard <= at and LOOP_DAYS < days_between(at, account.as_of) <= CONTACT_DAYS


def _unanswered(account: AccountFacts, person: PersonFacts, heard: Millis) -> Iterator[OpenLoop]:
    """The first message of theirs since they last heard from us."""
    wrote = sorted(
        (row["at"], row["id"])
        for row in _made(account, person.id)
        if row["at"] > heard and {"person": person.id, "part": "wrote"} in row["people"]
    )
    if wrote and _waits(account, wrote[0][0], heard):
        at, id_ = wrote[0]
        said = f"{person.name} wrote on {date_words(at)} and got no answer"
        yield _loop(account, LoopKind.UNANSWERED, person, at, said, id_)


def _survey(account: AccountFacts, person: PersonFacts, heard: Millis) -> Iterator[OpenLoop]:
    for kind, at in (
        (LoopKind.DETRACTOR, detractor_since(account, person.id)),
        (LoopKind.PASSIVE, passive_since(account, person.id)),
    ):
        if at is not None and _waits(account, at, heard):
            band = kind.value.lower()
            said = f"{person.name} answered as a {band} on {date_words(at)}, and nobody followed up"
            yield _loop(account, kind, person, at, said)


def _review(
    account: AccountFacts, known: Sequence[PersonFacts], heard: Mapping[str, Millis]
) -> Iterator[OpenLoop]:
    """The newest review, if nobody of it heard from us since; else its executives who did not."""
    held = [
        row
        for row in account.row["contacts"]
        if row["purpose"] in REVIEWS and row["at"] <= account.as_of
    ]
    if not held:
        return
    review = max(held, key=lambda row: (row["at"], row["id"]))
    there = {part["person"] for part in review["people"] if part["part"] == "attended"}
    attended = [person for person in known if person.id in there]
    if not attended or not _waits(account, review["at"], 0):
        return
    day = date_words(review["at"])
    if all(heard[person.id] <= review["at"] for person in attended):
        said = f"nobody followed up the business review with {account.name} on {day}"
        yield _loop(account, LoopKind.QBR_NOT_FOLLOWED_UP, None, review["at"], said, review["id"])
        return
    for person in attended:
        if person.executive and heard[person.id] <= review["at"]:
            said = (
                f"{person.name} took part in the business review on {day} and heard nothing since"
            )
            yield _loop(
                account,
                LoopKind.EXECUTIVE_NOT_FOLLOWED_UP,
                person,
                review["at"],
                said,
                review["id"],
            )


def _loop(
    account: AccountFacts,
    kind: LoopKind,
    person: PersonFacts | None,
    since: Millis,
    said: str,
    touchpoint: str | None = None,
) -> OpenLoop:
    return OpenLoop(
        account=account.id,
        kind=kind,
        person=None if person is None else person.id,
        since=since,
        days_open=days_between(since, account.as_of),
        touchpoint=touchpoint,
        renewal_on=account.renewal_on,
        because=f"{said[:1].upper()}{said[1:]}.",
        next_action=NEXT_ACTIONS[kind],
    )


LOOP_FACTS = (*FACTS, "contacts", "readings", "last_reviews")
"""The columns that finding open loops needs."""

OPEN_LOOPS = Question(
    name="open_loops",
    parameters=OpenLoopParameters,
    row=OpenLoop,
    facts=LOOP_FACTS,
    answer=open_loops,
    orders={
        "PRESSING": lambda row: (PRESSING.index(row.kind), row.since),
        "OLDEST": lambda row: (row.since,),
        "RENEWAL": lambda row: (row.renewal_on or "9999-12-31",),
    },
    unique=lambda row: (row.account, row.kind.value, row.person or ""),
)
