"""A second, slow and obvious implementation of Rapport's rules, to compare the product with.

It reads Salesforce export rows (exports.py) and Rapport's own tables (own_tables.py) and shares no
code with the product. Each rule is one small function whose docstring quotes its sentence; where a
sentence can be read in two ways, READINGS.md says which way is taken here.
"""

from .coverage import coverage_gaps
from .departures import champion_departures
from .exports import Export, World, eighteen
from .promises import policy_kept
from .quality import relationship_quality_by
from .recency import interaction_recency
from .references import reference_candidates
from .risks import arr_at_risk
from .single_threaded import single_threaded_accounts
from .strength import relationship_quality

__all__ = [
    "Export",
    "World",
    "arr_at_risk",
    "champion_departures",
    "coverage_gaps",
    "eighteen",
    "interaction_recency",
    "policy_kept",
    "reference_candidates",
    "relationship_quality",
    "relationship_quality_by",
    "single_threaded_accounts",
]
