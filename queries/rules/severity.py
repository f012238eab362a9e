"""How bad something is: by segment, and one step up when the renewal is near."""

from enum import StrEnum

from graph.model import Millis
from graph.policy import SegmentPolicy
from queries.facts import AccountFacts
from queries.rules.days import RENEWAL_NEAR, days_ahead


class Severity(StrEnum):
    """From worst to least."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


WORST_FIRST = list(Severity)
BASE = {
    "strategic": Severity.HIGH,
    "enterprise": Severity.HIGH,
    "mid_market": Severity.MEDIUM,
    "smb": Severity.MEDIUM,
    "digital": Severity.LOW,
}


def base(policy: SegmentPolicy) -> Severity:
    """Where the severity of a segment's findings starts."""
    return BASE.get(policy.segment, Severity.MEDIUM)


def raised(severity: Severity, steps: int) -> Severity:
    """So many steps worse (or, negative, milder), from LOW to CRITICAL."""
    place = WORST_FIRST.index(severity) - steps
    return WORST_FIRST[min(max(place, 0), len(WORST_FIRST) - 1)]


def renewal_near(account: AccountFacts, as_of: Millis) -> bool:
    """The renewal lies 0 to 90 days ahead by date."""
    ahead = days_ahead(account.renewal_on, as_of)
    return ahead is not None and 0 <= ahead <= RENEWAL_NEAR
