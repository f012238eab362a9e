"""How a person feels now, from the readings of the last year."""

from math import inf
from typing import Any

from graph.model import Millis
from graph.values.calendar import DAY
from queries.facts import AccountFacts
from queries.rules.days import days_between

YEAR = 365
HALF_LIFE = 180
FALL_DAYS = 90
FALLEN = 0.2
"""A tenth of the scale from -1 to 1."""
ROUNDING = 1e-9
NPS_DETRACTOR_SHARE = 0.6
"""Answers up to this share of the scale are the lowest band: 0 to 6 of 0 to 10."""

NPS_PROMOTER_SHARE = 0.85
"""Answers from this share of the scale on are the highest band: 9 and 10 of 0 (or 1) to 10."""


def readings_of(
    account: AccountFacts, person: str, moment: Millis | None = None
) -> list[dict[str, Any]]:
    """The newest reading of each kind within 365 days before a moment, now unless told."""
    until = account.as_of if moment is None else moment
    newest: dict[str, dict[str, Any]] = {}
    for row in sorted(account.rows_of("readings", person), key=lambda r: (r["at"], r["id"])):
        if row["score"] is not None and 0 <= days_between(row["at"], until) <= YEAR:
            newest[row["kind"]] = row
    return list(newest.values())


def current_sentiment(
    account: AccountFacts, person: str, moment: Millis | None = None
) -> float | None:
    """-1 … 1: readings weighted by 2^(-age in days / 180); None without one. Now unless told."""
    until = account.as_of if moment is None else moment
    readings = readings_of(account, person, until)
    if not readings:
        return None
    weights = [2 ** (-days_between(r["at"], until) / HALF_LIFE) for r in readings]
    total = sum(w * r["score"] for w, r in zip(weights, readings, strict=True))
    return float(total / sum(weights))


def fall(account: AccountFacts, person: str, days: int = FALL_DAYS) -> float | None:
    """By how much a person feels worse than so many days before, if by 0.2 or more; else None."""
    now = current_sentiment(account, person)
    before = current_sentiment(account, person, account.as_of - days * DAY)
    if now is None or before is None or before - now < FALLEN - ROUNDING:
        return None
    return before - now


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
