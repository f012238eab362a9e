"""Every question there is: the catalogue that the API, the command line and the docs read."""

from collections.abc import Mapping
from typing import Any

from queries.catalogue import Question
from queries.coverage import COVERAGE_GAPS
from queries.departures import CHAMPION_DEPARTURES
from queries.ghosts import GHOST_STAKEHOLDERS
from queries.merge_suggestions import MERGE_SUGGESTIONS
from queries.recency import INTERACTION_RECENCY
from queries.references import REFERENCE_CANDIDATES
from queries.single_threaded import SINGLE_THREADED_ACCOUNTS
from queries.stakeholder_map import STAKEHOLDER_MAP
from queries.timeline import ACCOUNT_TIMELINE

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
    )
}
