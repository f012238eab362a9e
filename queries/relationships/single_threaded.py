"""Single-threaded accounts: where one person carries the relation."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters
from queries.row import AccountId, Money, On, PersonId, Row, TeammateId
from queries.rules.days import days_between
from queries.rules.departed import FACTS, departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.money import arr_of
from queries.rules.promises import policy_of
from queries.rules.scoring import RECENT_DAYS
from queries.rules.severity import WORST_FIRST, Severity, base, raised, renewal_near


class ThreadSide(StrEnum):
    """Whose side hangs on one person."""

    THEIRS = "THEIRS"
    OURS = "OURS"


class SingleThreadedAccount(Row):
    """Where does one person carry the whole relation?

    One row for each account, and side, of which only one person took part in the touches of the
    last 90 days; `share` is that person's share of them, 0 to 1.
    """

    account: AccountId
    side: ThreadSide
    person: PersonId | None
    teammate: TeammateId | None
    share: float
    touches: int
    arr: Money | None
    renewal_on: On | None
    severity: Severity
    because: str
    next_action: str


class SingleThreadedParameters(Parameters):
    """`include_our_side` also asks for accounts that only one of us carries."""

    include_our_side: bool = False


def single_threaded_accounts(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: SingleThreadedParameters
) -> Iterator[SingleThreadedAccount]:
    """The accounts that hang on one person."""
    for account in accounts:
        if stale_since(deployment, account, account.as_of) is not None:
            continue
        policy = policy_of(deployment, account)
        severity = raised(base(policy), 1 if renewal_near(account, account.as_of) else 0)
        if policy.contacts >= 2:
            yield from _theirs(deployment, account, severity)
        if parameters.include_our_side:
            yield from _ours(account, severity)


def _theirs(
    deployment: Deployment, account: AccountFacts, severity: Severity
) -> Iterator[SingleThreadedAccount]:
    known = known_there(account, departures(deployment, account))
    recent = [
        person
        for person in known
        if person.last_touch_at is not None
        and days_between(person.last_touch_at, account.as_of) <= RECENT_DAYS
    ]
    if len(recent) != 1:
        return
    person = recent[0]
    touches = account.row["recent"]
    theirs = sum(person.id in touch["people"] for touch in touches)
    yield SingleThreadedAccount(
        account=account.id,
        side=ThreadSide.THEIRS,
        person=person.id,
        teammate=None,
        share=theirs / len(touches),
        touches=theirs,
        arr=arr_of(account),
        renewal_on=account.renewal_on,
        severity=severity,
        because=f"{person.name} took part in {theirs} of {len(touches)} touches with "
        f"{account.name} in {RECENT_DAYS} days; nobody else we know there took part in any.",
        next_action=f"Meet somebody beside {person.name}.",
    )


def _ours(account: AccountFacts, severity: Severity) -> Iterator[SingleThreadedAccount]:
    touches = account.row["recent"]
    ours = {teammate for touch in touches for teammate in touch["teammates"]}
    if len(ours) != 1:
        return
    teammate = next(iter(ours))
    carried = sum(teammate in touch["teammates"] for touch in touches)
    yield SingleThreadedAccount(
        account=account.id,
        side=ThreadSide.OURS,
        person=None,
        teammate=teammate,
        share=carried / len(touches),
        touches=carried,
        arr=arr_of(account),
        renewal_on=account.renewal_on,
        severity=severity,
        because=f"Only one of us took part in the {len(touches)} touches with {account.name} "
        f"in {RECENT_DAYS} days.",
        next_action="Introduce a second teammate.",
    )


SINGLE_THREADED_ACCOUNTS = Question(
    name="single_threaded_accounts",
    parameters=SingleThreadedParameters,
    row=SingleThreadedAccount,
    facts=(*FACTS, "recent"),
    answer=single_threaded_accounts,
    orders={
        "SEVERITY": lambda row: (
            WORST_FIRST.index(row.severity),
            row.renewal_on or "9999-12-31",
        ),
        "SHARE": lambda row: (-row.share,),
    },
    unique=lambda row: (row.account, row.side.value),
)
