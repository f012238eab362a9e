"""Customers: how many there are, what they pay us and when they renew."""

from collections.abc import Iterator

from api.report.document import Better, Cell, Chapter, Column, Definition, Kind, Table
from api.report.reckoning import (
    BEFORE,
    CHANGE,
    Amounts,
    arr_sum,
    by_segment,
    change,
    compared,
    comparing,
    main_currencies,
    money_figures,
    phrase,
    word,
)
from api.report.standing import Standing
from api.report.subject import Subject
from queries.days import RENEWAL_NEAR, days_ahead
from queries.facts import AccountFacts
from queries.row import Money

TITLE = "Customers"

CUSTOMERS = Definition(
    "Customers",
    "Accounts that were customers on the day. Prospects, partners, competitors and former "
    "customers are none; deleted and merged accounts neither.",
    better=Better.MORE,
)
ARR = Definition(
    "ARR",
    "What customers pay us in a year, as recorded on the day. Each currency stands by itself and "
    "is never added to another; an account without a recorded ARR is a customer and adds nothing.",
    Kind.MONEY,
    Better.MORE,
)
RENEWING = Definition(
    "ARR up for renewal",
    f"ARR of customers whose renewal lies 0 to {RENEWAL_NEAR} days ahead of the day.",
    Kind.MONEY,
)
UNPRICED = Definition(
    "Customers without ARR", "Customers for which no ARR was recorded on the day.", Kind.WHOLE
)
SHARE_OF_ARR = Definition(
    "Share of ARR", "The ARR of the line divided by all ARR of the same currency.", Kind.SHARE
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How many customers there are and what they pay us."""
    unpriced = _unpriced(now)
    renewing = _renewing(now)
    return Chapter(
        TITLE,
        lead=f"{phrase(len(now.accounts), 'customer')}, of which {len(renewing):,} renew within "
        f"{RENEWAL_NEAR} days."
        + (f" For {phrase(unpriced, 'of them', 'of them')} no ARR is recorded." * bool(unpriced)),
        figures=(
            compared(CUSTOMERS, lambda s: len(s.accounts), now, before),
            *money_figures(ARR, lambda s: arr_sum(s.accounts.values()), now, before),
            *money_figures(RENEWING, lambda s: arr_sum(_renewing(s)), now, before),
            compared(UNPRICED, _unpriced, now, before),
        ),
        tables=(_segments(now, before),),
        headline=(CUSTOMERS, ARR),
    )


def _renewing(standing: Standing) -> list[AccountFacts]:
    ahead = ((a, days_ahead(a.renewal_on, standing.as_of)) for a in standing.accounts.values())
    return [a for a, days in ahead if days is not None and 0 <= days <= RENEWAL_NEAR]


def _unpriced(standing: Standing) -> int:
    return sum(account.arr is None for account in standing.accounts.values())


def _segments(now: Standing, before: Standing | None) -> Table:
    return Table(
        "Customers by segment",
        (
            Column("Segment"),
            Column("Customers", Kind.WHOLE, CUSTOMERS),
            *comparing(BEFORE, CHANGE, before=before),
            Column("ARR", Kind.MONEY, ARR),
            Column("Share of ARR", Kind.SHARE, SHARE_OF_ARR),
        ),
        tuple(_segment_rows(now, before)),
        empty="",
    )


def _segment_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    """One line for each segment and currency; the number of customers stands on the first."""
    then = {} if before is None else by_segment(before.accounts.values())
    groups = by_segment(now.accounts.values())
    totals = arr_sum(now.accounts.values())
    for segment in dict.fromkeys((*groups, *then)):
        accounts = groups.get(segment, [])
        count, was = len(accounts), len(then.get(segment, []))
        lines = list(_currency_cells(now, arr_sum(accounts), totals)) or [(None, None)]
        for number, (arr, share) in enumerate(lines):
            numbers: tuple[Cell, ...] = (count, was, change(count, was))
            if number:
                numbers = (None, None, None)
            yield (word(segment), *numbers[: 1 if before is None else 3], arr, share)


def _currency_cells(
    standing: Standing, amounts: Amounts, totals: Amounts
) -> Iterator[tuple[Cell, Cell]]:
    for currency in main_currencies(standing, amounts):
        amount, total = amounts[currency], totals[currency]
        yield Money(amount=amount, currency=currency), float(amount / total) if total else None


SUBJECT = Subject(TITLE, (), (CUSTOMERS, ARR, RENEWING, UNPRICED, SHARE_OF_ARR), tell)
