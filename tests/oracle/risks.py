"""Revenue at risk: each account once in the total, and under every reason that applies to it."""

from decimal import Decimal
from typing import Any

from .accounts import arr, customers, days_to_renewal
from .coverage import gaps_of
from .days import DAY, Millis
from .exports import World
from .facts import Facts, read
from .stakeholders import stakeholders
from .strength import current_sentiment

ROLES = {"champion": "CHAMPION", "executive_sponsor": "SPONSOR"}
RENEWAL_WITHIN = 90
ROUNDING = 1e-9


def arr_at_risk(world: World, as_of: Millis) -> list[dict[str, Any]]:
    """One row for each reason, and ANY for whatever reason; accounts without ARR are apart."""
    facts = read(world)
    found: dict[tuple[str, bool], list[str]] = {}
    for account in customers(facts, as_of):
        paying = arr(facts, account, as_of) is not None
        exposed = found.setdefault(("ANY", paying), [])
        reasons = reasons_of(facts, account, as_of)
        if reasons:
            exposed.append(account)
        for reason in reasons:
            found.setdefault((reason, paying), []).append(account)
    return [
        {
            "reason": reason,
            "paying": paying,
            "accounts": accounts,
            "arr": sum((arr(facts, a, as_of) or Decimal(0) for a in accounts), Decimal(0)),
        }
        for (reason, paying), accounts in found.items()
    ]


def reasons_of(facts: Facts, account: str, as_of: Millis) -> set[str]:
    """ "departed or missing champions and sponsors, single threads, stale relations, falling
    sentiment with renewal within N days" """
    reasons = set()
    for gap in gaps_of(facts, account, as_of):
        kind, role = gap["kind"], gap["role"]
        if kind in ("MISSING_ROLE", "DEPARTED_ROLE") and role in ROLES:
            reasons.add(f"{kind.removesuffix('_ROLE')}_{ROLES[role]}")
        if kind == "SINGLE_THREADED":
            reasons.add(kind)
        if kind in ("STALE", "NEVER_TOUCHED"):
            reasons.add("STALE_RELATION")
    ahead = days_to_renewal(facts, account, as_of)
    if ahead is not None and 0 <= ahead <= RENEWAL_WITHIN:
        reasons |= moods(facts, account, as_of)
    return reasons


def moods(facts: Facts, account: str, as_of: Millis) -> set[str]:
    """Somebody who feels worse by 0.2 than 90 days before; all of them below -0.2 on the whole."""
    reasons, felt = set(), []
    for person in stakeholders(facts, account, as_of):
        now = current_sentiment(facts, person, as_of)
        before = current_sentiment(facts, person, as_of - 90 * DAY)
        if now is not None:
            felt.append(now)
            if before is not None and before - now >= 0.2 - ROUNDING:
                reasons.add("FALLING_SENTIMENT")
    if felt and sum(felt) / len(felt) < -0.2:
        reasons.add("NEGATIVE_SENTIMENT")
    return reasons
