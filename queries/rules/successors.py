"""Who can follow somebody who left: the people known there, ranked, with reasons."""

from collections.abc import Sequence

from graph.model import SENIORITIES
from queries.facts import AccountFacts, PersonFacts
from queries.row import PersonId, Row
from queries.rules.org import closely_placed, reporting_graph
from queries.rules.scoring import WEIGHTS
from queries.rules.strength import strength_of

AT_MOST = 5


class ScorePart(Row):
    """One part of a score: `value` 0 to 1, times `weight`, is its `contribution`."""

    name: str
    value: float
    weight: float
    contribution: float
    because: str


class Successor(Row):
    """Somebody who might take over; `score` 0 to 1 is the sum of its parts."""

    person: PersonId
    score: float
    parts: list[ScorePart]
    because: str


def part(of: str, name: str, value: float, because: str) -> ScorePart:
    """A part of the score `of`, weighted as the settings say."""
    weight = WEIGHTS[of][name]
    return ScorePart(
        name=name, value=value, weight=weight, contribution=value * weight, because=because
    )


def successors_of(
    account: AccountFacts,
    leaver: PersonFacts,
    leaver_roles: Sequence[str],
    known: Sequence[PersonFacts],
) -> list[Successor]:
    """The best successors, best first. Needs the columns `lines` and `strengths`."""
    lines = reporting_graph(account.row["lines"])
    found = []
    for person in known:
        if person.id == leaver.id:
            continue
        parts = [
            _seniority(leaver, person),
            _department(leaver, person),
            part(
                "successor",
                "lines",
                1.0 if (placed := closely_placed(lines, leaver.id, person.id)) else 0.0,
                {
                    "manager": f"{leaver.name}'s manager",
                    "report": f"reported to {leaver.name}",
                    "shared manager": f"has the same manager as {leaver.name}",
                    None: f"stands in no line with {leaver.name}",
                }[placed],
            ),
            _strength(account, person),
            _roles(leaver_roles, person),
        ]
        found.append(
            Successor(
                person=person.id,
                score=sum(p.contribution for p in parts),
                parts=parts,
                because=f"{person.name}: {', '.join(p.because for p in parts if p.value)}.",
            )
        )
    return sorted(found, key=lambda s: (-s.score, s.person))[:AT_MOST]


def _seniority(leaver: PersonFacts, person: PersonFacts) -> ScorePart:
    steps = SENIORITIES.index(person.seniority) - SENIORITIES.index(leaver.seniority)
    value = 1.0 if steps <= 0 else 0.6 if steps == 1 else 0.2
    known = person.seniority != "unknown"
    level = f" ({person.seniority.replace('_', ' ')})" if known else ""
    return part("successor", "seniority", value, f"{person.title or 'no title known'}{level}")


def _department(leaver: PersonFacts, person: PersonFacts) -> ScorePart:
    same = bool(leaver.departments & person.departments)
    because = (
        f"works in {leaver.department} too"
        if same
        else "works in another department, or none is known"
    )
    return part("successor", "department", 1.0 if same else 0.0, because)


def _strength(account: AccountFacts, person: PersonFacts) -> ScorePart:
    strength = strength_of(account, person.id)
    if strength is None:
        return part("successor", "strength", 0.0, "insufficient data on our relation")
    return part("successor", "strength", strength / 100, f"relation strength {strength:.0f}")


def _roles(leaver_roles: Sequence[str], person: PersonFacts) -> ScorePart:
    shared = sorted(set(leaver_roles) & set(person.roles))
    value = len(shared) / len(set(leaver_roles)) if leaver_roles else 0.0
    because = (
        f"already {' and '.join(r.replace('_', ' ') for r in shared)}"
        if shared
        else "no role of it"
    )
    return part("successor", "roles", value, because)
