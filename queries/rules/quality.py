"""The quality of the relationship with one account: pure arithmetic over its facts.

How each part is read where two ways are possible: tests/oracle/READINGS.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.policy import SegmentPolicy
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.rules import departed
from queries.rules.days import days_between
from queries.rules.departed import departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.once import once
from queries.rules.promises import policy_of, promise_to
from queries.rules.scoring import RECENT_DAYS, WEIGHTS
from queries.rules.sentiment import current_sentiment

FACTS = (*departed.FACTS, "readings")
"""The columns that judging quality needs."""
PARTS = tuple(WEIGHTS["quality"])


@dataclass(frozen=True, slots=True)
class Quality:
    """Each part of an account's quality from 0 to 1; None where it cannot be known."""

    parts: Mapping[str, float | None]

    @property
    def total(self) -> float | None:
        """0 to 100: the parts that are known, their weights scaled up; None where none is."""
        known = {name: value for name, value in self.parts.items() if value is not None}
        if not known:
            return None
        weights = WEIGHTS["quality"]
        weighed = sum(weights[name] * value for name, value in known.items())
        return 100 * weighed / sum(weights[name] for name in known)

    @property
    def unknown(self) -> tuple[str, ...]:
        """The parts that cannot be known."""
        return tuple(name for name, value in self.parts.items() if value is None)


@once
def quality_of(deployment: Deployment, account: AccountFacts) -> Quality:
    """The quality of one account. A stale feed tells neither recency nor depth."""
    policy = policy_of(deployment, account)
    known = known_there(account, departures(deployment, account))
    holders = [person for person in known if policy.cadences.keys() & set(person.roles)]
    fresh = stale_since(deployment, account, account.as_of) is None
    return Quality(
        {
            "coverage": _coverage(policy, holders),
            "recency": _recency(policy, holders) if fresh else None,
            "sentiment": _sentiment(account, known),
            "depth": _depth(policy, known) if fresh else None,
        }
    )


def _coverage(policy: SegmentPolicy, holders: Sequence[PersonFacts]) -> float | None:
    """Required roles that somebody holds."""
    held = {role for person in holders for role in person.roles}
    return mean([float(role in held) for role in policy.cadences])


def _recency(policy: SegmentPolicy, holders: Sequence[PersonFacts]) -> float | None:
    """Of the holders who were promised a cadence, those to whom it was kept."""
    promises = [promise_to(policy, person, person.roles, person.as_of) for person in holders]
    return mean([float(promise.kept) for promise in promises if promise.cadence is not None])


def _sentiment(account: AccountFacts, known: Sequence[PersonFacts]) -> float | None:
    """The mean of what the stakeholders feel, -1 … 1 onto 0 … 1."""
    felt = [current_sentiment(account, person.id) for person in known if person.roles]
    return mean([(feeling + 1) / 2 for feeling in felt if feeling is not None])


def _depth(policy: SegmentPolicy, known: Sequence[PersonFacts]) -> float | None:
    """People touched within 90 days, of those the policy wants."""
    if not policy.contacts:
        return None
    touched = [
        person
        for person in known
        if person.last_touch_at is not None
        and days_between(person.last_touch_at, person.as_of) <= RECENT_DAYS
    ]
    return min(1.0, len(touched) / policy.contacts)


def mean(values: Iterable[float]) -> float | None:
    """The mean; None of nothing."""
    found = list(values)
    return sum(found) / len(found) if found else None
