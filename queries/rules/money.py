"""Amounts as answers show them. Amounts in different currencies are never added."""

from collections.abc import Iterable

from graph.values.money import major_units
from queries.facts import AccountFacts
from queries.row import Money

DEFAULT_CURRENCY = "USD"


def money(amount: int, currency: str) -> Money:
    """An amount of minor units, in whole units of its currency."""
    return Money(amount=major_units(amount, currency), currency=currency)


def currency_of(account: AccountFacts) -> str | None:
    """The currency in which the account pays; None where no source states what it pays."""
    return None if account.arr is None else account.currency or DEFAULT_CURRENCY


def arr_of(account: AccountFacts) -> Money | None:
    """What the account pays us in a year, in whole units of its currency."""
    return None if account.arr is None else money(account.arr, account.currency or DEFAULT_CURRENCY)


def arr_in(accounts: Iterable[AccountFacts], currency: str | None) -> Money | None:
    """What those accounts pay that pay in this currency, to the cent; None without a currency."""
    if currency is None:
        return None
    return money(
        sum(a.arr for a in accounts if a.arr is not None and currency_of(a) == currency), currency
    )


def money_words(amount: Money | None) -> str:
    """An amount in a sentence: 1,200,000 USD; without cents where there are none."""
    if amount is None:
        return "an unknown amount"
    whole = amount.amount == amount.amount.to_integral_value()
    places = 0 if whole else max(0, -int(amount.amount.as_tuple().exponent))
    return f"{amount.amount:,.{places}f} {amount.currency}"
