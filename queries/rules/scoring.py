"""The arithmetic of scores: pure functions, and the one table of their weights.

How each is read where two ways are possible: tests/oracle/READINGS.md.
"""

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal

RECENT_DAYS = 90
"""Whoever was touched within so many days is somebody we are in touch with."""

WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "reference": {
        "sentiment": 0.25,
        "fit": 0.25,
        "strength": 0.20,
        "experience": 0.15,
        "rest": 0.15,
    },
    "successor": {
        "seniority": 0.3,
        "department": 0.2,
        "lines": 0.2,
        "strength": 0.2,
        "roles": 0.1,
    },
    "next_contact": {
        "loop": 0.25,
        "overdue": 0.25,
        "renewal": 0.20,
        "departure": 0.15,
        "mood": 0.15,
    },
    "quality": {"coverage": 0.35, "recency": 0.30, "sentiment": 0.20, "depth": 0.15},
}

STRENGTH_SATURATION = 10.0
RECIPROCITY_FLOOR = 0.25
FEWEST_TOUCHES = 3
"""Below so many touches a relation's strength is unknown, never 0."""


def strength(x: float, touches: int, inward: int, outward: int) -> float | None:
    """How strong a relation is, 0 to 100; None with too few touches to tell.

    100 (1 - e^(-x/10)) times reciprocity 2 min(in, out) / (in + out), floored at 0.25.
    """
    if touches < FEWEST_TOUCHES:
        return None
    both = inward + outward
    reciprocity = 2 * min(inward, outward) / both if both else 0.0
    return 100 * (1 - math.exp(-x / STRENGTH_SATURATION)) * max(RECIPROCITY_FLOOR, reciprocity)


def confidence(weights: Iterable[float]) -> Decimal:
    """How sure a departure is, given the strongest weight of each kind: 1 - product(1 - w)."""
    doubt = Decimal(1)
    for weight in weights:
        doubt *= 1 - Decimal(str(weight))
    return 1 - doubt
