"""Whose book an account is in: who of us answers for the relationship."""

from typing import Any

from queries.facts import AccountFacts

LEADING = ("csm", "owner")
"""Functions that answer for a relationship, the first before the second: a relationship is its
CSM's, whoever sells."""


def lead_of(account: AccountFacts) -> dict[str, Any] | None:
    """The account's active CSM, else its active owner, of several the newest; None: nobody."""
    return min(
        (o for o in account.owners if o["active"] and o["function"] in LEADING),
        key=lambda o: (LEADING.index(o["function"]), -(o["since"] or 0), o["teammate"]),
        default=None,
    )
