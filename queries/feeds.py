"""Whether the feeds that tell of an account's touchpoints are fresh enough to conclude anything."""

from graph.model import Millis
from queries.days import FEED_TOLERANCE
from queries.deployment import Deployment
from queries.facts import AccountFacts

OWN = "rapport"
"""Touchpoints written through the API; always current."""


def stale_since(deployment: Deployment, account: AccountFacts, as_of: Millis) -> Millis | None:
    """The oldest watermark of the account's stale sources; None when all are fresh.

    Where no source of touchpoints was ever imported nothing can be told: 0.
    """
    if not deployment.watermarks and OWN not in sources(account):
        return 0
    marks = [
        mark
        for source in sources(account)
        if source != OWN and (mark := deployment.watermarks.get(source)) is not None
    ]
    old = [mark for mark in marks if as_of - mark > FEED_TOLERANCE]
    return min(old) if old else None


def sources(account: AccountFacts) -> set[str]:
    """The sources that ever brought touches, attempts or plans with the account's people."""
    return {source for row in account.row["touches"] for source in row["sources"]}
