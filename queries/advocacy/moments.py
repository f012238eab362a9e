"""Advocacy moments: whom can we ask now, while they are glad?"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from graph.model import Millis
from graph.values.calendar import DAY
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, On, PersonId, Row
from queries.rules.blockers import BLOCKER_FACTS, Blocker, blockers_of_any_act
from queries.rules.days import date_words, day_of, days_between
from queries.rules.departed import departures, gone
from queries.rules.sentiment import current_sentiment, promoter_since
from queries.rules.thresholds import CONTACT_DAYS, MOMENT_DAYS, WELL_DISPOSED

REVIEWS = ("qbr", "ebr")
"""Purposes of a touchpoint that is a business review."""
ONBOARDING = ("onboard", "implement")
"""What the name of a stage in which a customer is being onboarded contains."""


class MomentKind(StrEnum):
    """What there is to be glad of."""

    PROMOTER = "PROMOTER"
    GOAL_MET = "GOAL_MET"
    GOOD_QBR = "GOOD_QBR"
    ONBOARDING_DONE = "ONBOARDING_DONE"


class AdvocacyMoment(Row):
    """Whom can we ask now, while they are glad?

    One row for each person at an account now and each good moment of the last 14 days: the newest
    NPS answer is a promoter's (9 or 10 of 10); a goal of theirs was met; they attended a business
    review (purpose qbr or ebr) and are well disposed (sentiment of at least 0.2; no reading tells
    of none); or onboarding was done: the account left a stage named after onboarding or
    implementation, for everybody with a role there. Of several moments of one kind the newest
    counts. `until` is the last day of the window; `may_ask`: nothing stands in the way, consent
    aside.
    """

    person: PersonId
    account: AccountId
    kind: MomentKind
    at: At
    until: On
    may_ask: bool
    blockers: list[Blocker]
    because: str


class AdvocacyMomentParameters(Parameters):
    """`days` says how long a moment lasts, `kinds` narrows the answer."""

    days: Annotated[int, Field(ge=1, le=CONTACT_DAYS)] = MOMENT_DAYS
    kinds: tuple[MomentKind, ...] | None = None
    ready_only: bool = False


def advocacy_moments(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: AdvocacyMomentParameters
) -> Iterator[AdvocacyMoment]:
    """The good moments of each account's people, as far as they are asked for."""
    for account in accounts:
        onboarded = _onboarded(account)
        found = {
            (person.id, kind): (person, at, why)
            for person in account.people
            if person.jobs_now or person.roles
            for kind, at, why in sorted(_moments(account, person, onboarded))
            if days_between(at, account.as_of) <= parameters.days
            and (parameters.kinds is None or kind in parameters.kinds)
        }
        cases = departures(deployment, account) if found else {}
        for (_, kind), (person, at, why) in found.items():
            if gone(person, cases):
                continue
            blockers = blockers_of_any_act(account, person, cases.get(person.id))
            if blockers and parameters.ready_only:
                continue
            said = f"{person.name} at {account.name} {why} on {date_words(at)}"
            if blockers:
                said += f"; not now: {', '.join(blocker.because for blocker in blockers)}"
            yield AdvocacyMoment(
                person=person.id,
                account=account.id,
                kind=kind,
                at=at,
                until=day_of(at + parameters.days * DAY).isoformat(),
                may_ask=not blockers,
                blockers=blockers,
                because=f"{said}.",
            )


def _moments(
    account: AccountFacts, person: PersonFacts, onboarded: Millis | None
) -> Iterator[tuple[MomentKind, Millis, str]]:
    promoter = promoter_since(account, person.id)
    if promoter is not None:
        yield MomentKind.PROMOTER, promoter, "answered as a promoter"
    for goal in account.rows_of("goals_met", person.id):
        yield MomentKind.GOAL_MET, goal["met_at"], "reached a goal"
    feeling = current_sentiment(account, person.id)
    if feeling is not None and feeling >= WELL_DISPOSED:
        for contact in account.row["contacts"]:
            attended = {"person": person.id, "part": "attended"} in contact["people"]
            if contact["purpose"] in REVIEWS and attended and contact["at"] <= account.as_of:
                yield MomentKind.GOOD_QBR, contact["at"], "took part in a good business review"
    if onboarded is not None and person.roles:
        yield MomentKind.ONBOARDING_DONE, onboarded, "has been onboarded since a change of stage"


def _onboarded(account: AccountFacts) -> Millis | None:
    """When the account last left onboarding for another stage."""
    stages = [row for row in account.row["stages"] if row["stage"]]
    left: list[Millis] = [
        after["since"]
        for before, after in pairwise(stages)
        if _is_onboarding(before["stage"]) and not _is_onboarding(after["stage"])
    ]
    if not left or _is_onboarding(stages[-1]["stage"]):
        return None
    return max(left)


def _is_onboarding(stage: str) -> bool:
    return any(word in stage.casefold() for word in ONBOARDING)


ADVOCACY_MOMENTS = Question(
    name="advocacy_moments",
    parameters=AdvocacyMomentParameters,
    row=AdvocacyMoment,
    facts=(*BLOCKER_FACTS, "contacts", "goals_met", "stages"),
    answer=advocacy_moments,
    orders={
        "READY": lambda row: (not row.may_ask, -row.at),
        "NEWEST": lambda row: (-row.at,),
    },
    unique=lambda row: (row.person, row.account, row.kind.value),
)
