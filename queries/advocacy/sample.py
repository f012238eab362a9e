"""Interview sample: whom to interview, so that every kind of customer is heard?"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, PersonId, Row
from queries.rules.blockers import BLOCKER_FACTS, blockers_of_any_act
from queries.rules.departed import departures

LARGEST = 500
UNKNOWN = "unknown"
Kind = tuple[str, str, str]
"""Segment, stage and industry of a customer."""
Subject = tuple[AccountFacts, PersonFacts]


class InterviewSubject(Row):
    """Whom should we interview, so that customers of every kind are heard?

    One row for each account drawn, with the person there to ask: of those with a role whom nothing
    stops, consent aside, the one last in touch with us. Kinds of customers are segment, stage and
    industry; each kind in turn gives one account until there are enough, the largest kind first, so
    that no kind has two more than another that has any left. Which accounts of a kind are drawn is
    left to chance; the same `seed` draws the same again.
    """

    account: AccountId
    person: PersonId
    place: int
    segment: str
    stage: str
    industry: str
    because: str


class InterviewSubjectParameters(Parameters):
    """`size` is how many to draw, `seed` which of many draws it is."""

    size: Annotated[int, Field(ge=1, le=LARGEST)] = 30
    seed: int = 0


def interview_sample(
    deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: InterviewSubjectParameters,
) -> Iterator[InterviewSubject]:
    """The accounts drawn, in the order of drawing."""
    kinds: dict[Kind, list[Subject]] = defaultdict(list)
    for account in accounts:
        person = _whom(deployment, account)
        if person is not None:
            kinds[_kind(account)].append((account, person))
    for place, (kind, (account, person)) in enumerate(drawn(kinds, parameters.seed), 1):
        if place > parameters.size:
            return
        segment, stage, industry = kind
        yield InterviewSubject(
            account=account.id,
            person=person.id,
            place=place,
            segment=segment,
            stage=stage,
            industry=industry,
            because=f"{person.name} at {account.name}: one of {len(kinds[kind])} in {segment}, "
            f"stage {stage}, industry {industry}.",
        )


def _whom(deployment: Deployment, account: AccountFacts) -> PersonFacts | None:
    cases = departures(deployment, account)
    free = (
        person
        for person in account.people
        if person.roles and not blockers_of_any_act(account, person, cases.get(person.id))
    )
    return min(free, key=lambda person: (-(person.last_touch_at or 0), person.id), default=None)


def _kind(account: AccountFacts) -> Kind:
    stages = account.row["stages"]
    stage = stages[-1]["stage"] if stages else None
    return account.segment, stage or UNKNOWN, account.row["account"]["industry"] or UNKNOWN


def drawn(kinds: dict[Kind, list[Subject]], seed: int) -> Iterator[tuple[Kind, Subject]]:
    """All subjects, the kinds taking turns; within a kind as the seed shuffles them."""
    order = sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind))
    shuffled = {kind: _shuffled(kinds[kind], seed) for kind in order}
    for turn in range(max(map(len, kinds.values()), default=0)):
        for kind in order:
            if turn < len(shuffled[kind]):
                yield kind, shuffled[kind][turn]


def _shuffled(subjects: Iterable[Subject], seed: int) -> list[Subject]:
    """In an order that only the seed and the accounts decide, whatever else there is."""

    def lot(subject: Subject) -> str:
        return hashlib.sha256(f"{seed}:{subject[0].id}".encode()).hexdigest()

    return sorted(subjects, key=lot)


INTERVIEW_SAMPLE = Question(
    name="interview_sample",
    parameters=InterviewSubjectParameters,
    row=InterviewSubject,
    facts=(*BLOCKER_FACTS, "stages"),
    answer=interview_sample,
    orders={"PLACE": lambda row: (row.place,)},
    unique=lambda row: (row.account,),
)
