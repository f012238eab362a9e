"""Willing advocates: who would do what for us?"""

from collections.abc import Iterator, Sequence
from typing import Any

from graph.programme.states import consent_holds
from queries.advocacy.references import EFFORT_OF
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Acts, Parameters
from queries.row import AccountId, At, ConsentId, PersonId, Row
from queries.rules.asks import asks_of
from queries.rules.days import date_words, days_between
from queries.rules.departed import FACTS, departures, gone


class WillingAdvocate(Row):
    """Who is willing to do what for us?

    One row for each person employed or with a role at an account now, and each act that a consent
    of theirs in force allows. Who opted out, or whose departure is confirmed, has no row. Channels
    and regions are those allowed, empty: any; `until` is when the last of the consents ends, empty:
    not by itself. Whether the person may be asked now is told by reference_candidates.
    """

    person: PersonId
    account: AccountId
    act: str
    effort: str
    channels: list[str]
    regions: list[str]
    until: At | None
    consents: list[ConsentId]
    asked: int
    done: int
    last_asked_at: At | None
    because: str


class WillingAdvocateParameters(Parameters):
    """`acts` narrows the answer, `ending_within_days` to consents that end so soon."""

    acts: Acts | None = None
    ending_within_days: int | None = None


def willing_advocates(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: WillingAdvocateParameters
) -> Iterator[WillingAdvocate]:
    """The willing of each account, as far as they are asked for."""
    for account in accounts:
        cases = departures(deployment, account)
        for person in account.people:
            if person.opted_out or gone(person, cases) or not (person.jobs_now or person.roles):
                continue
            for row in _acts_of(account, person):
                if parameters.acts is not None and row.act not in parameters.acts:
                    continue
                if parameters.ending_within_days is None or (
                    row.until is not None
                    and days_between(account.as_of, row.until) <= parameters.ending_within_days
                ):
                    yield row


def _acts_of(account: AccountFacts, person: PersonFacts) -> Iterator[WillingAdvocate]:
    consents = [
        c for c in account.rows_of("consents", person.id) if consent_holds(c, account.as_of)
    ]
    for act in sorted({act for consent in consents for act in consent["acts"] or ()}):
        yield _row(account, person, act, [c for c in consents if act in (c["acts"] or ())])


def _row(
    account: AccountFacts, person: PersonFacts, act: str, consents: list[dict[str, Any]]
) -> WillingAdvocate:
    asks = [ask for ask in asks_of(account, person.id) if ask["act"] == act]
    ends = [consent["until"] for consent in consents]
    until = None if None in ends else max(end for end in ends if end is not None)
    done = sum(ask["state"] == "completed" for ask in asks)
    spoken = act.replace("_", " ")
    because = f"{person.name} at {account.name} agreed to a {spoken}"
    because += "" if until is None else f" until {date_words(until)}"
    because += "; never asked for one" if not asks else f"; asked {_times(len(asks))}"
    because += f", did it {_times(done)}" if done else ""
    return WillingAdvocate(
        person=person.id,
        account=account.id,
        act=act,
        effort=EFFORT_OF[act],
        channels=_allowed(consents, "channels"),
        regions=_allowed(consents, "regions"),
        until=until,
        consents=sorted(consent["id"] for consent in consents),
        asked=len(asks),
        done=done,
        last_asked_at=asks[-1]["invited_at"] if asks else None,
        because=f"{because}.",
    )


def _allowed(consents: list[dict[str, Any]], what: str) -> list[str]:
    """What the consents allow between them; empty, for any, if one of them names nothing."""
    if any(not consent[what] for consent in consents):
        return []
    return sorted({word for consent in consents for word in consent[what]})


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


WILLING_ADVOCATES = Question(
    name="willing_advocates",
    parameters=WillingAdvocateParameters,
    row=WillingAdvocate,
    facts=(*FACTS, "consents", "asks"),
    answer=willing_advocates,
    orders={
        "LEAST_ASKED": lambda row: (row.asked, row.last_asked_at or 0),
        "ENDING": lambda row: (10**15 if row.until is None else row.until,),
    },
    unique=lambda row: (row.person, row.account, row.act),
)
