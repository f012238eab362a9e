"""Relationship strength, current sentiment and the relationship quality of an account."""

import math
from typing import Any

from .accounts import customers, is_stale, policy_of
from .days import Millis, days_between, moment, within
from .exports import Row, World, own_rows
from .facts import Facts, attempts_of, read, scaled_touches_of, touches_of
from .identity import Person
from .own_tables import SENTIMENT
from .recency import cadence, days_since_touch
from .single_threaded import people_touched
from .stakeholders import holders, stakeholders
from .touches import CALL, EMAIL, MEETING, WEBINAR, Activity

YEAR = 365
CHANNEL_WEIGHTS = {MEETING: 4.0, CALL: 3.0, EMAIL: 1.0, WEBINAR: 0.5}
QUALITY_WEIGHTS = {"coverage": 0.35, "recency": 0.30, "sentiment": 0.20, "depth": 0.15}


# Strength


def strength(facts: Facts, person: Person, as_of: Millis) -> float | None:
    """ "strength = 100 · (1 - e^(-x/10)) · max(0.25, 2·min(in, out)/(in + out))"; "Fewer than three
    touches: no value"."""
    counted = counted_touches(facts, person, as_of)
    if len(counted) < 3:
        return None
    x = sum(contribution(touch, as_of) for touch in counted)
    return 100 * (1 - math.exp(-x / 10)) * max(0.25, reciprocity(facts, person, as_of))


def counted_touches(facts: Facts, person: Person, as_of: Millis) -> list[Activity]:
    """ "two-way and scaled touches of the last 365 days" """
    both = touches_of(facts, person, as_of) + scaled_touches_of(facts, person, as_of)
    return [touch for touch in both if within(YEAR, touch.at, as_of)]


def contribution(touch: Activity, as_of: Millis) -> float:
    """ "w · 2^(-age in days / 90) / sqrt(customers who took part); age in whole days" """
    age = days_between(touch.at, as_of)
    return CHANNEL_WEIGHTS[touch.channel] * 2 ** (-age / 90) / math.sqrt(len(touch.took_part))


def reciprocity(facts: Facts, person: Person, as_of: Millis) -> float:
    """ "in counts what the customer began or attended, out what we began, attempts included; a
    meeting and a connected call count on both sides". An incoming mail is in only."""
    counted = counted_touches(facts, person, as_of)
    attempts = [a for a in attempts_of(facts, person, as_of) if within(YEAR, a.at, as_of)]
    inward = len(counted)
    outward = sum(touch.channel != EMAIL for touch in counted) + len(attempts)
    return 2 * min(inward, outward) / (inward + outward)


# Sentiment


def score_of(row: Row) -> float:
    """ "NPS onto -1…1 linearly on its own scale; CSAT likewise." """
    score = float(row["score"])
    if row["kind"] not in ("nps", "csat"):
        return score
    low, high = float(row["scale_min"]), float(row["scale_max"])
    return 2 * (score - low) / (high - low) - 1


def newest_readings(facts: Facts, person: Person, as_of: Millis) -> dict[str, tuple[Millis, Row]]:
    """ "the newest reading of each kind within 365 days" """
    newest: dict[str, tuple[Millis, Row]] = {}
    for row in own_rows(facts.world, SENTIMENT):
        at = moment(row["at"])
        if facts.person_of.get(row["person"]) != person or at is None:
            continue
        if within(YEAR, at, as_of) and (row["kind"] not in newest or at > newest[row["kind"]][0]):
            newest[row["kind"]] = (at, row)
    return newest


def current_sentiment(facts: Facts, person: Person, as_of: Millis) -> float | None:
    """ "averaged with weight 2^(-age in days / 180)" """
    readings = newest_readings(facts, person, as_of).values()
    weighed = [(2 ** (-days_between(at, as_of) / 180), score_of(row)) for at, row in readings]
    if not weighed:
        return None
    return sum(weight * score for weight, score in weighed) / sum(weight for weight, _ in weighed)


# Relationship quality


def relationship_quality(world: World, as_of: Millis) -> list[dict[str, Any]]:
    """One row per customer account: its quality 0-100 (None: nothing known), the parts that could
    be known, each 0…1, and the names of those left out. "A part that cannot be known is left out,
    the other weights are scaled up, and the part is named." """
    facts = read(world)
    return [quality_row(facts, account, as_of) for account in customers(facts, as_of)]


def quality_row(facts: Facts, account: str, as_of: Millis) -> dict[str, Any]:
    parts = {
        "coverage": coverage_part(facts, account, as_of),
        "recency": recency_part(facts, account, as_of),
        "sentiment": sentiment_part(facts, account, as_of),
        "depth": depth_part(facts, account, as_of),
    }
    known = {name: value for name, value in parts.items() if value is not None}
    weight = sum(QUALITY_WEIGHTS[name] for name in known)
    total = sum(QUALITY_WEIGHTS[name] * value for name, value in known.items())
    return {
        "account": account,
        "score": 100 * total / weight if known else None,
        "parts": known,
        "left_out": [name for name in parts if name not in known],
    }


def required_holders(facts: Facts, account: str, as_of: Millis) -> dict[str, list[Person]]:
    roles = policy_of(facts, account, as_of).roles
    return {role: holders(facts, account, role, as_of) for role in roles}


def coverage_part(facts: Facts, account: str, as_of: Millis) -> float | None:
    """ "required roles with a holder who has not departed ÷ required roles" """
    held = required_holders(facts, account, as_of)
    return sum(bool(who) for who in held.values()) / len(held) if held else None


def recency_part(facts: Facts, account: str, as_of: Millis) -> float | None:
    """ "those holders with a cadence who are kept ÷ those with a cadence" """
    if is_stale(facts, account, as_of):
        return None
    who = {person for held in required_holders(facts, account, as_of).values() for person in held}
    kept = []
    for person in sorted(who):
        promised = cadence(facts, person, account, as_of)
        if promised is not None:
            days = days_since_touch(facts, person, as_of)
            kept.append(days is not None and days <= promised)
    return sum(kept) / len(kept) if kept else None


def sentiment_part(facts: Facts, account: str, as_of: Millis) -> float | None:
    """ "mean over stakeholders of their current sentiment, -1…1 onto 0…1" """
    felt = [current_sentiment(facts, p, as_of) for p in stakeholders(facts, account, as_of)]
    known = [score for score in felt if score is not None]
    return (sum(known) / len(known) + 1) / 2 if known else None


def depth_part(facts: Facts, account: str, as_of: Millis) -> float | None:
    """ "people touched within 90 days ÷ policy's contacts, at most 1" """
    wanted = policy_of(facts, account, as_of).contacts
    if wanted == 0 or is_stale(facts, account, as_of):
        return None
    return min(1.0, len(people_touched(facts, account, as_of)) / wanted)
