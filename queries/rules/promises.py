"""What an account was promised, and how each person's promise was kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.model import Millis
from graph.policy import SegmentPolicy
from graph.values.segments import policy_segment
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.rules.days import days_between


def policy_of(deployment: Deployment, account: AccountFacts) -> SegmentPolicy:
    """The policy of the account's segment; of the derived one where no policy knows the stated."""
    known = deployment.policies
    return known[policy_segment(account.stated_segment, account.arr, account.currency, known)]


def cadence_of(policy: SegmentPolicy, person: PersonFacts, roles: Iterable[str]) -> int | None:
    """Days between touches promised in these roles: the strictest, or the person's own wish."""
    if person.preferred_frequency_days is not None:
        return person.preferred_frequency_days
    promised = [days for role in roles if (days := policy.cadences.get(role)) is not None]
    return min(promised, default=None)


@dataclass(frozen=True, slots=True)
class Promise:
    """A cadence and how it was kept; `days` None: never touched."""

    person: PersonFacts
    cadence: int | None
    days: int | None

    @property
    def overdue(self) -> int | None:
        """Days beyond the cadence; None while it is kept, or nothing was promised."""
        if self.cadence is None or self.days is None or self.days <= self.cadence:
            return None
        return self.days - self.cadence

    @property
    def kept(self) -> bool:
        """Touched, and not longer ago than promised."""
        return self.days is not None and self.overdue is None


def promise_to(
    policy: SegmentPolicy, person: PersonFacts, roles: Iterable[str], as_of: Millis
) -> Promise:
    """The promise to a person in these roles, as it stands."""
    last = person.last_touch_at
    days = None if last is None else days_between(last, as_of)
    return Promise(person, cadence_of(policy, person, roles), days)
