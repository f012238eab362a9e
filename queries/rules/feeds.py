"""Whether the feeds that tell of an account's touchpoints are fresh enough to conclude anything."""

from collections.abc import Mapping

from graph.model import Millis
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.rules.days import FEED_TOLERANCE, date_words

OWN = "rapport"
"""Touchpoints written through the API; always current."""


def stale_since(deployment: Deployment, account: AccountFacts, as_of: Millis) -> Millis | None:
    """The oldest watermark of the account's stale sources; None when all are fresh.

    Where no source of touchpoints was ever imported nothing can be told: 0.
    """
    if not deployment.watermarks and OWN not in sources(account):
        return 0
    return min(stale_feeds(deployment, account, as_of).values(), default=None)


def stale_feeds(deployment: Deployment, account: AccountFacts, as_of: Millis) -> dict[str, Millis]:
    """The account's stale sources, by name, with the watermark of each."""
    marks = deployment.watermarks
    return {
        source: marks[source]
        for source in sorted(sources(account) - {OWN})
        if source in marks and as_of - marks[source] > FEED_TOLERANCE
    }


def feed_words(feeds: Mapping[str, Millis]) -> str:
    """Which feeds end when, as a sentence begins: The touchpoints of zendesk end on 2026-11-03."""
    ends = [f"{source} end on {date_words(at)}" for source, at in feeds.items()]
    return f"The touchpoints of {', those of '.join(ends)}"


def sources(account: AccountFacts) -> set[str]:
    """The sources that ever brought touches, attempts or plans with the account's people."""
    return {source for row in account.row["touches"] for source in row["sources"]}
