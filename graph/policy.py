"""What we promise the accounts of each segment: defaults, and how a Policy node is read.

Source of the defaults: the design, section 3. A Policy node replaces the default of its segment
from its `since` on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import BadInput
from graph.model import MOST_DAYS
from graph.roles import role_named


@dataclass(frozen=True, slots=True)
class SegmentPolicy:
    """The promise to one segment.

    `cadences` maps each required role to days between touches (None: required, without a human
    cadence); `contacts` is how many people we want to know; `executive_days` how often executives
    of both sides meet (None: not promised).
    """

    segment: str
    touch: str
    cadences: Mapping[str, int | None]
    contacts: int
    executive_days: int | None

    @property
    def human_cadence(self) -> bool:
        """Whether people, not only machines, are promised to keep in touch."""
        return any(days is not None for days in self.cadences.values())


DEFAULTS: Mapping[str, SegmentPolicy] = {
    policy.segment: policy
    for policy in (
        SegmentPolicy(
            "strategic",
            "high",
            {
                "champion": 14,
                "executive_sponsor": 30,
                "economic_buyer": 30,
                "decision_maker": 30,
                "technical_lead": 30,
                "admin": 30,
            },
            5,
            90,
        ),
        SegmentPolicy(
            "enterprise",
            "high",
            {"champion": 14, "executive_sponsor": 90, "economic_buyer": 30, "admin": 30},
            4,
            90,
        ),
        SegmentPolicy(
            "mid_market", "low", {"champion": 30, "economic_buyer": 90, "admin": 90}, 2, None
        ),
        SegmentPolicy("smb", "low", {"champion": 90, "admin": 90}, 1, None),
        SegmentPolicy("digital", "automated", {"admin": None}, 0, None),
    )
}


def policy_from(row: Mapping[str, Any]) -> SegmentPolicy:
    """The policy that a Policy node states; BadInput where its cadences cannot be read.

    `faults.py` knows what else may be wrong with one.
    """
    return SegmentPolicy(
        row["segment"],
        row.get("touch") or "high",
        dict(cadence_from(word) for word in row.get("cadences") or ()),
        int(row.get("contacts") or 0),
        None if row.get("executive_days") is None else int(row["executive_days"]),
    )


def cadence_from(word: str) -> tuple[str, int | None]:
    """`champion=14` as a role and its days; `admin=` is a required role without a cadence.

    Roles by their names in the graph: `Executive Sponsor` is executive_sponsor.
    """
    found = _CADENCE.fullmatch(word)
    role = role_named(found["role"]) if found else ""
    if not found or not role:
        raise BadInput(f"A cadence reads {_READS}; got {_beginning(word)}.", "cadences")
    days = int(found["days"]) if found["days"] else None
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise BadInput(f"A cadence reads {_READS}; got {_beginning(word)}.", "cadences")
    return role, days


_CADENCE = re.compile(r"(?P<role>[^=:]+)=\s*(?P<days>\d{0,9})\s*", re.ASCII)
_READS = f"role=days, such as champion=14, with 1 to {MOST_DAYS} days, or role="
_SHOWN = 60


def _beginning(word: str) -> str:
    return repr(word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…")


def cadence_faults(words: Iterable[str]) -> Iterator[str]:
    """What is wrong with cadences: words that are none, and roles that have two."""
    roles: set[str] = set()
    for word in words:
        try:
            role, _ = cadence_from(word)
        except BadInput:
            yield f"must read {_READS}; got {_beginning(word)}"
            continue
        if role in roles:
            yield f"must name {role} once"
        roles.add(role)


def cadence_words(policy: SegmentPolicy) -> list[str]:
    """The cadences as a Policy node keeps them."""
    return [f"{role}={'' if d is None else d}" for role, d in policy.cadences.items()]
