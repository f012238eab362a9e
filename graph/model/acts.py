"""The catalogue of acts: what customers may do for us, and what each asks of them."""

from collections.abc import Mapping
from dataclasses import dataclass

EFFORTS = ("small", "medium", "large")

BENEFITS = (
    "thank_you",
    "gift",
    "credit",
    "training",
    "event",
    "early_access",
    "introduction",
    "co_marketing",
    "other",
)
"""What an advocate may get in return."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its `effort`, how much it tires whoever does it, and how it reaches us.

    `fatigue` compares acts: a case study (4) tires as much as four quotes (1). `channel` is that of
    the touchpoint which a completed act leaves; `thanks` is the benefit offered for it.
    """

    name: str
    effort: str
    fatigue: int
    channel: str
    thanks: str

    @property
    def words(self) -> str:
        """The act in a sentence: a reference call, an interview."""
        words = self.name.replace("_", " ")
        return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


CATALOGUE: Mapping[str, Act] = {
    act.name: act
    for act in (
        Act("social_post", "small", 1, "other", "thank_you"),
        Act("quote", "small", 1, "email", "thank_you"),
        Act("review", "small", 1, "other", "thank_you"),
        Act("survey", "small", 1, "survey", "thank_you"),
        Act("logo", "medium", 1, "email", "thank_you"),
        Act("referral", "medium", 2, "email", "credit"),
        Act("peer_introduction", "medium", 2, "email", "thank_you"),
        Act("interview", "medium", 2, "video", "gift"),
        Act("beta_test", "medium", 3, "in_app", "early_access"),
        Act("reference_call", "large", 3, "call", "gift"),
        Act("case_study", "large", 4, "video", "co_marketing"),
        Act("speaking", "large", 5, "event", "event"),
        Act("site_visit", "large", 5, "in_person", "gift"),
        Act("analyst_call", "large", 3, "call", "gift"),
        Act("advisory_board", "large", 4, "meeting", "event"),
    )
}

ACTS = tuple(CATALOGUE)

ACTS_BY_EFFORT: Mapping[str, tuple[str, ...]] = {
    effort: tuple(act.name for act in CATALOGUE.values() if act.effort == effort)
    for effort in EFFORTS
}
