"""Next best contacts: given limited time, whom should we talk to next, and why?"""

from collections.abc import Iterator, Sequence

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.relationships.loops import LOOP_FACTS, OpenLoop, loops_of
from queries.relationships.recency import TOO_MANY
from queries.row import AccountId, At, Money, On, PersonId, Row
from queries.rules.days import RENEWAL_NEAR, days_ahead, days_words
from queries.rules.departed import Departure, DepartureStatus, departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.money import arr_of
from queries.rules.promises import policy_of, promise_to
from queries.rules.sentiment import current_sentiment, mood
from queries.rules.successors import ScorePart, part

UNHAPPY, VERY_UNHAPPY = -0.2, -0.6


class NextContact(Row):
    """Given limited time, whom should we talk to next, and why?

    One row for each person with a role at an account now for whom anything speaks, the most
    pressing first. The score is the sum of its parts, each 0 to 1: an open loop with the person
    (1), or with the account (0.5); days overdue divided by the promised cadence, never touched
    counting as 1; the nearness of a renewal within 90 days; a suspected departure (1); and an
    unhappy mood (0.5, very unhappy 1). Where feeds are stale nothing is said of loops and overdue
    promises. Who opted out, left, or was approached more than 5 times within seven days has no row.
    """

    account: AccountId
    person: PersonId
    score: float
    parts: list[ScorePart]
    last_touch_at: At | None
    arr: Money | None
    renewal_on: On | None
    because: str
    next_action: str


class NextContactParameters(Parameters):
    """`roles` narrows the answer."""

    roles: tuple[str, ...] | None = None


def next_best_contacts(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: NextContactParameters
) -> Iterator[NextContact]:
    """Whom to talk to at each account."""
    for account in accounts:
        cases = departures(deployment, account)
        fresh = stale_since(deployment, account, account.as_of) is None
        loops = list(loops_of(deployment, account, cases)) if fresh else []
        for person in known_there(account, cases):
            if not person.roles or person.opted_out:
                continue
            if person.touches["within_7_days"] > TOO_MANY:
                continue
            if parameters.roles is not None and not set(person.roles) & set(parameters.roles):
                continue
            row = _row(deployment, account, person, cases.get(person.id), loops, fresh=fresh)
            if row.score > 0:
                yield row


def _row(
    deployment: Deployment,
    account: AccountFacts,
    person: PersonFacts,
    case: Departure | None,
    loops: list[OpenLoop],
    *,
    fresh: bool,
) -> NextContact:
    parts = [
        _loop(person, loops),
        _overdue(deployment, account, person, fresh=fresh),
        _renewal(account),
        _departure(case),
        _mood(account, person),
    ]
    weighty = sorted((p for p in parts if p.value), key=lambda p: (-p.contribution, p.name))
    own = [loop for loop in loops if loop.person == person.id]
    return NextContact(
        account=account.id,
        person=person.id,
        score=sum(p.contribution for p in parts),
        parts=parts,
        last_touch_at=person.last_touch_at,
        arr=arr_of(account),
        renewal_on=account.renewal_on,
        because=f"{person.name} at {account.name}: {'; '.join(p.because for p in weighty)}.",
        next_action=own[0].next_action if own else f"Talk to {person.name}.",
    )


def _loop(person: PersonFacts, loops: list[OpenLoop]) -> ScorePart:
    own = [loop for loop in loops if loop.person == person.id]
    common = [loop for loop in loops if loop.person is None]
    if own or common:
        said = (own or common)[0].because.rstrip(".")
        return part("next_contact", "loop", 1.0 if own else 0.5, said)
    return part("next_contact", "loop", 0.0, "nothing waits for an answer")


def _overdue(
    deployment: Deployment, account: AccountFacts, person: PersonFacts, *, fresh: bool
) -> ScorePart:
    promise = promise_to(policy_of(deployment, account), person, person.roles, account.as_of)
    if not fresh or promise.cadence is None:
        return part("next_contact", "overdue", 0.0, "no promise known to be broken")
    if promise.days is None:
        return part("next_contact", "overdue", 1.0, "never touched")
    if promise.overdue is None:
        return part("next_contact", "overdue", 0.0, "touched as promised")
    said = f"{days_words(promise.overdue)} overdue"
    return part("next_contact", "overdue", min(1.0, promise.overdue / promise.cadence), said)


def _renewal(account: AccountFacts) -> ScorePart:
    ahead = days_ahead(account.renewal_on, account.as_of)
    if ahead is None or not 0 <= ahead <= RENEWAL_NEAR:
        return part("next_contact", "renewal", 0.0, "no renewal is near")
    near = 1 - ahead / (RENEWAL_NEAR + 1)
    return part("next_contact", "renewal", near, f"the contract renews in {days_words(ahead)}")


def _departure(case: Departure | None) -> ScorePart:
    if case is not None and case.status is DepartureStatus.SUSPECTED:
        return part("next_contact", "departure", 1.0, "seems to be leaving")
    return part("next_contact", "departure", 0.0, "nothing speaks of leaving")


def _mood(account: AccountFacts, person: PersonFacts) -> ScorePart:
    feeling = current_sentiment(account, person.id)
    if feeling is None or feeling >= UNHAPPY:
        return part("next_contact", "mood", 0.0, "not known to be unhappy")
    value = 1.0 if feeling < VERY_UNHAPPY else 0.5
    return part("next_contact", "mood", value, mood(feeling))


NEXT_BEST_CONTACTS = Question(
    name="next_best_contacts",
    parameters=NextContactParameters,
    row=NextContact,
    facts=LOOP_FACTS,
    answer=next_best_contacts,
    orders={
        "SCORE": lambda row: (-row.score, 0.0 if row.arr is None else -float(row.arr.amount)),
        "RENEWAL": lambda row: (row.renewal_on or "9999-12-31", -row.score),
    },
    unique=lambda row: (row.account, row.person),
)
