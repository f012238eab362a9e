"""What stands after any history of evidence, touches and decisions, against a plain retelling.

The rules: "a sign of life clears all evidence dated before it"; "what a person decided stands until
newer evidence of another kind arrives", or a colleague reports anew; a decision taken back counts
no more from then on, and the one before it counts again.
"""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.values.calendar import DAY
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.rules.departed import departures

WEIGHTS = {"crm_flag": 1.0, "bounce": 0.8, "profile": 0.5, "rumour": 0.3, "reported": 0.8}
VERDICTS = ("confirmed", "dismissed", "resolved")

Event = tuple[str, str]
EVENTS = st.lists(
    st.one_of(
        st.sampled_from([("evidence", kind) for kind in WEIGHTS]),
        st.sampled_from([("decision", verdict) for verdict in VERDICTS]),
        st.sampled_from([("touch", ""), ("undo", "")]),
    ),
    max_size=12,
)
"""One event a day, from day 1 on."""


@dataclass
class Decided:
    """A decision of the retelling: which kinds were known when it was made, whether it holds."""

    verdict: str
    known: set[str]
    holds: bool = True


@dataclass
class Retold:
    """The history so far, event by event."""

    kinds: set[str] = field(default_factory=set)
    decided: list[Decided] = field(default_factory=list)

    def hear(self, what: str, of: str) -> None:
        if what == "evidence":
            self.kinds.add(of)
            for decision in self.decided:
                if decision.verdict == "dismissed" and (
                    of == "reported" or of not in decision.known
                ):
                    decision.holds = False
        elif what == "touch":
            self.kinds = set()
            for decision in self.decided:
                if decision.verdict == "dismissed":
                    decision.known, decision.holds = set(), True
                else:
                    decision.holds = False
        elif what == "decision":
            self.decided.append(Decided(of, set(self.kinds)))
        elif self.decided:
            self.decided.pop()

    def stands(self) -> str | None:
        if self.decided and self.decided[-1].holds:
            return self.decided[-1].verdict.upper()
        doubt = 1.0
        for kind in self.kinds:
            doubt *= 1 - WEIGHTS[kind]
        sure = round(1 - doubt, 9)
        return "CONFIRMED" if sure >= 0.9 else "SUSPECTED" if sure >= 0.5 else None


def told(events: list[Event], as_of: int) -> AccountFacts:
    """The same history as the facts of an account show it."""
    signals: list[dict[str, Any]] = []
    decisions: list[dict[str, Any]] = []
    touched: list[int] = []
    for day, (what, of) in enumerate(events, 1):
        at = day * DAY
        if at > as_of:
            break
        if what == "evidence":
            row = {"kind": of, "weight": WEIGHTS[of], "record": "crm:ann", "about": "acc_a"}
            signals.append({**row, "at": at, "source": "crm", "detail": "", "note": None})
        elif what == "touch":
            touched.append(at)
        elif what == "decision":
            decisions.append({"id": f"dec_{day}", "verdict": of, "at": at})
        elif decisions:
            decisions.pop()
    ann = {"id": "per_ann", "name": "Ann", "opted_out": False, "hold_until": None}
    changing = ("wished_from", "wished_days", "advocate_from", "advocate_as")
    said: dict[str, list[int]] = {name: [] for name in changing}
    job = {"since": 0, "until": None, "title": None, "department": None, "seniority": "unknown"}
    account = {"id": "acc_a", "name": "Acme", "status": "customer", "segment": "smb"}
    touches = {"count": min(len(touched), 2), "first": min(touched, default=None)}
    row = {
        "account": {**account, "arr": None, "currency": None, "renewal_on": None, "domain": None},
        "owners": [],
        "people": [{**ann, **said, "jobs": [{**job, "record": "crm:ann"}], "roles": []}],
        "touches": [
            {"person": "per_ann", **touches, "last": max(touched, default=None), "sources": []}
        ],
        "signals": [{"person": "per_ann", **signal} for signal in signals],
        "bounces": [],
        "refusals": [],
        "decisions": [
            {"person": "per_ann", "reason": None, "by": None, "successor": None, **decision}
            for decision in decisions
        ],
    }
    return AccountFacts(row, as_of)


@given(EVENTS, st.integers(0, 13))
def test_what_stands_is_what_the_story_says(events: list[Event], day: int) -> None:
    retold = Retold()
    for what, of in events[:day]:
        retold.hear(what, of)
    deployment = Deployment({}, {"crm": day * DAY}, False, "")
    found = departures(deployment, told(events, day * DAY))
    status = found["per_ann"].status.value if "per_ann" in found else None
    assert status == retold.stands()
