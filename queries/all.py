"""Every question there is: the catalogue that the API, the command line and the docs read."""

from collections.abc import Mapping
from typing import Any

from queries.arr_at_risk import ACCOUNTS_AT_RISK, ARR_AT_RISK
from queries.asset_health import ASSET_HEALTH
from queries.book_balance import BOOK_BALANCE
from queries.catalogue import Question
from queries.churn_lessons import CHURN_LESSONS
from queries.conflicts import SOURCE_CONFLICTS
from queries.coverage import COVERAGE_GAPS
from queries.data_quality import DATA_QUALITY
from queries.departures import CHAMPION_DEPARTURES
from queries.findings import RELATIONSHIP_FINDINGS
from queries.ghosts import GHOST_STAKEHOLDERS
from queries.holdouts import CAMPAIGN_HOLDOUTS
from queries.influenced import INFLUENCED_QUARTERS, INFLUENCED_REVENUE
from queries.introductions import INTRODUCTION_PATHS
from queries.inventory import REFERENCE_INVENTORY
from queries.loops import OPEN_LOOPS
from queries.merge_suggestions import MERGE_SUGGESTIONS
from queries.moments import ADVOCACY_MOMENTS
from queries.next_contacts import NEXT_BEST_CONTACTS
from queries.policy_kept import POLICY_KEPT
from queries.pressure import CONTACT_PRESSURE
from queries.ready import READY_FOR_MORE
from queries.recency import INTERACTION_RECENCY
from queries.references import REFERENCE_CANDIDATES
from queries.relationship_quality import RELATIONSHIP_QUALITY
from queries.request_funnel import REQUEST_FUNNEL, REQUEST_STAGES
from queries.resources import RESOURCE_MATCHES
from queries.rising import RISING_ADVOCATES
from queries.sample import INTERVIEW_SAMPLE
from queries.sentiment_changes import SENTIMENT_CHANGES
from queries.single_threaded import SINGLE_THREADED_ACCOUNTS
from queries.stakeholder_map import STAKEHOLDER_MAP
from queries.survey_trends import SURVEY_TRENDS
from queries.timeline import ACCOUNT_TIMELINE
from queries.touch_mix import TOUCH_MIX
from queries.unthanked import UNTHANKED_ADVOCATES
from queries.willing import WILLING_ADVOCATES

QUESTIONS: Mapping[str, Question[Any, Any]] = {
    question.name: question
    for question in (
        COVERAGE_GAPS,
        INTERACTION_RECENCY,
        CHAMPION_DEPARTURES,
        REFERENCE_CANDIDATES,
        SINGLE_THREADED_ACCOUNTS,
        STAKEHOLDER_MAP,
        ACCOUNT_TIMELINE,
        MERGE_SUGGESTIONS,
        GHOST_STAKEHOLDERS,
        WILLING_ADVOCATES,
        READY_FOR_MORE,
        RISING_ADVOCATES,
        UNTHANKED_ADVOCATES,
        ADVOCACY_MOMENTS,
        ASSET_HEALTH,
        CONTACT_PRESSURE,
        CAMPAIGN_HOLDOUTS,
        REQUEST_FUNNEL,
        REQUEST_STAGES,
        INFLUENCED_REVENUE,
        INFLUENCED_QUARTERS,
        REFERENCE_INVENTORY,
        OPEN_LOOPS,
        RESOURCE_MATCHES,
        SENTIMENT_CHANGES,
        NEXT_BEST_CONTACTS,
        INTERVIEW_SAMPLE,
        RELATIONSHIP_QUALITY,
        RELATIONSHIP_FINDINGS,
        ARR_AT_RISK,
        ACCOUNTS_AT_RISK,
        POLICY_KEPT,
        BOOK_BALANCE,
        TOUCH_MIX,
        SURVEY_TRENDS,
        CHURN_LESSONS,
        DATA_QUALITY,
        SOURCE_CONFLICTS,
        INTRODUCTION_PATHS,
    )
}
