"""Every question there is: the catalogue that the API, the command line and the docs read."""

from collections.abc import Mapping
from typing import Any

from queries.advocacy.asset_health import ASSET_HEALTH
from queries.advocacy.holdouts import CAMPAIGN_HOLDOUTS
from queries.advocacy.influenced import INFLUENCED_QUARTERS, INFLUENCED_REVENUE
from queries.advocacy.inventory import REFERENCE_INVENTORY
from queries.advocacy.moments import ADVOCACY_MOMENTS
from queries.advocacy.pressure import CONTACT_PRESSURE
from queries.advocacy.ready import READY_FOR_MORE
from queries.advocacy.references import REFERENCE_CANDIDATES
from queries.advocacy.request_funnel import REQUEST_FUNNEL, REQUEST_STAGES
from queries.advocacy.rising import RISING_ADVOCATES
from queries.advocacy.sample import INTERVIEW_SAMPLE
from queries.advocacy.unthanked import UNTHANKED_ADVOCATES
from queries.advocacy.willing import WILLING_ADVOCATES
from queries.catalogue import Question
from queries.leadership.arr_at_risk import ACCOUNTS_AT_RISK, ARR_AT_RISK
from queries.leadership.book_balance import BOOK_BALANCE
from queries.leadership.churn_lessons import CHURN_LESSONS
from queries.leadership.data_quality import DATA_QUALITY
from queries.leadership.policy_kept import POLICY_KEPT
from queries.leadership.relationship_quality import RELATIONSHIP_QUALITY
from queries.leadership.survey_trends import SURVEY_TRENDS
from queries.leadership.touch_mix import TOUCH_MIX
from queries.relationships.account_merge_suggestions import ACCOUNT_MERGE_SUGGESTIONS
from queries.relationships.conflicts import SOURCE_CONFLICTS
from queries.relationships.coverage import COVERAGE_GAPS
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.findings import RELATIONSHIP_FINDINGS
from queries.relationships.ghosts import GHOST_STAKEHOLDERS
from queries.relationships.introductions import INTRODUCTION_PATHS
from queries.relationships.loops import OPEN_LOOPS
from queries.relationships.merge_suggestions import MERGE_SUGGESTIONS
from queries.relationships.next_contacts import NEXT_BEST_CONTACTS
from queries.relationships.recency import INTERACTION_RECENCY
from queries.relationships.resources import RESOURCE_MATCHES
from queries.relationships.sentiment_changes import SENTIMENT_CHANGES
from queries.relationships.single_threaded import SINGLE_THREADED_ACCOUNTS
from queries.relationships.stakeholder_map import STAKEHOLDER_MAP
from queries.relationships.timeline import ACCOUNT_TIMELINE

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
        ACCOUNT_MERGE_SUGGESTIONS,
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
