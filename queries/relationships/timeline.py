"""The timeline of an account: what happened there, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from graph.projection.periods import Period, joined
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Private, Row
from queries.rules.asks import asks_made
from queries.rules.departed import FACTS, departures


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
        # Two records of one person may tell the same.
        events = {(event.kind, event.id): event for event in events_of(deployment, account)}
        for event in events.values():
            if event.at <= account.as_of and (
                parameters.kinds is None or event.kind in parameters.kinds
            ):
                yield event


def events_of(deployment: Deployment, account: AccountFacts) -> Iterator[TimelineEvent]:
    """Everything dated that is known of one account."""
    for row in account.row["events"]["touchpoints"]:
        way = {"in": "from", "out": "to"}.get(row["direction"], "with")
        because = f"{_words(row['what'])} {way} {_names(account, row['people'])}"
        yield _event(account, TimelineKind.TOUCHPOINT, row, because)
    for row in account.row["events"]["readings"]:
        because = f"{_names(account, row['people'])}: {row['what']}"
        yield _event(account, TimelineKind.SENTIMENT, row | {"detail": _felt(row)}, because)
    yield from _asks(account)
    for row in _joined(account.row["events"]["roles"]):
        role = _words(row["what"])
        yield from _changes(
            account, TimelineKind.ROLE_CHANGE, row, f"became {role}", f"is no longer {role}"
        )
    for row in _joined(account.row["events"]["jobs"]):
        title = row["what"]
        began = f"began as {title}" if title else f"began at {account.name}"
        ended = f"is no longer {title}" if title else f"is no longer at {account.name}"
        yield from _changes(account, TimelineKind.EMPLOYMENT_CHANGE, row, began, ended)
    for case in departures(deployment, account).values():
        if case.evidence:
            because = f"departure of {case.person.name}: {case.status.value.lower()}"
            row = {"at": case.detected_at, "people": [case.person.id], "id": case.person.id}
            yield _event(account, TimelineKind.DEPARTURE, row, because)


def _asks(account: AccountFacts) -> Iterator[TimelineEvent]:
    for ask in asks_made(account):
        if ask["account"] in (None, account.id):
            row = {"at": ask["invited_at"], "people": [ask["person"]], "id": ask["id"]}
            because = (
                f"{_names(account, row['people'])} was asked for a {_words(ask['act'])}: "
                f"{_words(ask['state'])}"
            )
            yield _event(account, TimelineKind.ASK, row, because)


def _joined(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same with what several records tell of one time told once, from its first day on."""
    told: dict[tuple[str, str | None], list[Period]] = defaultdict(list)
    for row in rows:
        told[row["people"][0], row["what"]].append(Period(row["since"], row["until"]))
    for (person, what), periods in told.items():
        for period in joined(periods):
            yield {"people": [person], "what": what, "since": period.since, "until": period.until}


def _felt(row: dict[str, Any]) -> str | None:
    """The answer on its own scale, else the score of -1 to 1, and what was said."""
    answer = None
    if row["raw"] is not None and row["high"] is not None:
        answer = f"{row['raw']:g} of {row['high']:g}"
    elif row["score"] is not None:
        answer = f"score {row['score']:+.2g}"
    return ": ".join(word for word in (answer, row["detail"]) if word) or None


def _changes(
    account: AccountFacts, kind: TimelineKind, row: dict[str, Any], began: str, ended: str
) -> Iterator[TimelineEvent]:
    (person,) = row["people"]
    for at, what in ((row["since"], began), (row["until"], ended)):
        if at is not None:
            event = {"at": at, "people": [person], "id": f"{person}:{at}:{what}"}
            yield _event(account, kind, event, f"{_names(account, [person])} {what}")


def _event(
    account: AccountFacts, kind: TimelineKind, row: dict[str, Any], because: str
) -> TimelineEvent:
    return TimelineEvent(
        account=account.id,
        at=row["at"],
        kind=kind,
        people=row["people"],
        because=because,
        detail=row.get("detail"),
        id=row["id"],
    )


def _names(account: AccountFacts, people: Sequence[str]) -> str:
    known = sorted(person.name for person in account.people if person.id in people)
    return ", ".join(known) or "nobody we know"


def _words(name: str) -> str:
    return name.replace("_", " ")


ACCOUNT_TIMELINE = Question(
    name="account_timeline",
    parameters=TimelineParameters,
    row=TimelineEvent,
    facts=(*FACTS, "events", "asks"),
    answer=account_timeline,
    orders={"NEWEST": lambda row: (-row.at,), "OLDEST": lambda row: (row.at,)},
    unique=lambda row: (row.account, row.kind.value, row.id),
)
