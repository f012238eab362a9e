"""Amounts as answers show them."""

from graph.money import major_units
from queries.facts import AccountFacts
from queries.row import Money

DEFAULT_CURRENCY = "USD"


def arr_of(account: AccountFacts) -> Money | None:
    """What the account pays us in a year, in whole units of its currency."""
    if account.arr is None:
        return None
    currency = account.currency or DEFAULT_CURRENCY
    return Money(amount=major_units(account.arr, currency), currency=currency)
