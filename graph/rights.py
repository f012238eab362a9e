"""Who may see and do what: one table, obeyed by reads, questions and writes alike.

A *value* that a role may not read is left out (null, or an empty list) on every path, and the
answer names it among what was withheld. A *thing* (a kind of node, a question, a change) that a
role may not ask for is refused with FORBIDDEN. The readers of each property stand beside it in the
label table (`model/`).
"""

from collections.abc import Mapping
from enum import Enum

from graph.errors import Forbidden
from graph.model import ADVOCACY, CONTACT_DETAILS, EVERYONE, PRIVATE, Reader

CSMS = frozenset({Reader.CSM, Reader.ADMIN})
ADVOCATES = frozenset({Reader.CSM, Reader.MARKETING, Reader.ADMIN})
ADMINS = frozenset({Reader.ADMIN})
LEADERS = frozenset({Reader.LEADER, Reader.ADMIN})
MAP = frozenset({Reader.READER, Reader.CSM, Reader.LEADER, Reader.ADMIN})

KINDS: Mapping[str, frozenset[Reader]] = {
    "AdvocacyRequest": ADVOCACY,
    "Ask": ADVOCACY,
    "Asset": ADVOCACY,
    "Benefit": ADVOCACY,
    "Consent": ADVOCACY,
    "Decision": ADVOCACY,
    "Signal": ADVOCACY,
    "Step": ADVOCACY,
    "Notice": ADMINS,
    "Webhook": ADMINS,
    "Delivery": ADMINS,
    "ImportRun": PRIVATE,
}
"""Who may see nodes of a kind; everyone sees the others."""

QUESTIONS: Mapping[str, frozenset[Reader]] = {
    "coverage_gaps": MAP,
    "interaction_recency": MAP,
    "single_threaded_accounts": MAP,
    "stakeholder_map": EVERYONE,
    "account_timeline": PRIVATE,
    "merge_suggestions": PRIVATE,
    "account_merge_suggestions": PRIVATE,
    "source_conflicts": PRIVATE,
    "introduction_paths": MAP,
    "ghost_stakeholders": MAP,
    "champion_departures": ADVOCACY,
    "relationship_findings": ADVOCACY,
    "reference_candidates": ADVOCACY,
    "willing_advocates": ADVOCACY,
    "ready_for_more": ADVOCACY,
    "rising_advocates": ADVOCACY,
    "unthanked_advocates": ADVOCACY,
    "advocacy_moments": ADVOCACY,
    "asset_health": ADVOCACY,
    "contact_pressure": ADVOCACY,
    "campaign_holdouts": ADVOCACY,
    "request_funnel": ADVOCACY,
    "request_stages": ADVOCACY,
    "influenced_revenue": ADVOCACY,
    "influenced_quarters": ADVOCACY,
    "reference_inventory": ADVOCACY,
    "open_loops": ADVOCACY,
    "resource_matches": ADVOCACY,
    "sentiment_changes": ADVOCACY,
    "next_best_contacts": ADVOCACY,
    "interview_sample": ADVOCACY,
    "relationship_quality": PRIVATE,
    "arr_at_risk": PRIVATE,
    "accounts_at_risk": PRIVATE,
    "policy_kept": PRIVATE,
    "book_balance": LEADERS,
    "touch_mix": PRIVATE,
    "survey_trends": PRIVATE,
    "churn_lessons": PRIVATE,
    "data_quality": PRIVATE,
}
"""Who may ask a question; every question is named here."""

RANKING = LEADERS
"""Who may see figures of single teammates beside each other. They are not made to judge people by;
where nobody is to see them, the setting RAPPORT_TEAMS_ONLY shows teams instead."""

CHANGES: Mapping[str, frozenset[Reader]] = {
    "consent": ADVOCATES,
    "asset": ADVOCATES,
    "benefit": ADVOCATES,
    "advocate_status": ADVOCATES,
    "advocacy_request": ADVOCATES,
    "ask": ADVOCATES,
    "ask_approve": CSMS,
    "ask_decline_by_owner": CSMS,
    "ask_override": LEADERS,
    "asset_approve": CSMS,
    "policy": ADMINS,
    "teammate": ADMINS,
    "api_key": ADMINS,
    "webhook": ADMINS,
    "notice": ADMINS,
    "import": ADMINS,
    "person_erase": ADMINS,
    "person_merge": CSMS,
    "person_unmerge": CSMS,
    "account_merge": CSMS,
    "account_unmerge": CSMS,
}
"""Who may make a change, by its name or by the words it begins with; the others are for CSMs."""

REPORTS = LEADERS
"""Who may see the leadership report, which ranks customers and teammates."""

APPROVED_STATES = (
    "approved",
    "invited",
    "accepted",
    "scheduled",
    "completed",
    "missed_by_prospect",
)
"""States of an ask that its owner has let through to the person."""


class Sight(Enum):
    """Whether a role sees a value."""

    ALWAYS = "always"
    APPROVED = "approved"  # of people whose owner approved an ask
    NEVER = "never"


def sight(role: Reader, readers: frozenset[Reader]) -> Sight:
    """Whether `role` sees a value that is meant for `readers`."""
    if role in readers:
        return Sight.ALWAYS
    if role is Reader.MARKETING and readers == CONTACT_DETAILS:
        return Sight.APPROVED
    return Sight.NEVER


def may_see(role: Reader, label: str) -> bool:
    """Whether `role` may see nodes with this label."""
    return role in KINDS.get(label, EVERYONE)


def may_ask(role: Reader, question: str) -> bool:
    """Whether `role` may ask the question of this name."""
    return role in QUESTIONS.get(question, PRIVATE)


def may_change(role: Reader, change: str) -> bool:
    """Whether `role` may make the change of this name, e.g. `touchpoint_log`."""
    words = change.split("_")
    begun = ("_".join(words[:count]) for count in range(len(words), 0, -1))
    allowed = next((CHANGES[name] for name in begun if name in CHANGES), CSMS)
    return role in allowed


def check_sees(role: Reader, label: str) -> None:
    """Raise Forbidden unless `role` may see nodes with this label."""
    if not may_see(role, label):
        raise _refused(role, f"see {label}", KINDS[label])


def check_reads(role: Reader, label: str, name: str, readers: frozenset[Reader]) -> None:
    """Raise Forbidden unless `role` sees the value always: to look up, filter or order by it."""
    if sight(role, readers) is not Sight.ALWAYS:
        raise _refused(role, f"look up, filter or order {label} by {name}", readers)


def check_asks(role: Reader, question: str) -> None:
    """Raise Forbidden unless `role` may ask the question."""
    if not may_ask(role, question):
        raise _refused(role, f"ask {question}", QUESTIONS.get(question, PRIVATE))


def check_reports(role: Reader) -> None:
    """Raise Forbidden unless `role` may see the leadership report."""
    if role not in REPORTS:
        raise _refused(role, "see the report", REPORTS)


def check_ranks(role: Reader, question: str) -> None:
    """Raise Forbidden unless `role` may see the figures of single teammates in a question."""
    if role not in RANKING:
        raise _refused(role, f"ask {question} of single teammates (teams_only may be)", RANKING)


def check_changes(role: Reader, change: str) -> None:
    """Raise Forbidden unless `role` may make the change."""
    if not may_change(role, change):
        allowed = frozenset(r for r in Reader if may_change(r, change))
        raise _refused(role, f"make the change {change}", allowed)


def _refused(role: Reader, what: str, allowed: frozenset[Reader]) -> Forbidden:
    return Forbidden(f"A key with role {role} may not {what}; that takes {words(allowed)}.")


def words(readers: frozenset[Reader]) -> str:
    """Roles as a phrase, in the order of the table: "csm, leader or admin"."""
    names = [str(reader) for reader in Reader if reader in readers]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
