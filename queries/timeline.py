"""The timeline of an account: what happened there, newest first."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from graph.model import Millis
from queries.catalogue import Question
from queries.departed import FACTS, departures
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Private, Row


class TimelineKind(StrEnum):
    """What kind of thing happened."""

    TOUCHPOINT = "TOUCHPOINT"
    SENTIMENT = "SENTIMENT"
    ROLE_CHANGE = "ROLE_CHANGE"
    EMPLOYMENT_CHANGE = "EMPLOYMENT_CHANGE"
    DEPARTURE = "DEPARTURE"
    ASK = "ASK"


class TimelineEvent(Row):
    """What happened at an account, and what was said last?

    One row for each touchpoint, reading of sentiment, change of role or employment, departure and
    ask, newest first. `detail` may be private.
    """

    account: AccountId
    at: At
    kind: TimelineKind
    people: list[PersonId]
    because: str
    detail: Private[str | None]
    id: str


class TimelineParameters(Parameters):
    """`kinds` narrows the answer."""

    kinds: tuple[TimelineKind, ...] | None = None


def account_timeline(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: TimelineParameters
) -> Iterator[TimelineEvent]:
    """The events of each account, as far as they are asked for."""
    for account in accounts:
        for event in events_of(deployment, account):
            if event.at <= account.as_of and (
                parameters.kinds is None or event.kind in parameters.kinds
            ):
                yield event


def events_of(deployment: Deployment, account: AccountFacts) -> Iterator[TimelineEvent]:
    """Everything dated that is known of one account."""
    names = {person.id: person.name for person in account.people}
    events = account.row["events"]
    for row in events["touchpoints"]:
        who = _names(names, row["people"])
        way = {"in": "from", "out": "to"}.get(row["direction"], "with")
        because = f"{row['what'].replace('_', ' ')} {way} {who}"
        yield _event(account, TimelineKind.TOUCHPOINT, row, because)
    for row in events["readings"]:
        because = f"{_names(names, row['people'])}: {row['what']}"
        yield _event(account, TimelineKind.SENTIMENT, row, because)
    for row in events["asks"]:
        because = (
            f"{_names(names, row['people'])} was asked for a {row['what'].replace('_', ' ')}: "
            f"{row['detail'].replace('_', ' ')}"
        )
        yield _event(account, TimelineKind.ASK, row | {"detail": None}, because)
    for row in events["roles"]:
        yield from _changes(account, TimelineKind.ROLE_CHANGE, row, names, "became", "is no longer")
    for row in events["jobs"]:
        yield from _changes(
            account, TimelineKind.EMPLOYMENT_CHANGE, row, names, "began as", "is no longer"
        )
    for case in departures(deployment, account).values():
        if case.evidence:
            yield TimelineEvent(
                account=account.id,
                at=case.detected_at,
                kind=TimelineKind.DEPARTURE,
                people=[case.person.id],
                because=f"departure of {case.person.name}: {case.status.value.lower()}",
                detail=None,
                id=f"departure:{case.person.id}",
            )


def _event(
    account: AccountFacts, kind: TimelineKind, row: dict[str, Any], because: str
) -> TimelineEvent:
    return TimelineEvent(
        account=account.id,
        at=row["at"],
        kind=kind,
        people=row["people"],
        because=because,
        detail=row["detail"],
        id=row["id"],
    )


def _changes(
    account: AccountFacts,
    kind: TimelineKind,
    row: dict[str, Any],
    names: dict[str, str],
    began: str,
    ended: str,
) -> Iterator[TimelineEvent]:
    what = (row["what"] or "somebody there").replace("_", " ")
    moments: list[tuple[Millis | None, str]] = [(row["since"], began), (row["until"], ended)]
    for at, verb in moments:
        if at is not None:
            yield TimelineEvent(
                account=account.id,
                at=at,
                kind=kind,
                people=row["people"],
                because=f"{_names(names, row['people'])} {verb} {what}",
                detail=None,
                id=f"{kind.value.lower()}:{row['people'][0]}:{what}:{at}:{verb}",
            )


def _names(names: dict[str, str], people: Sequence[str]) -> str:
    known = [names[person] for person in people if person in names]
    return ", ".join(known) or "nobody we know"


ACCOUNT_TIMELINE = Question(
    name="account_timeline",
    parameters=TimelineParameters,
    row=TimelineEvent,
    facts=(*FACTS, "events"),
    answer=account_timeline,
    orders={"NEWEST": lambda row: (-row.at,), "OLDEST": lambda row: (row.at,)},
    unique=lambda row: (row.account, row.kind.value, row.id),
)
