"""Reference candidates: whom may we ask to speak for us now, and why not the others?"""

import math
from collections.abc import Iterator, Sequence
from enum import StrEnum

from graph.model import ACTS_BY_EFFORT
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, PersonId, Row
from queries.rules.asks import asks_made, asks_of
from queries.rules.blockers import (
    BLOCKER_FACTS,
    CAP_DAYS,
    CAP_PERSON,
    Blocker,
    Criteria,
    blockers_of,
)
from queries.rules.days import days_between, days_words
from queries.rules.departed import departures
from queries.rules.sentiment import current_sentiment, mood
from queries.rules.strength import strength_of
from queries.rules.successors import ScorePart, part
from queries.rules.thresholds import NEAR_EQUAL

EXPERIENCE_DAYS = 730
REST_DAYS = 90
YEAR = 365
EFFORTS = tuple(ACTS_BY_EFFORT)
EFFORT_OF = {act: effort for effort, acts in ACTS_BY_EFFORT.items() for act in acts}


class Use(StrEnum):
    """How much an advocate has been used: never asked; asked 3 times in 180 days or more often."""

    NEVER_USED = "NEVER_USED"
    USED = "USED"
    OVER_USED = "OVER_USED"


class ReferenceCandidate(Row):
    """Whom may we ask to speak for us now, and why not the others?

    One row for each person considered: the score with its parts, and every blocker with the day it
    lifts. `eligible` people have no blocker. In the fair order those come first, and among nearly
    equal candidates whoever was asked least within 365 days: scores count in steps of 0.05, and
    within one step the fewest asks come first, then the higher score, then the person's id.
    `use` finds the over-used (asked 3 times in 180 days, or more often) and the never used.
    """

    person: PersonId
    account: AccountId
    score: float
    eligible: bool
    parts: list[ScorePart]
    blockers: list[Blocker]
    asks_in_a_year: int
    use: Use
    because: str


class ReferenceParameters(Parameters, Criteria):
    """What is needed, and whether people who may not be asked are listed too; `used` narrows."""

    include_blocked: bool = False
    used: tuple[Use, ...] | None = None


def reference_candidates(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: ReferenceParameters
) -> Iterator[ReferenceCandidate]:
    """The people of each account who may be asked."""
    for account in accounts:
        cases = departures(deployment, account)
        featured = set(account.row["featured"])
        for person in account.people:
            advocate = (
                person.roles
                or account.rows_of("consents", person.id)
                or asks_made(account, person.id)
                or person.id in featured
            )
            if not (person.jobs_now and advocate):
                continue
            blockers = blockers_of(account, person, cases.get(person.id), parameters)
            if blockers and not parameters.include_blocked:
                continue
            row = _row(account, person, parameters, blockers)
            if parameters.used is None or row.use in parameters.used:
                yield row


def _row(
    account: AccountFacts,
    person: PersonFacts,
    criteria: ReferenceParameters,
    blockers: list[Blocker],
) -> ReferenceCandidate:
    parts = [
        _sentiment(account, person),
        _fit(account, person, criteria),
        _strength(account, person),
        _experience(account, person, criteria.act),
        _rest(account, person),
    ]
    score = sum(p.contribution for p in parts)
    return ReferenceCandidate(
        person=person.id,
        account=account.id,
        score=score,
        eligible=not blockers,
        parts=parts,
        blockers=blockers,
        asks_in_a_year=sum(
            days_between(ask["invited_at"], account.as_of) <= YEAR
            for ask in asks_of(account, person.id)
        ),
        use=_use(account, person),
        because=f"{person.name} at {account.name} scores {score:.2f}: "
        + ", ".join(p.because for p in parts)
        + ("" if not blockers else "; not now: " + ", ".join(b.because for b in blockers))
        + ".",
    )


def _use(account: AccountFacts, person: PersonFacts) -> Use:
    asked = [ask["invited_at"] for ask in asks_of(account, person.id)]
    if not asked:
        return Use.NEVER_USED
    recent = sum(days_between(at, account.as_of) <= CAP_DAYS for at in asked)
    return Use.OVER_USED if recent >= CAP_PERSON else Use.USED


def _sentiment(account: AccountFacts, person: PersonFacts) -> ScorePart:
    feeling = current_sentiment(account, person.id)
    if feeling is None:
        return part("reference", "sentiment", 0.0, "no reading of sentiment within a year")
    return part("reference", "sentiment", (feeling + 1) / 2, mood(feeling))


def _strength(account: AccountFacts, person: PersonFacts) -> ScorePart:
    strength = strength_of(account, person.id)
    if strength is None:
        return part("reference", "strength", 0.0, "insufficient data on our relation")
    return part("reference", "strength", strength / 100, f"relation strength {strength:.0f}")


def _experience(account: AccountFacts, person: PersonFacts, act: str) -> ScorePart:
    """1 - 0.5^n over acts of this kind, or of greater effort, completed within 730 days."""
    least = EFFORTS.index(EFFORT_OF[act])
    done = sum(
        ask["state"] == "completed"
        and ask["ended_at"] is not None
        and days_between(ask["ended_at"], account.as_of) <= EXPERIENCE_DAYS
        and (ask["act"] == act or EFFORTS.index(EFFORT_OF[ask["act"]]) > least)
        for ask in asks_of(account, person.id)
    )
    because = (
        f"did {done} such or greater {'act' if done == 1 else 'acts'} before"
        if done
        else "did no such act before"
    )
    return part("reference", "experience", 1 - 0.5**done, because)


def _rest(account: AccountFacts, person: PersonFacts) -> ScorePart:
    asks = asks_of(account, person.id)
    if not asks:
        return part("reference", "rest", 1.0, "never asked")
    days = days_between(asks[-1]["invited_at"], account.as_of)
    because = f"last asked {days_words(days)} ago"
    return part("reference", "rest", min(1.0, days / REST_DAYS), because)


def _fit(account: AccountFacts, person: PersonFacts, criteria: ReferenceParameters) -> ScorePart:
    """The mean over the criteria stated; 1 where none is."""
    about = account.row["account"]
    met: dict[str, float] = {}
    if criteria.industry is not None:
        met["industry"] = _same(criteria.industry, about["industry"])
    if criteria.region is not None:
        met["region"] = _same(criteria.region, about["region"])
    if criteria.use_case is not None:
        met["use case"] = float(
            any(_same(criteria.use_case, topic) for topic in about["topics"] or ())
        )
    if criteria.persona is not None:
        wanted = criteria.persona.replace(" ", "_")
        met["persona"] = float(
            any(_same(wanted, name) for name in (*person.roles, person.seniority))
            or any(_same(criteria.persona, name) for name in person.departments)
        )
    if criteria.min_employees is not None or criteria.max_employees is not None:
        met["size"] = _size(about["employees"], criteria.min_employees, criteria.max_employees)
    if not met:
        return part("reference", "fit", 1.0, "no criteria to fit")
    value = sum(met.values()) / len(met)
    fits = [name for name, v in met.items() if v == 1]
    because = f"fits {', '.join(fits)}" if fits else "fits none of the criteria"
    return part("reference", "fit", value, because)


def _same(wanted: str, found: str | None) -> float:
    return float(found is not None and wanted.strip().casefold() == found.strip().casefold())


def _size(employees: int | None, least: int | None, most: int | None) -> float:
    """1 within the range; outside it max(0, 1 - ln(distance ratio) / ln 10)."""
    if not employees:
        return 0.0
    ratio = 1.0
    if least is not None and employees < least:
        ratio = least / employees
    elif most is not None and employees > most:
        ratio = employees / most if most else math.inf
    return 0.0 if ratio == math.inf else max(0.0, 1 - math.log(ratio) / math.log(10))


REFERENCE_CANDIDATES = Question(
    name="reference_candidates",
    parameters=ReferenceParameters,
    row=ReferenceCandidate,
    facts=(*BLOCKER_FACTS, "strengths", "featured"),
    answer=reference_candidates,
    orders={
        "FAIR": lambda row: (
            not row.eligible,
            -round(row.score / NEAR_EQUAL),
            row.asks_in_a_year,
            -row.score,
        ),
        "SCORE": lambda row: (not row.eligible, -row.score, row.asks_in_a_year),
    },
    unique=lambda row: (row.person, row.account),
)
