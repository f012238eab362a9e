"""Customers: how many there are, what they pay us and when they renew."""

from collections.abc import Iterator
from decimal import Decimal

from api.report.document import Better, Cell, Chapter, Column, Definition, Kind, Table
from api.report.reckoning import (
    arr_sum,
    by_segment,
    compared,
    comparing,
    main_currencies,
    money_figures,
    phrase,
    was_and_change,
    word,
)
from api.report.standing import Standing
from api.report.subject import Subject
from queries.facts import AccountFacts
from queries.row import Money
from queries.rules.days import RENEWAL_NEAR, days_ahead
from queries.rules.money import arr_of

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
        headline=(ARR,),
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
            *comparing(Kind.WHOLE, before),
            Column("ARR", Kind.MONEY, ARR),
            Column("Share of ARR", Kind.SHARE, SHARE_OF_ARR),
        ),
        tuple(_segment_rows(now, before)),
        empty="",
    )


def _segment_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    """One line for each segment and currency, so that the lines add up."""
    groups, then = _slices(now), {} if before is None else _slices(before)
    totals = arr_sum(now.accounts.values())
    for key in dict.fromkeys((*groups, *then)):
        segment, currency = key
        accounts = groups.get(key, [])
        count, was = len(accounts), len(then.get(key, []))
        amount = arr_sum(accounts).get(currency, Decimal(0))
        total = totals.get(currency)
        yield (
            word(segment),
            count,
            *was_and_change(count, was, before),
            Money(amount=amount, currency=currency) if currency else None,
            float(amount / total) if total else None,
        )


def _slices(standing: Standing) -> dict[tuple[str, str], list[AccountFacts]]:
    """Customers by segment and currency; those without ARR under none."""
    currencies = [*main_currencies(standing), ""]
    slices = {
        (segment, currency): [a for a in accounts if _currency(a) == currency]
        for segment, accounts in by_segment(standing.accounts.values()).items()
        for currency in currencies
    }
    return {key: accounts for key, accounts in slices.items() if accounts}


def _currency(account: AccountFacts) -> str:
    arr = arr_of(account)
    return "" if arr is None else arr.currency


SUBJECT = Subject(TITLE, (), (CUSTOMERS, ARR, RENEWING, UNPRICED, SHARE_OF_ARR), tell)
