"""Churn lessons: what did the accounts that left show before, and do those that stay too?"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from graph.model import MOST_DAYS, STATUSES, Millis
from queries.catalogue import Look, Question, View
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters, Shapes
from queries.relationships.coverage import COVERAGE_GAPS, CoverageGapKind, gaps_of
from queries.row import AccountId, Money, Row
from queries.rules.blockers import SOURED
from queries.rules.days import days_between
from queries.rules.departed import DepartureStatus, departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.money import arr_in, currency_of
from queries.rules.quality import mean
from queries.rules.sentiment import current_sentiment, fall

LOOK_BACK = 180
AT_ONCE = 8
"""Moments looked at beside each other."""


class ChurnSign(StrEnum):
    """What an account may show before it churns: a gap in coverage, somebody leaving, a mood."""

    MISSING_ROLE = "MISSING_ROLE"
    DEPARTED_ROLE = "DEPARTED_ROLE"
    NEVER_TOUCHED = "NEVER_TOUCHED"
    STALE = "STALE"
    UNOWNED = "UNOWNED"
    NO_GOAL = "NO_GOAL"
    FEW_CONTACTS = "FEW_CONTACTS"
    SINGLE_THREADED = "SINGLE_THREADED"
    NO_EXECUTIVE_CONTACT = "NO_EXECUTIVE_CONTACT"
    DEPARTURE = "DEPARTURE"
    FALLING_SENTIMENT = "FALLING_SENTIMENT"
    NEGATIVE_SENTIMENT = "NEGATIVE_SENTIMENT"


class ChurnLesson(Row):
    """What did the accounts that left show before, and do those that stay show it too?

    One row for each sign that any of them showed, if accounts churned at all. Churned accounts are
    judged by what was true right before they ceased to be customers, retained ones as of now: gaps
    in coverage as they stood, somebody with a role who left or seemed to within 180 days,
    stakeholders who felt worse than 180 days before, an account unhappy altogether. Accounts for
    which a sign cannot be told (a stale feed, nobody's feelings known) are in neither number.
    `times` is how much more often the sign stood before churn.
    """

    sign: ChurnSign
    churned: int
    churned_of: int
    churned_share: float | None
    retained: int
    retained_of: int
    retained_share: float | None
    times: float | None
    churned_arr: list[Money]
    accounts: list[AccountId]
    because: str


class ChurnLessonsParameters(Parameters):
    """Which customers count, and those that churned within so many days."""

    churned_within: Annotated[int, Shapes(), Field(ge=1, le=MOST_DAYS)] = 365


async def churn_lessons(look: Look, parameters: ChurnLessonsParameters) -> Iterator[ChurnLesson]:
    """The signs of the accounts that churned, each looked at as of the moment before it did."""
    now = await look(parameters.as_of, status=(*parameters.status, "churned"))
    churned = {
        account.id: moment
        for account in now.accounts
        if (moment := churned_at(account)) is not None
        and days_between(moment, parameters.as_of) <= parameters.churned_within
    }
    return lesson_rows(now, await _eves(look, churned))


def churned_at(account: AccountFacts) -> Millis | None:
    """When a churned account ceased to be what it was; None if it never was anything else."""
    if account.status != "churned":
        return None
    before = [s["until"] for s in account.row["states"] if s["status"] != "churned"]
    return max((until for until in before if until is not None), default=None)


@dataclass(frozen=True, slots=True)
class _Judged:
    """An account and, of each sign that can be told, whether it showed it."""

    account: AccountFacts
    signs: Mapping[ChurnSign, bool]


async def _eves(look: Look, churned: Mapping[str, Millis]) -> list[View]:
    """The churned accounts as they were right before, those of one moment looked at together."""
    by_moment: dict[Millis, list[str]] = defaultdict(list)
    for account, moment in churned.items():
        by_moment[moment - 1].append(account)
    free = asyncio.Semaphore(AT_ONCE)

    async def eve(moment: Millis, accounts: Sequence[str]) -> View:
        async with free:
            return await look(moment, accounts=tuple(accounts), status=STATUSES)

    return await asyncio.gather(*(eve(at, ids) for at, ids in sorted(by_moment.items())))


def _judged(deployment: Deployment, account: AccountFacts) -> _Judged:
    return _Judged(account, signs_of(deployment, account))


NEEDS_TOUCHES = (
    ChurnSign.NEVER_TOUCHED,
    ChurnSign.STALE,
    ChurnSign.SINGLE_THREADED,
    ChurnSign.NO_EXECUTIVE_CONTACT,
)


def signs_of(deployment: Deployment, account: AccountFacts) -> dict[ChurnSign, bool]:
    """Whether an account shows each sign; those that cannot be told are left out."""
    kinds = {gap.kind for gap in gaps_of(deployment, account)}
    stale = stale_since(deployment, account, account.as_of) is not None
    signs = {
        ChurnSign[kind.name]: kind in kinds
        for kind in CoverageGapKind
        if kind.name in ChurnSign.__members__
        and not (stale and ChurnSign[kind.name] in NEEDS_TOUCHES)
    }
    if not deployment.goals_recorded:
        del signs[ChurnSign.NO_GOAL]
    cases = departures(deployment, account)
    signs[ChurnSign.DEPARTURE] = any(
        case.person.ever_held
        and case.status is not DepartureStatus.DISMISSED
        and days_between(case.detected_at, account.as_of) <= LOOK_BACK
        for case in cases.values()
    )
    stakeholders = [person for person in known_there(account, cases) if person.roles]
    felt = [current_sentiment(account, person.id) for person in stakeholders]
    mood = mean(feeling for feeling in felt if feeling is not None)
    if mood is not None:
        signs[ChurnSign.NEGATIVE_SENTIMENT] = mood < SOURED
        signs[ChurnSign.FALLING_SENTIMENT] = any(
            fall(account, person.id, LOOK_BACK) is not None for person in stakeholders
        )
    return signs


def lesson_rows(now: View, eves: Sequence[View]) -> Iterator[ChurnLesson]:
    """The signs of the accounts that churned, beside those of the others."""
    churned = [_judged(eve.deployment, account) for eve in eves for account in eve.accounts]
    retained = [
        _judged(now.deployment, account)
        for account in (now.accounts if churned else ())
        if account.status != "churned"
    ]
    for sign in ChurnSign if churned else ():
        lost = [one.account for one in churned if one.signs.get(sign)]
        kept = sum(bool(one.signs.get(sign)) for one in retained)
        if lost or kept:
            yield _row(sign, lost, _told(churned, sign), kept, _told(retained, sign))


def _told(judged: Sequence[_Judged], sign: ChurnSign) -> int:
    return sum(sign in one.signs for one in judged)


def _row(
    sign: ChurnSign, lost: Sequence[AccountFacts], lost_of: int, kept: int, kept_of: int
) -> ChurnLesson:
    churned = len(lost) / lost_of if lost_of else None
    retained = kept / kept_of if kept_of else None
    currencies = sorted({c for account in lost if (c := currency_of(account)) is not None})
    return ChurnLesson(
        sign=sign,
        churned=len(lost),
        churned_of=lost_of,
        churned_share=churned,
        retained=kept,
        retained_of=kept_of,
        retained_share=retained,
        times=churned / retained if churned is not None and retained else None,
        churned_arr=[m for c in currencies if (m := arr_in(lost, c)) is not None],
        accounts=[account.id for account in lost],
        because=_because(sign, lost, lost_of, kept, kept_of),
    )


def _because(
    sign: ChurnSign, lost: Sequence[AccountFacts], lost_of: int, kept: int, kept_of: int
) -> str:
    words = sign.replace("_", " ").lower()
    return (
        f"Before they churned, {len(lost)} of {lost_of} accounts showed: {words}; "
        f"of those that stay, {kept} of {kept_of} do."
    )


CHURN_LESSONS = Question(
    name="churn_lessons",
    parameters=ChurnLessonsParameters,
    row=ChurnLesson,
    facts=(*COVERAGE_GAPS.facts, "readings", "states"),
    over_time=churn_lessons,
    orders={
        "SHARE": lambda row: (-(row.churned_share or 0.0), row.retained_share or 0.0),
        "TIMES": lambda row: (-(row.times or 0.0),),
    },
    unique=lambda row: (row.sign.value,),
)
