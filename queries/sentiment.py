"""How a person feels now, from the readings of the last year."""

from math import inf
from typing import Any

from graph.model import Millis
from queries.days import days_between
from queries.facts import AccountFacts

YEAR = 365
HALF_LIFE = 180
NPS_DETRACTOR_SHARE = 0.6
"""Answers up to this share of the scale are the lowest band: 0 to 6 of 0 to 10."""

NPS_PROMOTER_SHARE = 0.9
"""Answers from this share of the scale on are the highest band: 9 and 10 of 0 to 10."""


def readings_of(account: AccountFacts, person: str) -> list[dict[str, Any]]:
    """The newest reading of each kind within 365 days."""
    newest: dict[str, dict[str, Any]] = {}
    for row in sorted(account.rows_of("readings", person), key=lambda r: (r["at"], r["id"])):
        if row["score"] is not None and days_between(row["at"], account.as_of) <= YEAR:
            newest[row["kind"]] = row
    return list(newest.values())


def current_sentiment(account: AccountFacts, person: str) -> float | None:
    """-1 … 1: readings weighted by 2^(-age in days / 180); None without one."""
    readings = readings_of(account, person)
    if not readings:
        return None
    weights = [2 ** (-days_between(r["at"], account.as_of) / HALF_LIFE) for r in readings]
    total = sum(w * r["score"] for w, r in zip(weights, readings, strict=True))
    return float(total / sum(weights))


def detractor_since(account: AccountFacts, person: str) -> Millis | None:
    """When the newest NPS answer fell into the lowest band; None when it did not."""
    return _answered(account, person, -inf, NPS_DETRACTOR_SHARE)


def passive_since(account: AccountFacts, person: str) -> Millis | None:
    """When the newest NPS answer fell between the lowest and the highest band."""
    if detractor_since(account, person) or promoter_since(account, person):
        return None
    return _answered(account, person, -inf, inf)


def promoter_since(account: AccountFacts, person: str) -> Millis | None:
    """When the newest NPS answer fell into the highest band; None when it did not."""
    return _answered(account, person, NPS_PROMOTER_SHARE, inf)


def _answered(account: AccountFacts, person: str, least: float, most: float) -> Millis | None:
    """When the newest NPS answer was given, if it lies between these shares of its scale."""
    nps = next((r for r in readings_of(account, person) if r["kind"] == "nps"), None)
    if nps is None:
        return None
    at: Millis = nps["at"]
    if nps["raw"] is None:
        return at if 2 * least - 1 <= nps["score"] <= 2 * most - 1 else None
    low, high = nps["low"] or 0, nps["high"] or 10
    return at if least * (high - low) <= nps["raw"] - low <= most * (high - low) else None


def mood(feeling: float) -> str:
    """A feeling in a word: those who may not read what somebody answered may read this."""
    bands = ((0.6, "delighted"), (0.2, "well disposed"), (-0.2, "neutral"), (-0.6, "unhappy"))
    return next((word for least, word in bands if feeling >= least), "very unhappy")
