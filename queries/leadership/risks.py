"""What puts an account's revenue at risk, as far as relationships tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.relationships.coverage import COVERAGE_GAPS, CoverageGap, CoverageGapKind, gaps_of
from queries.row import Row
from queries.rules.blockers import SOURED
from queries.rules.days import days_ahead, days_words
from queries.rules.departed import departures, known_there
from queries.rules.feeds import stale_since
from queries.rules.promises import policy_of
from queries.rules.quality import mean
from queries.rules.sentiment import FALL_DAYS, current_sentiment, fall
from queries.rules.severity import WORST_FIRST, Severity, base, raised, renewal_near

FACTS = (*COVERAGE_GAPS.facts, "readings")
"""The columns that judging risks needs."""


class RiskReason(StrEnum):
    """Why revenue is at risk; ANY: whatever the reason, each account once."""

    ANY = "ANY"
    DEPARTED_CHAMPION = "DEPARTED_CHAMPION"
    MISSING_CHAMPION = "MISSING_CHAMPION"
    DEPARTED_SPONSOR = "DEPARTED_SPONSOR"
    MISSING_SPONSOR = "MISSING_SPONSOR"
    SINGLE_THREADED = "SINGLE_THREADED"
    STALE_RELATION = "STALE_RELATION"
    FALLING_SENTIMENT = "FALLING_SENTIMENT"
    NEGATIVE_SENTIMENT = "NEGATIVE_SENTIMENT"


OF_ROLES = {
    ("champion", CoverageGapKind.DEPARTED_ROLE): RiskReason.DEPARTED_CHAMPION,
    ("champion", CoverageGapKind.MISSING_ROLE): RiskReason.MISSING_CHAMPION,
    ("executive_sponsor", CoverageGapKind.DEPARTED_ROLE): RiskReason.DEPARTED_SPONSOR,
    ("executive_sponsor", CoverageGapKind.MISSING_ROLE): RiskReason.MISSING_SPONSOR,
}
OF_ANY_ROLE = {
    CoverageGapKind.SINGLE_THREADED: RiskReason.SINGLE_THREADED,
    CoverageGapKind.STALE: RiskReason.STALE_RELATION,
    CoverageGapKind.NEVER_TOUCHED: RiskReason.STALE_RELATION,
}
NEEDS_TOUCHES = (RiskReason.SINGLE_THREADED, RiskReason.STALE_RELATION)
"""What cannot be judged where the feed of touchpoints is stale."""


class Risk(Row):
    """One reason why the revenue of an account is at risk."""

    reason: RiskReason
    because: str


@dataclass(frozen=True, slots=True)
class Exposure:
    """What puts one account at risk, worst first, and what cannot be judged there."""

    account: AccountFacts
    risks: tuple[Risk, ...]
    unjudged: tuple[RiskReason, ...]
    severity: Severity
    next_action: str

    @property
    def reasons(self) -> set[RiskReason]:
        """Every reason that applies; ANY where one does."""
        found = {risk.reason for risk in self.risks}
        return found | {RiskReason.ANY} if found else found


def exposure_of(
    deployment: Deployment,
    account: AccountFacts,
    renewal_within: int,
    reasons: Iterable[RiskReason] | None = None,
) -> Exposure:
    """What puts an account at risk, of all reasons or of those named.

    Sentiment counts where the contract renews within so many days.
    """
    found = [
        finding
        for finding in _findings(deployment, account, renewal_within)
        if reasons is None or finding.reason in reasons or RiskReason.ANY in reasons
    ]
    found.sort(key=lambda f: (WORST_FIRST.index(f.severity), list(RiskReason).index(f.reason)))
    stale = stale_since(deployment, account, account.as_of) is not None
    return Exposure(
        account,
        tuple(_joined(found)),
        tuple(r for r in NEEDS_TOUCHES if reasons is None or r in reasons) if stale else (),
        found[0].severity if found else Severity.LOW,
        found[0].next_action if found else "",
    )


@dataclass(frozen=True, slots=True)
class _Finding:
    reason: RiskReason
    severity: Severity
    because: str
    next_action: str


def _joined(findings: Iterable[_Finding]) -> Iterator[Risk]:
    """One risk for each reason, with all that is to say of it."""
    said: dict[RiskReason, list[str]] = {}
    for finding in findings:
        said.setdefault(finding.reason, []).append(finding.because)
    for reason, sentences in said.items():
        yield Risk(reason=reason, because=" ".join(sentences))


def _findings(
    deployment: Deployment, account: AccountFacts, renewal_within: int
) -> Iterator[_Finding]:
    for gap in gaps_of(deployment, account):
        reason = _reason_of(gap)
        if reason is not None:
            yield _Finding(reason, gap.severity, gap.because, gap.next_action)
    ahead = days_ahead(account.renewal_on, account.as_of)
    if ahead is not None and 0 <= ahead <= renewal_within:
        yield from _sentiment(deployment, account, ahead)


def _reason_of(gap: CoverageGap) -> RiskReason | None:
    return OF_ROLES.get((gap.role or "", gap.kind)) or OF_ANY_ROLE.get(gap.kind)


def _sentiment(deployment: Deployment, account: AccountFacts, ahead: int) -> Iterator[_Finding]:
    """People who feel worse than 90 days before, or an account that feels bad altogether."""
    known = known_there(account, departures(deployment, account))
    stakeholders = [person for person in known if person.roles]
    severity = base(policy_of(deployment, account))
    if renewal_near(account, account.as_of):
        severity = raised(severity, 1)
    renews = f"the contract renews in {days_words(ahead)}"
    fallen = [person for person in stakeholders if fall(account, person.id) is not None]
    if fallen:
        yield _Finding(
            RiskReason.FALLING_SENTIMENT,
            severity,
            f"{_listed(fallen)} of {account.name} feel{'s' if len(fallen) == 1 else ''} worse than "
            f"{FALL_DAYS} days ago, and {renews}.",
            f"Find out from {_listed(fallen)} what went wrong.",
        )
    felt = [current_sentiment(account, person.id) for person in stakeholders]
    mood = mean(feeling for feeling in felt if feeling is not None)
    if mood is not None and mood < SOURED:
        yield _Finding(
            RiskReason.NEGATIVE_SENTIMENT,
            severity,
            f"The stakeholders of {account.name} are unhappy on the whole, and {renews}.",
            "Find out what went wrong, and who can mend it.",
        )


def _listed(people: Iterable[PersonFacts]) -> str:
    *most, last = sorted(person.name for person in people)
    return f"{', '.join(most)} and {last}" if most else last
