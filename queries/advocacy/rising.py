"""Rising advocates: who became active and is not in the programme yet?"""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Row
from queries.rules.blockers import BLOCKER_FACTS, BlockerCode, blockers_of_any_act
from queries.rules.departed import departures
from queries.rules.sentiment import current_sentiment, mood
from queries.rules.thresholds import ACTIVE_TOUCHES

AGAINST = (BlockerCode.OPTED_OUT, BlockerCode.DETRACTOR, BlockerCode.PERSON_DEPARTED)
"""What speaks against inviting somebody to the programme at all."""
RECENT_DAYS = 30


class RisingAdvocate(Row):
    """Who became active of late and is not in the programme yet?

    One row for each person employed at an account now who took part in at least 2 touches within 30
    days, and in more than in the 30 days before, and who never gave a consent, was asked for
    anything, featured in anything of ours or got anything in return. Who opted out, left or seems
    to be leaving, or is a detractor or unhappy, has no row. `mood` is their sentiment in a word,
    empty: no reading within a year.
    """

    person: PersonId
    account: AccountId
    touches: int
    touches_before: int
    last_touch_at: At
    mood: str | None
    because: str


class RisingAdvocateParameters(Parameters):
    """`least_touches` says how active somebody must be."""

    least_touches: Annotated[int, Field(ge=1)] = ACTIVE_TOUCHES


def rising_advocates(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: RisingAdvocateParameters
) -> Iterator[RisingAdvocate]:
    """The newly active of each account."""
    for account in accounts:
        active = [
            person
            for person in account.people
            if person.jobs_now and _rises(person, parameters.least_touches)
        ]
        if not active:
            continue
        cases = departures(deployment, account)
        for person in active:
            if _in_programme(account, person):
                continue
            blockers = blockers_of_any_act(account, person, cases.get(person.id))
            if not any(blocker.code in AGAINST for blocker in blockers):
                yield _row(account, person)


def _rises(person: PersonFacts, least: int) -> bool:
    now, before = _touches(person)
    return now >= least and now > before


def _touches(person: PersonFacts) -> tuple[int, int]:
    """Touches within 30 days, and in the 30 days before."""
    now: int = person.touches["within_30_days"]
    return now, person.touches["within_60_days"] - now


def _in_programme(account: AccountFacts, person: PersonFacts) -> bool:
    return person.id in account.row["featured"] or any(
        account.rows_of(column, person.id) for column in ("consents", "asks", "benefits")
    )


def _row(account: AccountFacts, person: PersonFacts) -> RisingAdvocate:
    now, before = _touches(person)
    feeling = current_sentiment(account, person.id)
    said = (
        f"{person.name} at {account.name} took part in {now} touches within {RECENT_DAYS} days "
        f"and in {before} in the {RECENT_DAYS} before, and is not in the programme"
    )
    last = person.last_touch_at
    assert last is not None  # somebody with touches
    return RisingAdvocate(
        person=person.id,
        account=account.id,
        touches=now,
        touches_before=before,
        last_touch_at=last,
        mood=None if feeling is None else mood(feeling),
        because=f"{said}." if feeling is None else f"{said}; {mood(feeling)}.",
    )


RISING_ADVOCATES = Question(
    name="rising_advocates",
    parameters=RisingAdvocateParameters,
    row=RisingAdvocate,
    facts=(*BLOCKER_FACTS, "featured", "benefits"),
    answer=rising_advocates,
    orders={
        "RISE": lambda row: (row.touches_before - row.touches, -row.touches),
        "LATEST": lambda row: (-row.last_touch_at,),
    },
    unique=lambda row: (row.person, row.account),
)
