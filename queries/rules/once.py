"""Rules about one account that are worked out once, however many questions go by them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from queries.deployment import Deployment
from queries.facts import AccountFacts

T = TypeVar("T")
Rule = Callable[[Deployment, AccountFacts], T]


def once(rule: Rule[T]) -> Rule[T]:
    """The same rule, whose outcome is kept with the account's facts; nobody may change it."""

    @wraps(rule)
    def kept(deployment: Deployment, account: AccountFacts) -> T:
        known = account.concluded.get(rule)
        if known is None or known[0] is not deployment:
            known = account.concluded[rule] = (deployment, rule(deployment, account))
        outcome: T = known[1]
        return outcome

    return kept
