"""Book balance: how much does each of us carry, and how much can be carried?

Both formulas of how many accounts one teammate can carry are shown, for they often disagree: by
activities (so many a month, by those that each account is promised) and by ARR.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from graph.policy import SegmentPolicy
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.parameters import Parameters, Shapes
from queries.row import Money, Row, TeammateId
from queries.rules.books import lead_of
from queries.rules.groups import GroupBy, GroupedParameters, grouped
from queries.rules.money import arr_in, currency_of, money_words
from queries.rules.promises import policy_of

MONTH = 30
ARR_A_TEAMMATE = 1_500_000
"""ARR that one teammate can look after, in whole units of whichever currency."""


class BookBalance(Row):
    """How much does each of us carry, and how much can be carried?

    One row for each teammate with accounts (the active CSM's, else the active owner's), or for each
    team, and one for the accounts of nobody. `touches` and `attempts` are those of the owner within
    30 days with people of the book. Two formulas say how many teammates the book needs and how many
    such accounts one can carry: by activities, 600 a month against those that the policy promises
    (30 days by each required role's cadence), and by ARR, 1.5 million for each. A book with amounts
    in several currencies needs an unknown number by ARR (null), for they are never added; it is too
    large by ARR where one currency alone makes it so, else that is unknown too. `disagree`: one
    says that the book is too large and the other that it is not.
    """

    group: str | None
    teammate: TeammateId | None
    teammates: int
    account_count: int
    automated_count: int
    arr: list[Money]
    without_arr: int
    touches: int
    attempts: int
    promised_activities: float
    needed_by_activities: float
    needed_by_arr: float | None
    capacity_by_activities: float | None
    capacity_by_arr: float | None
    over_by_activities: bool
    over_by_arr: bool | None
    disagree: bool
    because: str


class BookBalanceParameters(Parameters):
    """Which accounts count; with `teams_only` teams stand for single teammates."""

    activities_a_month: Annotated[int, Shapes(), Field(gt=0)] = 600
    arr_a_teammate: Annotated[int, Shapes(), Field(gt=0)] = ARR_A_TEAMMATE
    teams_only: bool = False

    @property
    def ranks_teammates(self) -> bool:
        """Whether there is a row for each teammate."""
        return not self.teams_only


def book_balance(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: BookBalanceParameters
) -> Iterator[BookBalance]:
    """The books, each account in one of them."""
    by_owner = GroupedParameters(
        as_of=parameters.as_of, group_by=GroupBy.OWNER, teams_only=parameters.teams_only
    )
    for group, members in grouped(accounts, by_owner).items():
        book = _Book(group.name, group.teammate)
        for account in members:
            book.add(deployment, account)
        yield _row(book, parameters)


class _Book:
    """The accounts of one teammate or team, and what was done for them."""

    def __init__(self, name: str | None, teammate: str | None) -> None:
        self.name = name
        self.teammate = teammate
        self.accounts: list[AccountFacts] = []
        self.leads: set[str] = set()
        self.automated = 0
        self.promised = 0.0
        self.done: dict[str, bool] = {}

    def add(self, deployment: Deployment, account: AccountFacts) -> None:
        policy = policy_of(deployment, account)
        self.accounts.append(account)
        self.automated += policy.touch == "automated"
        self.promised += activities_a_month(policy)
        lead = lead_of(account)
        if lead is not None:
            self.leads.add(lead["teammate"])
            for row in account.row["worked"]:
                if row["teammate"] == lead["teammate"]:
                    was = self.done.get(row["touchpoint"], False)
                    self.done[row["touchpoint"]] = was or row["touch"]

    @property
    def arr(self) -> list[Money]:
        """What the accounts pay, currency by currency."""
        currencies = {c for a in self.accounts if (c := currency_of(a)) is not None}
        sums = (arr_in(self.accounts, currency) for currency in sorted(currencies))
        return [amount for amount in sums if amount is not None]


def activities_a_month(policy: SegmentPolicy) -> float:
    """Touches that a policy promises one account in 30 days: each required role by its cadence."""
    return sum(MONTH / days for days in policy.cadences.values() if days is not None)


@dataclass(frozen=True, slots=True)
class _Load:
    """How many teammates a book needs, and how many such accounts one can carry.

    Amounts of several currencies need as many each, and together nobody knows how many.
    """

    needs: tuple[float, ...]
    accounts: int
    teammates: int

    @property
    def needed(self) -> float | None:
        return sum(self.needs) if len(self.needs) <= 1 else None

    @property
    def capacity(self) -> float | None:
        return self.accounts / self.needed if self.needed else None

    @property
    def over(self) -> bool | None:
        if any(need > self.teammates > 0 for need in self.needs):
            return True
        return False if self.needed is not None or not self.teammates else None


def _row(book: _Book, parameters: BookBalanceParameters) -> BookBalance:
    count, teammates = len(book.accounts), len(book.leads)
    promised = book.promised / parameters.activities_a_month
    by_activities = _Load((promised,), count, teammates)
    needs = tuple(float(money.amount / parameters.arr_a_teammate) for money in book.arr)
    paying = sum(account.arr is not None for account in book.accounts)
    by_arr = _Load(needs, paying, teammates)
    touches = sum(book.done.values())
    return BookBalance(
        group=book.name,
        teammate=book.teammate,
        teammates=teammates,
        account_count=count,
        automated_count=book.automated,
        arr=book.arr,
        without_arr=count - paying,
        touches=touches,
        attempts=len(book.done) - touches,
        promised_activities=book.promised,
        needed_by_activities=promised,
        needed_by_arr=by_arr.needed,
        capacity_by_activities=by_activities.capacity,
        capacity_by_arr=by_arr.capacity,
        over_by_activities=promised > teammates > 0,
        over_by_arr=by_arr.over,
        disagree=by_arr.over is not None and by_activities.over != by_arr.over,
        because=_because(book, by_activities, by_arr, parameters),
    )


def _because(
    book: _Book, by_activities: _Load, by_arr: _Load, parameters: BookBalanceParameters
) -> str:
    count = len(book.accounts)
    accounts = "1 account" if count == 1 else f"{count} accounts"
    paying = " and ".join(money_words(amount) for amount in book.arr) or "an unknown ARR"
    if not book.leads:
        return f"Nobody carries {accounts} with {paying}."
    sentence = (
        f"{book.name} carr{'ies' if len(book.leads) == 1 else 'y'} {accounts} with {paying}. "
        f"By {parameters.activities_a_month} activities a month the book takes "
        f"{sum(by_activities.needs):.2f} teammates, by {parameters.arr_a_teammate:,} of ARR for "
        f"each {_by_arr_words(book, by_arr)}; it has {len(book.leads)}."
    )
    if by_arr.over is not None and by_activities.over != by_arr.over:
        return f"{sentence} The two disagree on whether it is too large."
    return sentence


def _by_arr_words(book: _Book, by_arr: _Load) -> str:
    if by_arr.needed is not None:
        return f"{by_arr.needed:.2f}"
    parts = (
        f"{need:.2f} for {amount.currency}"
        for amount, need in zip(book.arr, by_arr.needs, strict=True)
    )
    return f"{' and '.join(parts)}, which are never added"


BOOK_BALANCE = Question(
    name="book_balance",
    parameters=BookBalanceParameters,
    row=BookBalance,
    facts=("worked",),
    answer=book_balance,
    orders={
        "NEED": lambda row: (-max(row.needed_by_activities, row.needed_by_arr or 0.0),),
        "ACCOUNTS": lambda row: (-row.account_count,),
        "TOUCHES": lambda row: (-row.touches,),
    },
    unique=lambda row: (row.teammate or (row.group or "").casefold(),),
)
