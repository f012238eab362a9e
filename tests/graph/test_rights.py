"""Who may see and do what."""

from collections.abc import Callable
from functools import partial

import pytest

from graph.errors import Forbidden
from graph.model import CONTACT_DETAILS, EVERYONE, PRIVATE, Reader
from graph.reading.exposed import COLUMNS
from graph.rights import (
    Sight,
    check_asks,
    check_changes,
    check_reports,
    check_sees,
    may_ask,
    may_change,
    may_see,
    sight,
    words,
)
from queries.all import QUESTIONS


def roles_that(may: Callable[[Reader, str], bool], name: str) -> str:
    """The roles for which a rule holds."""
    return " ".join(role for role in Reader if may(role, name))


def test_who_may_ask_what() -> None:
    assert {name: roles_that(may_ask, name) for name in QUESTIONS} == {
        "coverage_gaps": "reader csm leader admin",
        "interaction_recency": "reader csm leader admin",
        "champion_departures": "csm marketing leader admin",
        "reference_candidates": "csm marketing leader admin",
        "single_threaded_accounts": "reader csm leader admin",
        "stakeholder_map": "reader csm marketing leader admin",
        "account_timeline": "csm leader admin",
        "merge_suggestions": "csm leader admin",
        "account_merge_suggestions": "csm leader admin",
        "source_conflicts": "csm leader admin",
        "introduction_paths": "reader csm leader admin",
        "ghost_stakeholders": "reader csm leader admin",
        "willing_advocates": "csm marketing leader admin",
        "ready_for_more": "csm marketing leader admin",
        "rising_advocates": "csm marketing leader admin",
        "unthanked_advocates": "csm marketing leader admin",
        "advocacy_moments": "csm marketing leader admin",
        "asset_health": "csm marketing leader admin",
        "contact_pressure": "csm marketing leader admin",
        "campaign_holdouts": "csm marketing leader admin",
        "request_funnel": "csm marketing leader admin",
        "request_stages": "csm marketing leader admin",
        "influenced_revenue": "csm marketing leader admin",
        "influenced_quarters": "csm marketing leader admin",
        "reference_inventory": "csm marketing leader admin",
        "sentiment_changes": "csm marketing leader admin",
        "resource_matches": "csm marketing leader admin",
        "open_loops": "csm marketing leader admin",
        "next_best_contacts": "csm marketing leader admin",
        "interview_sample": "csm marketing leader admin",
        "relationship_quality": "csm leader admin",
        "relationship_findings": "csm marketing leader admin",
        "arr_at_risk": "csm leader admin",
        "accounts_at_risk": "csm leader admin",
        "policy_kept": "csm leader admin",
        "book_balance": "leader admin",
        "touch_mix": "csm leader admin",
        "survey_trends": "csm leader admin",
        "churn_lessons": "csm leader admin",
        "data_quality": "csm leader admin",
    }
    assert roles_that(may_ask, "a question of tomorrow") == "csm leader admin"


def test_who_may_see_which_kind_of_node() -> None:
    restricted = {label: roles_that(may_see, label) for label in COLUMNS}
    assert {label: roles for label, roles in restricted.items() if len(roles.split()) < 5} == {
        "AdvocacyRequest": "csm marketing leader admin",
        "Ask": "csm marketing leader admin",
        "Asset": "csm marketing leader admin",
        "Benefit": "csm marketing leader admin",
        "Consent": "csm marketing leader admin",
        "Decision": "csm marketing leader admin",
        "Signal": "csm marketing leader admin",
        "Step": "csm marketing leader admin",
        "Notice": "admin",
        "Webhook": "admin",
        "Delivery": "admin",
        "ImportRun": "csm leader admin",
    }


@pytest.mark.parametrize(
    ("change", "roles"),
    [
        ("touchpoint_log", "csm admin"),
        ("stakeholder_role_set", "csm admin"),
        ("departure_report", "csm admin"),
        ("departure_confirm", "csm admin"),
        ("departure_resolve", "csm admin"),
        ("person_merge", "csm admin"),
        ("account_merge", "csm admin"),
        ("account_unmerge", "csm admin"),
        ("person_erase", "admin"),
        ("consent_grant", "csm marketing admin"),
        ("ask_propose", "csm marketing admin"),
        ("ask_submit", "csm marketing admin"),
        ("ask_approve", "csm admin"),
        ("ask_decline_by_owner", "csm admin"),
        ("ask_override", "leader admin"),
        ("ask_invite", "csm marketing admin"),
        ("ask_complete", "csm marketing admin"),
        ("asset_submit", "csm marketing admin"),
        ("asset_approve", "csm admin"),
        ("benefit_record", "csm marketing admin"),
        ("advocate_status_set", "csm marketing admin"),
        ("escalation_upsert", "csm admin"),
        ("opportunity_upsert", "csm admin"),
        ("advocacy_request_create", "csm marketing admin"),
        ("policy_set", "admin"),
        ("api_key_create", "admin"),
        ("webhook_create", "admin"),
        ("notice_replay", "admin"),
    ],
)
def test_who_may_change_what(change: str, roles: str) -> None:
    assert roles_that(may_change, change) == roles


def test_nobody_reads_what_is_private_by_another_name() -> None:
    """Every column with readers of its own is listed, so that a new one is thought about."""
    assert {
        f"{label}.{column.name}": words(column.readers)
        for label, columns in COLUMNS.items()
        for column in columns.values()
        if column.readers != EVERYONE
    } == {
        "Account.hold_reason": "csm, leader or admin",
        "Person.email": "reader, csm, leader or admin",
        "Person.phone": "reader, csm, leader or admin",
        "Person.links": "reader, csm, leader or admin",
        "Person.hold_reason": "csm, leader or admin",
        "Person.advocate_reason": "csm, marketing, leader or admin",
        "Touchpoint.subject": "csm, leader or admin",
        "Touchpoint.summary": "csm, leader or admin",
        "Touchpoint.thread": "csm, leader or admin",
        "Sentiment.score": "csm, leader or admin",
        "Sentiment.raw": "csm, leader or admin",
        "Sentiment.note": "csm, leader or admin",
        "Opportunity.amount": "csm, marketing, leader or admin",
        "Escalation.subject": "csm, leader or admin",
        "Consent.evidence": "csm, marketing, leader or admin",
        "Signal.note": "csm, leader or admin",
        "Decision.reason": "csm, leader or admin",
    }


def test_marketing_sees_contact_details_where_the_owner_approved() -> None:
    assert sight(Reader.MARKETING, CONTACT_DETAILS) is Sight.APPROVED
    assert sight(Reader.MARKETING, PRIVATE) is Sight.NEVER
    assert sight(Reader.READER, CONTACT_DETAILS) is Sight.ALWAYS


def test_a_refusal_says_who_may() -> None:
    for refused, sentence in (
        (
            partial(check_sees, Reader.READER, "Ask"),
            "A key with role reader may not see Ask; that takes csm, marketing, leader or admin.",
        ),
        (
            partial(check_asks, Reader.MARKETING, "coverage_gaps"),
            "A key with role marketing may not ask coverage_gaps; "
            "that takes reader, csm, leader or admin.",
        ),
        (
            partial(check_changes, Reader.LEADER, "policy_set"),
            "A key with role leader may not make the change policy_set; that takes admin.",
        ),
    ):
        with pytest.raises(Forbidden) as refusal:
            refused()
        assert refusal.value.message == sentence


def test_who_may_see_the_leadership_report() -> None:
    for role in Reader:
        if role in (Reader.LEADER, Reader.ADMIN):
            check_reports(role)
        else:
            with pytest.raises(Forbidden, match="may not see the report; that takes leader or ad"):
                check_reports(role)
