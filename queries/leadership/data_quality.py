"""Data quality: how much of what the questions need is known?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Millis
from queries.catalogue import Look, Question, View
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import ComparedParameters
from queries.row import AccountId, Row
from queries.rules.books import lead_of
from queries.rules.days import date_words
from queries.rules.departed import FACTS, departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.groups import (
    Group,
    Grouped,
    GroupedParameters,
    by_name,
    group_words,
    grouped,
    identity,
)
from queries.rules.quality import mean


class FieldFilled(Row):
    """How often one thing is known: `filled` of `of`; `accounts` are those where some is missing.

    `share` is from 0 to 1; empty where there is nothing that could have it.
    """

    name: str
    share: float | None
    filled: int
    of: int
    accounts: list[AccountId]


class DataQuality(Grouped):
    """How much of what the questions need is known?

    One row for each group. `score` is the mean of the shares of all fields, 0 to 100: of accounts
    their segment (as a source states it), industry, region, size, ARR, renewal, owner and a feed of
    touchpoints that is fresh; of the people known there a title, a department, an e-mail address
    and a role; of the touches of 90 days a purpose and who began them; and a goal for each
    stakeholder once goals are recorded at all. `missing` names the fields that are not complete.
    """

    account_count: int
    score: float
    missing: list[str]
    fields: list[FieldFilled]
    score_before: float | None
    change: float | None
    because: str


class DataQualityParameters(GroupedParameters, ComparedParameters):
    """Which accounts count."""


async def data_quality(look: Look, parameters: DataQualityParameters) -> Iterator[DataQuality]:
    """The rows as of one moment, held against another if one is named."""
    now = await look(parameters.as_of)
    before = None if parameters.compare_to is None else await look(parameters.compare_to)
    return known_rows(now, before, parameters)


def known_rows(
    now: View, before: View | None, parameters: DataQualityParameters
) -> Iterator[DataQuality]:
    """A row for each group there is."""
    then = {} if before is None else _fields(before, parameters)
    for group, (count, fields) in _fields(now, parameters).items():
        yield _row(group, count, fields, then.get(group), parameters)


@dataclass(frozen=True, slots=True)
class _Known:
    """How often a field is known at one account."""

    name: str
    filled: int
    of: int


Fields = tuple[int, list[FieldFilled]]
"""How many accounts a group has, and its fields."""


def _fields(view: View, parameters: DataQualityParameters) -> dict[Group, Fields]:
    return {
        group: (len(accounts), _added(view.deployment, accounts))
        for group, accounts in grouped(view.accounts, parameters).items()
    }


def _added(deployment: Deployment, accounts: Sequence[AccountFacts]) -> list[FieldFilled]:
    found: dict[str, list[tuple[str, _Known]]] = {}
    for account in accounts:
        for known in fields_of(deployment, account):
            found.setdefault(known.name, []).append((account.id, known))
    return [_filled(name, of) for name, of in found.items()]


def _filled(name: str, known: Sequence[tuple[str, _Known]]) -> FieldFilled:
    filled, of = sum(k.filled for _, k in known), sum(k.of for _, k in known)
    return FieldFilled(
        name=name,
        share=filled / of if of else None,
        filled=filled,
        of=of,
        accounts=[account for account, k in known if k.filled < k.of],
    )


def fields_of(deployment: Deployment, account: AccountFacts) -> Iterator[_Known]:
    """Every field of one account, of its people and of its touches."""
    about = account.row["account"]
    fresh = stale_since(deployment, account, account.as_of) is None
    for name, value in (
        ("segment", account.stated_segment),
        ("industry", about["industry"]),
        ("region", about["region"]),
        ("employees", about["employees"]),
        ("arr", account.arr),
        ("renewal_on", account.renewal_on),
        ("owner", lead_of(account)),
        ("fresh_feed", fresh or None),
    ):
        yield _Known(name, int(value is not None), 1)
    people = known_there(account, departures(deployment, account))
    details = account.row["details"]
    yield from _of_people(people, set(details["addressed"]))
    for name, filled in (("purpose", "purposes"), ("initiation", "initiations")):
        yield _Known(f"touch_{name}", details[filled], details["touches"])
    if deployment.goals_recorded:
        stakeholders = [person for person in people if person.roles]
        with_goal = set(account.row["goals"])
        yield _Known("goal", sum(p.id in with_goal for p in stakeholders), len(stakeholders))


def _of_people(people: Sequence[PersonFacts], addressed: set[str]) -> Iterator[_Known]:
    of = len(people)
    yield _Known("title", sum(person.title is not None for person in people), of)
    yield _Known("department", sum(person.department is not None for person in people), of)
    yield _Known("email", sum(person.id in addressed for person in people), of)
    yield _Known("role", sum(bool(person.roles) for person in people), of)


def _score(fields: Iterable[FieldFilled]) -> float:
    return 100 * (mean(f.share for f in fields if f.share is not None) or 0.0)


def _row(
    group: Group,
    count: int,
    fields: list[FieldFilled],
    before: Fields | None,
    parameters: DataQualityParameters,
) -> DataQuality:
    score = _score(fields)
    was = None if before is None else _score(before[1])
    return DataQuality(
        group=group.name,
        teammate=group.teammate,
        account=group.account,
        account_count=count,
        score=score,
        missing=[f.name for f in fields if f.filled < f.of],
        fields=fields,
        score_before=was,
        change=None if was is None else score - was,
        because=_because(group_words(group, parameters), score, fields, was, parameters.compare_to),
    )


def _because(
    name: str, score: float, fields: Sequence[FieldFilled], was: float | None, then: Millis | None
) -> str:
    sentence = f"{name}: {score:.0f} of 100"
    if was is not None and then is not None:
        sentence += f", after {was:.0f} on {date_words(then)}"
    lacking = [f for f in fields if f.filled < f.of]
    if not lacking:
        return f"{sentence}; nothing is missing."
    words = ", ".join(f"{f.name.replace('_', ' ')} ({f.of - f.filled} of {f.of})" for f in lacking)
    return f"{sentence}; missing: {words}."


DATA_QUALITY = Question(
    name="data_quality",
    parameters=DataQualityParameters,
    row=DataQuality,
    facts=(*FACTS, "goals", "details"),
    over_time=data_quality,
    orders={
        "SCORE": lambda row: (row.score,),
        "GROUP": by_name,
    },
    unique=lambda row: (identity(row),),
)
