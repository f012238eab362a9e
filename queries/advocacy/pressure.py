"""Contact pressure: what does everybody of ours want of one person, or one account?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from graph.model import STATUSES, Millis
from graph.values.calendar import DAY
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import PeopleParameters
from queries.relationships.recency import TOO_MANY
from queries.row import AccountId, AskId, At, PersonId, Row, TeammateId, TouchpointId
from queries.rules.asks import asks_of, asks_there
from queries.rules.days import date_words, days_between, days_words
from queries.rules.thresholds import CONTACT_DAYS, PRESSURE_DAYS, REPEATED


class ContactKind(StrEnum):
    """What was wanted: an ask; a talk or message both ways; one of ours; one to many."""

    ASK = "ASK"
    TOUCH = "TOUCH"
    ATTEMPT = "ATTEMPT"
    CAMPAIGN = "CAMPAIGN"


class Contact(Row):
    """One ask or touch, made or planned; `from_them`: the customer began it."""

    kind: ContactKind
    at: At
    planned: bool
    from_them: bool
    channel: str | None
    purpose: str | None
    campaign: str | None
    people: list[PersonId]
    teammates: list[TeammateId]
    teams: list[str]
    touchpoint: TouchpointId | None
    ask: AskId | None


class PressureOn(StrEnum):
    """Whose pressure is told: each person's, or that on an account as a whole."""

    PERSON = "PERSON"
    ACCOUNT = "ACCOUNT"


class ContactPressure(Row):
    """What do all our teams want of one person or account, and do they repeat themselves?

    One row for each person of an account with whom there was contact, or one for each account: all
    asks, touches, attempts and campaigns (scaled or automated) of the last days, and those planned
    for the next, by everybody of ours; a meeting with three people counts once for the account. An
    act that an ask has a time for is planned too. A purpose is repeated when two or more contacts
    of ours have it, made or planned; the purpose of an ask is its act. Over-touched: more than 5
    touches and attempts within seven days.
    """

    account: AccountId
    person: PersonId | None
    asks: int
    touches: int
    attempts: int
    campaigns: int
    planned: int
    within_7_days: int
    over_touched: bool
    repeated: list[str]
    teams: list[str]
    contacts: list[Contact]
    because: str


class ContactPressureParameters(PeopleParameters):
    """`days` says how far back and ahead, `on` whether of people or of accounts."""

    status: tuple[str, ...] = STATUSES
    days: Annotated[int, Field(ge=1, le=CONTACT_DAYS)] = PRESSURE_DAYS
    on: PressureOn = PressureOn.PERSON


def contact_pressure(
    _deployment: Deployment, accounts: Sequence[AccountFacts], parameters: ContactPressureParameters
) -> Iterator[ContactPressure]:
    """The pressure on each account, or on its people."""
    for account in accounts:
        if parameters.on is PressureOn.ACCOUNT:
            contacts = contacts_of_account(account, parameters.days)
            if contacts and _concerns(contacts, parameters):
                yield _row(account, None, account.name, contacts)
            continue
        for person in account.people:
            if parameters.asks_about(person.id):
                contacts = contacts_of(account, person.id, parameters.days)
                if contacts:
                    yield _row(account, person.id, person.name, contacts)


def _concerns(contacts: Iterable[Contact], parameters: PeopleParameters) -> bool:
    return any(parameters.asks_about(person) for c in contacts for person in c.people)


def contacts_of(account: AccountFacts, person: str, days: int) -> list[Contact]:
    """Everything between us and a person within so many days back or ahead, oldest first.

    Needs the columns `contacts`, `asks` and `approaches`.
    """
    asked = [c for ask in asks_of(account, person) for c in _of_ask(account, ask, [person])]
    touched = [
        _of_touch(row, parts, account.as_of)
        for row in account.row["contacts"]
        if (parts := {one["part"] for one in row["people"] if one["person"] == person})
    ]
    return _within([*asked, *touched], account.as_of, days)


def contacts_of_account(account: AccountFacts, days: int) -> list[Contact]:
    """Everything between us and the account's people, each once.

    Needs the columns `contacts`, `asks`, `asks_there` and `approaches`.
    """
    asked = [
        contact
        for ask in asks_there(account)
        for contact in _of_ask(account, ask, [] if ask["person"] is None else [ask["person"]])
    ]
    touched = [
        _of_touch(row, {one["part"] for one in row["people"]}, account.as_of)
        for row in account.row["contacts"]
    ]
    return _within([*asked, *touched], account.as_of, days)


def _within(contacts: Iterable[Contact], as_of: Millis, days: int) -> list[Contact]:
    near = (c for c in contacts if _distance(c.at, as_of) <= days)
    return sorted(near, key=lambda c: (c.at, c.touchpoint or c.ask or ""))


def _distance(at: Millis, as_of: Millis) -> int:
    return days_between(min(at, as_of), max(at, as_of))


def _of_ask(account: AccountFacts, ask: dict[str, Any], people: list[str]) -> Iterator[Contact]:
    """The invitation, and the act itself where its time lies ahead."""
    approaches = (row for row in account.row["approaches"] if row["ask"] == ask["id"])
    by: dict[str, Any] = next(approaches, {})
    invited = Contact(
        kind=ContactKind.ASK,
        at=ask["invited_at"],
        planned=False,
        from_them=False,
        channel=None,
        purpose=ask["act"],
        campaign=by.get("campaign"),
        people=people,
        teammates=[by["teammate"]] if by.get("teammate") else [],
        teams=[by["function"]] if by.get("function") else [],
        touchpoint=None,
        ask=ask["id"],
    )
    yield invited
    ahead: Millis | None = by.get("scheduled_at")
    if ask["state"] == "scheduled" and ahead is not None and ahead > account.as_of:
        yield invited.model_copy(update={"at": ahead, "planned": True})


def _of_touch(row: dict[str, Any], parts: set[str], as_of: Millis) -> Contact:
    if row["reach"] != "human":
        kind = ContactKind.CAMPAIGN
    else:
        kind = ContactKind.ATTEMPT if parts == {"addressed"} else ContactKind.TOUCH
    ours = row["teammates"]
    return Contact(
        kind=kind,
        at=row["at"],
        planned=row["at"] > as_of,
        from_them=row["direction"] == "in",
        channel=row["channel"],
        purpose=row["purpose"],
        campaign=None,
        people=sorted(part["person"] for part in row["people"]),
        teammates=[one["id"] for one in ours],
        teams=sorted({one["function"] for one in ours if one["function"]}),
        touchpoint=row["id"],
        ask=None,
    )


def repeated_purposes(contacts: Iterable[Contact]) -> list[str]:
    """The purposes that several contacts of ours have."""
    ours = {(c.purpose, c.touchpoint or c.ask) for c in contacts if c.purpose and not c.from_them}
    counted = Counter(purpose for purpose, _ in ours if purpose)
    return sorted(purpose for purpose, count in counted.items() if count >= REPEATED)


def _row(
    account: AccountFacts, person: str | None, name: str, contacts: list[Contact]
) -> ContactPressure:
    made = [contact for contact in contacts if not contact.planned]
    count = Counter(contact.kind for contact in made)
    week = sum(
        c.kind in (ContactKind.TOUCH, ContactKind.ATTEMPT) and c.at > account.as_of - 7 * DAY
        for c in made
    )
    repeated = repeated_purposes(contacts)
    over = week > TOO_MANY
    return ContactPressure(
        account=account.id,
        person=person,
        asks=count[ContactKind.ASK],
        touches=count[ContactKind.TOUCH],
        attempts=count[ContactKind.ATTEMPT],
        campaigns=count[ContactKind.CAMPAIGN],
        planned=len(contacts) - len(made),
        within_7_days=week,
        over_touched=over,
        repeated=repeated,
        teams=sorted({team for contact in contacts for team in contact.teams}),
        contacts=contacts,
        because=_because(name, contacts, made, week if over else 0, repeated, account.as_of),
    )


def _because(
    name: str,
    contacts: list[Contact],
    made: list[Contact],
    week: int,
    repeated: list[str],
    as_of: Millis,
) -> str:
    said = f"{name}: {_contacts(len(made))}"
    if made:
        said += f", the last {days_words(days_between(made[-1].at, as_of))} ago"
    ahead = [contact for contact in contacts if contact.planned]
    if ahead:
        said += f"; {len(ahead)} planned, the next on {date_words(ahead[0].at)}"
    if week:
        said += f"; approached {week} times in seven days"
    if repeated:
        said += f"; repeated: {', '.join(purpose.replace('_', ' ') for purpose in repeated)}"
    return f"{said}."


def _contacts(count: int) -> str:
    return "1 contact" if count == 1 else f"{count} contacts"


PRESSURE_FACTS = ("people", "contacts", "asks", "asks_there", "approaches")
"""The columns that telling contacts needs."""

CONTACT_PRESSURE = Question(
    name="contact_pressure",
    parameters=ContactPressureParameters,
    row=ContactPressure,
    facts=PRESSURE_FACTS,
    answer=contact_pressure,
    orders={
        "PRESSURE": lambda row: (not row.over_touched, -len(row.repeated), -len(row.contacts)),
        "CONTACTS": lambda row: (-len(row.contacts),),
    },
    unique=lambda row: (row.account, row.person or ""),
)
