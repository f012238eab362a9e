"""Where a thing stood as of the moment, in Cypher for reads of nodes (`exposed.py`).

Its newest step by then says so; before its first step, what that step found; where nobody took any,
its source. `graph/programme/` says the same in Python, in `states.py` and `asks.py`.
"""

from graph.programme.states import ENDED as OVER
from graph.programme.states import IN_FORCE
from graph.programme.transitions import ENDED, LAPSING


def _newest(of: str, condition: str = "true") -> str:
    return (
        "head(COLLECT { MATCH (step:Step)-[:STEP_OF]->({n}) "
        "WHERE step.at <= $as_of AND " + condition + " "
        "RETURN " + of + " AS newest ORDER BY step.at DESC LIMIT 1 })"
    )


_STEPPED = "EXISTS { MATCH (:Step)-[:STEP_OF]->({n}) }"
_FIRST_WAS = (
    "head(COLLECT { MATCH (step:Step)-[:STEP_OF]->({n}) "
    "RETURN step.was AS was ORDER BY step.at LIMIT 1 })"
)
_STATE = f"coalesce({_newest('step.state')}, {_FIRST_WAS})"


def _stepped(by_steps: str, told: str) -> str:
    return f"CASE WHEN {_STEPPED} THEN {by_steps} ELSE {told} END"


STATE = _stepped(_STATE, "{n}.state")
"""The state of a request or an asset."""

CONSENT_STATE = (
    "CASE WHEN coalesce({n}.until, $as_of + 1) <= $as_of "
    f"OR coalesce({{n}}.revoked_at, $as_of + 1) <= $as_of OR {_STATE} = '{OVER}' "
    f"THEN '{OVER}' ELSE '{IN_FORCE}' END"
)
"""Whether a consent was over, was taken back or was ended by a decision; else it was in force."""

_ASK_TOLD = (
    "CASE WHEN {n}.ended_at > $as_of AND {n}.decided_at <= $as_of THEN 'accepted' "
    "WHEN coalesce({n}.decided_at, {n}.ended_at) > $as_of THEN 'invited' ELSE {n}.state END"
)
RESERVED_UNTIL = _stepped(
    _newest("step.reserved_until", "step.reserved_until IS NOT NULL"), "{n}.reserved_until"
)
"""Until when an ask held its person, as was known then."""

_HEAD = f"head([state IN [{_stepped(_STATE, _ASK_TOLD)}] | "
ASK_STATE = (
    f"{_HEAD}CASE WHEN state IN {list(LAPSING)} AND {RESERVED_UNTIL} <= $as_of "
    "THEN 'expired' ELSE state END])"
)
"""The state of an ask, expired from the moment its reservation lapsed."""

DECIDED_AT = _stepped(
    _newest("step.at", "step.state IN ['accepted', 'declined']"),
    "CASE WHEN {n}.decided_at <= $as_of THEN {n}.decided_at END",
)
ENDED_AT = _stepped(
    f"CASE WHEN {_STATE} IN {list(ENDED)} THEN {_newest('step.at')} END",
    "CASE WHEN {n}.ended_at <= $as_of THEN {n}.ended_at END",
)
