"""Sentiment changes: whose feeling fell or rose, especially with a renewal near?"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from graph.values.calendar import DAY
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, Money, On, PersonId, Private, Row
from queries.rules.days import days_ahead, days_words
from queries.rules.departed import FACTS, departures, known_there
from queries.rules.money import arr_of
from queries.rules.promises import policy_of
from queries.rules.sentiment import FALL_DAYS, FALLEN, ROUNDING, YEAR, current_sentiment, mood
from queries.rules.severity import WORST_FIRST, Severity, base, raised, renewal_near


class Direction(StrEnum):
    """Whether somebody feels worse or better than before."""

    FALLING = "FALLING"
    RISING = "RISING"


class SentimentChange(Row):
    """Whose sentiment fell or rose, and is a renewal near?

    One row for each person at an account now whose current sentiment differs by 0.2 or more from
    what it was 90 days before; who had no reading within the year before either moment has none.
    A fall has the severity of the account's segment, one up when the renewal lies 0 to 90 days
    ahead; a rise is LOW. The figures are private, the words are not.
    """

    person: PersonId
    account: AccountId
    direction: Direction
    mood: str
    mood_before: str
    sentiment: Private[float | None]
    sentiment_before: Private[float | None]
    roles: list[str]
    arr: Money | None
    renewal_on: On | None
    severity: Severity
    because: str
    next_action: str


class SentimentChangeParameters(Parameters):
    """`days` says against when; `directions` narrows the answer, to falls unless told otherwise."""

    days: Annotated[int, Field(ge=1, le=YEAR)] = FALL_DAYS
    directions: tuple[Direction, ...] = (Direction.FALLING,)


def sentiment_changes(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: SentimentChangeParameters
) -> Iterator[SentimentChange]:
    """Whoever at each account feels otherwise than before."""
    for account in accounts:
        if not account.row["readings"]:
            continue
        for person in known_there(account, departures(deployment, account)):
            row = _row(deployment, account, person, parameters.days)
            if row is not None and row.direction in parameters.directions:
                yield row


def _row(
    deployment: Deployment, account: AccountFacts, person: PersonFacts, days: int
) -> SentimentChange | None:
    now = current_sentiment(account, person.id)
    before = current_sentiment(account, person.id, account.as_of - days * DAY)
    if now is None or before is None or abs(now - before) < FALLEN - ROUNDING:
        return None
    falling = now < before
    near = renewal_near(account, account.as_of)
    severity = raised(base(policy_of(deployment, account)), 1 if near else 0)
    said = f"{person.name} at {account.name} {_words(mood(before), mood(now), days)}"
    if near:
        ahead = days_ahead(account.renewal_on, account.as_of)
        said += f"; the contract renews in {days_words(ahead or 0)}"
    return SentimentChange(
        person=person.id,
        account=account.id,
        direction=Direction.FALLING if falling else Direction.RISING,
        mood=mood(now),
        mood_before=mood(before),
        sentiment=now,
        sentiment_before=before,
        roles=person.roles,
        arr=arr_of(account),
        renewal_on=account.renewal_on,
        severity=severity if falling else Severity.LOW,
        because=f"{said}.",
        next_action=f"Ask {person.name} what went wrong." if falling else "Thank them.",
    )


def _words(before: str, now: str, days: int) -> str:
    if before == now:
        return f"is {now} as {days_words(days)} before, but to another degree"
    return f"was {before} {days_words(days)} before and is {now}"


SENTIMENT_CHANGES = Question(
    name="sentiment_changes",
    parameters=SentimentChangeParameters,
    row=SentimentChange,
    facts=(*FACTS, "readings"),
    answer=sentiment_changes,
    orders={
        "SEVERITY": lambda row: (WORST_FIRST.index(row.severity), row.renewal_on or "9999-12-31"),
        "RENEWAL": lambda row: (row.renewal_on or "9999-12-31",),
    },
    unique=lambda row: (row.person, row.account),
)
