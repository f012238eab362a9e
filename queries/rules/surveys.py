"""What an answer to a survey counts as: pure rules over one answer."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from graph.model import SCALES
from queries.rules.sentiment import NPS_DETRACTOR_SHARE, NPS_PROMOTER_SHARE

SATISFIED, DISSATISFIED = 0.75, 0.25
"""From which share of the scale on an answer is satisfied (4 and 5 of 1 to 5), and up to which it
is dissatisfied (1 and 2)."""


class SurveyKind(StrEnum):
    """Which survey: would they recommend us (NPS), are they satisfied (CSAT)."""

    NPS = "NPS"
    CSAT = "CSAT"


class Band(StrEnum):
    """Promoters, passives and detractors of an NPS; the satisfied and dissatisfied of a CSAT."""

    FAVOURABLE = "FAVOURABLE"
    NEUTRAL = "NEUTRAL"
    UNFAVOURABLE = "UNFAVOURABLE"


def band_of(answer: Mapping[str, Any]) -> Band | None:
    """The band of an answer on its own scale; None where neither answer nor score is known.

    Promoters answer 9 or 10 of 0 to 10, detractors 0 to 6; other scales by the same shares.
    """
    share = _share(answer)
    if share is None:
        return None
    if answer["kind"] == "nps":
        if share <= NPS_DETRACTOR_SHARE:
            return Band.UNFAVOURABLE
        return Band.FAVOURABLE if share >= NPS_PROMOTER_SHARE else Band.NEUTRAL
    if share <= DISSATISFIED:
        return Band.UNFAVOURABLE
    return Band.FAVOURABLE if share >= SATISFIED else Band.NEUTRAL


def _share(answer: Mapping[str, Any]) -> float | None:
    """Where on its scale the answer lies, 0 to 1."""
    if answer["raw"] is None:
        return None if answer["score"] is None else float((answer["score"] + 1) / 2)
    low, high = SCALES[answer["kind"]]
    low = low if answer["low"] is None else answer["low"]
    high = high if answer["high"] is None else answer["high"]
    return (answer["raw"] - low) / (high - low) if high > low else None
