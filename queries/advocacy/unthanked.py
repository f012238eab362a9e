"""Unthanked advocates: who did something for us and got nothing in return?"""

from collections.abc import Iterator, Sequence
from typing import Any

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, AskId, At, PersonId, Row
from queries.rules.asks import asks_of
from queries.rules.days import date_words, days_between, days_words
from queries.rules.departed import FACTS, departures, gone


class UnthankedAdvocate(Row):
    """Who did something for us and got nothing in return?

    One row for each person with an act completed for which no benefit was given: none that names
    the ask, and none that names no ask and was given at the act's end or after it. The row stands
    under the account as whose somebody they did it, else under those that employ them now; who has
    left since is to be thanked all the same. `benefits` counts all they ever got.
    """

    person: PersonId
    account: AccountId
    acts: list[str]
    asks: list[AskId]
    waiting_since: At
    days_waiting: int
    benefits: int
    because: str


class UnthankedAdvocateParameters(Parameters):
    """`waiting_days` leaves out whom we owe thanks for fewer days."""

    waiting_days: int = 0


def unthanked_advocates(
    deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: UnthankedAdvocateParameters,
) -> Iterator[UnthankedAdvocate]:
    """The unthanked of each account."""
    for account in accounts:
        cases = departures(deployment, account) if account.row["asks"] else {}
        for person in account.people:
            here = bool(person.jobs_now) and not gone(person, cases)
            owed = [
                ask for ask in asks_of(account, person.id) if _owed(account, person, ask, here=here)
            ]
            if owed:
                row = _row(account, person, owed)
                if row.days_waiting >= parameters.waiting_days:
                    yield row


def _owed(account: AccountFacts, person: PersonFacts, ask: dict[str, Any], *, here: bool) -> bool:
    if ask["state"] != "completed" or ask["ended_at"] is None:
        return False
    if ask["account"] != account.id and (ask["account"] is not None or not here):
        return False
    return not any(_thanks_for(benefit, ask) for benefit in account.rows_of("benefits", person.id))


def _thanks_for(benefit: dict[str, Any], ask: dict[str, Any]) -> bool:
    if benefit["ask"] is not None:
        return bool(benefit["ask"] == ask["id"])
    return bool(benefit["at"] >= ask["ended_at"])


def _row(
    account: AccountFacts, person: PersonFacts, owed: list[dict[str, Any]]
) -> UnthankedAdvocate:
    since = min(ask["ended_at"] for ask in owed)
    days = days_between(since, account.as_of)
    acts = [ask["act"] for ask in sorted(owed, key=lambda ask: (ask["ended_at"], ask["id"]))]
    given = len(account.rows_of("benefits", person.id))
    said = (
        f"{person.name} at {account.name} completed {', '.join(a.replace('_', ' ') for a in acts)} "
        f"and was not thanked since {date_words(since)}, {days_words(days)} ago"
    )
    before = "" if not given else f"; got {given} benefit{'' if given == 1 else 's'} for other acts"
    return UnthankedAdvocate(
        person=person.id,
        account=account.id,
        acts=acts,
        asks=sorted(ask["id"] for ask in owed),
        waiting_since=since,
        days_waiting=days,
        benefits=given,
        because=f"{said}{before}.",
    )


UNTHANKED_ADVOCATES = Question(
    name="unthanked_advocates",
    parameters=UnthankedAdvocateParameters,
    row=UnthankedAdvocate,
    facts=(*FACTS, "asks", "benefits"),
    answer=unthanked_advocates,
    orders={
        "LONGEST": lambda row: (-row.days_waiting, row.waiting_since),
        "MOST": lambda row: (-len(row.asks),),
    },
    unique=lambda row: (row.person, row.account),
)
