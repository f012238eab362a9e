"""Introduction paths: who of us can be introduced to somebody, and by whom."""

import math
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from graph.model import Millis
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, Names, PersonId, Row, TeammateId
from queries.rules.departed import FACTS, Departure, departures, gone, known_there
from queries.rules.org import closely_placed, reporting_graph
from queries.rules.scoring import FEWEST_TOUCHES, strength

if TYPE_CHECKING:
    import networkx as nx


class Tie(StrEnum):
    """What two people have with each other."""

    TOUCHES = "TOUCHES"
    ACQUAINTANCE = "ACQUAINTANCE"
    REPORTING_LINE = "REPORTING_LINE"
    SAME_DEPARTMENT = "SAME_DEPARTMENT"
    COLLEAGUES = "COLLEAGUES"
    FORMER_COLLEAGUES = "FORMER_COLLEAGUES"


STRENGTHS = {
    Tie.REPORTING_LINE: 70.0,
    Tie.SAME_DEPARTMENT: 50.0,
    Tie.COLLEAGUES: 40.0,
    Tie.FORMER_COLLEAGUES: 30.0,
    Tie.ACQUAINTANCE: 20.0,
}
"""How far a tie of which we count no touches carries, 0 to 100."""
FEW_TOUCHES = 10.0
"""The strength of one of us with somebody touched too seldom to tell."""
US = ""
"""Where every path begins, before the first of us."""


class IntroductionStep(Row):
    """One step of a path, from whom to whom; `strength` is 0 to 100."""

    teammate: TeammateId | None
    person: PersonId | None
    to: PersonId
    tie: Tie
    strength: float
    because: str


class IntroductionPath(Row):
    """Who of us can be introduced to somebody at a customer, and by whom?

    One row for each person known there to whom a path leads: the warmest one. Its strength is that
    of its steps multiplied, so that short ways of people who know each other well come first.
    """

    account: AccountId
    person: PersonId
    teammate: TeammateId
    steps: list[IntroductionStep]
    strength: float
    because: str
    next_action: str


class IntroductionPathParameters(Parameters):
    """`people` are whom we want to reach, `teammates` who of us may begin; anybody unless said."""

    people: Annotated[tuple[str, ...] | None, Names("Person")] = None
    teammates: Annotated[tuple[str, ...] | None, Names("Teammate")] = None


def introduction_paths(
    deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: IntroductionPathParameters,
) -> Iterator[IntroductionPath]:
    """The warmest path to each person known at each account."""
    import networkx as nx

    for account in accounts:
        cases = departures(deployment, account)
        wanted = [
            person
            for person in known_there(account, cases)
            if parameters.people is None or person.id in parameters.people
        ]
        if not wanted:
            continue
        network = _network(account, cases, parameters)
        if US not in network:
            continue
        paths = nx.single_source_dijkstra_path(network, US, weight="length")
        for person in wanted:
            if person.id in paths:
                yield _path(account, person, network, paths[person.id])


def _network(
    account: AccountFacts, cases: Mapping[str, Departure], parameters: IntroductionPathParameters
) -> "nx.DiGraph[str]":
    """Us, our people, and everybody who may lead to somebody; a longer edge is a weaker tie."""
    import networkx as nx

    names = _names(account)
    network: nx.DiGraph[str] = nx.DiGraph()
    for tie, row in (
        *((Tie.TOUCHES, row) for row in account.row["ties"]),
        *((Tie.ACQUAINTANCE, row) for row in account.row["acquainted"]),
    ):
        if parameters.teammates is not None and row["teammate"] not in parameters.teammates:
            continue
        known, because = _with_us(tie, row, names.get(row["person"], "somebody"))
        if known > 0:
            network.add_edge(US, row["teammate"], length=0.0)
            _join(network, row["teammate"], row["person"], tie, known, because)
    _join_colleagues(network, account, cases)
    for row in account.row["former"]:
        if not row["opted_out"]:
            both = f"worked together at {row['company']}"
            because = f"{row['name']} and {names[row['person']]} {both}"
            carries = STRENGTHS[Tie.FORMER_COLLEAGUES]
            _join(network, row["other"], row["person"], Tie.FORMER_COLLEAGUES, carries, because)
    return network


def _with_us(tie: Tie, row: dict[str, Any], whom: str) -> tuple[float, str]:
    """How strong one of us is with somebody, and in words."""
    if tie is Tie.ACQUAINTANCE:
        return STRENGTHS[tie], f"{row['name']} is acquainted with {whom} ({row['source']})"
    if not row["touches"]:
        return 0.0, ""
    known = strength(row["x"], row["touches"], row["inward"], row["outward"])
    times = "once" if row["touches"] == 1 else f"{row['touches']} times"
    because = f"{row['name']} was in touch with {whom} {times} within a year"
    if known is None:
        return FEW_TOUCHES, f"{because}, fewer than {FEWEST_TOUCHES}: too few to tell more"
    return known, because


def _join_colleagues(
    network: "nx.DiGraph[str]", account: AccountFacts, cases: Mapping[str, Departure]
) -> None:
    """Everybody at the account with everybody who may introduce them."""
    lines = reporting_graph(account.row["lines"])
    for one in account.people:
        if one.opted_out:
            continue
        for other in account.people:
            if one is not other and (tie := _tie(lines, cases, one, other)):
                because = f"{one.name} and {other.name} {_WORDS[tie]} {account.name}"
                _join(network, one.id, other.id, tie, STRENGTHS[tie], because)


_WORDS = {
    Tie.REPORTING_LINE: "are manager and report at",
    Tie.SAME_DEPARTMENT: "are in one department of",
    Tie.COLLEAGUES: "are colleagues at",
    Tie.FORMER_COLLEAGUES: "worked together at",
}


def _tie(
    lines: "nx.DiGraph[str]", cases: Mapping[str, Departure], one: PersonFacts, other: PersonFacts
) -> Tie | None:
    """What two people of one account have with each other."""
    both = (one, other)
    if any(gone(person, cases) or not person.jobs_now for person in both):
        return Tie.FORMER_COLLEAGUES if _worked_together(one, other) else None
    if closely_placed(lines, one.id, other.id) in ("manager", "report"):
        return Tie.REPORTING_LINE
    return Tie.SAME_DEPARTMENT if one.departments & other.departments else Tie.COLLEAGUES


def _worked_together(one: PersonFacts, other: PersonFacts) -> bool:
    def ended(job: dict[str, Any]) -> Millis:
        return one.as_of + 1 if job["until"] is None else int(job["until"])

    return any(
        (mine["since"] or 0) < ended(theirs) and (theirs["since"] or 0) < ended(mine)
        for mine in one.jobs
        for theirs in other.jobs
    )


def _join(
    network: "nx.DiGraph[str]", one: str, other: str, tie: Tie, known: float, because: str
) -> None:
    """An edge from one to the other, unless a stronger one is there."""
    length = -math.log(known / 100)
    if not network.has_edge(one, other) or network.edges[one, other]["length"] > length:
        network.add_edge(one, other, length=length, tie=tie, strength=known, because=because)


def _names(account: AccountFacts) -> dict[str, str]:
    """Everybody who may stand in a path, of theirs."""
    elsewhere = {row["other"]: row["name"] or "somebody" for row in account.row["former"]}
    return elsewhere | {person.id: person.name for person in account.people}


def _path(
    account: AccountFacts, person: PersonFacts, network: "nx.DiGraph[str]", nodes: list[str]
) -> IntroductionPath:
    _, teammate, *people = nodes
    steps = [
        IntroductionStep(
            teammate=one if one == teammate else None,
            person=None if one == teammate else one,
            to=other,
            tie=network.edges[one, other]["tie"],
            strength=network.edges[one, other]["strength"],
            because=network.edges[one, other]["because"],
        )
        for one, other in zip((teammate, *people), people, strict=False)
    ]
    carried = 100 * math.prod(step.strength / 100 for step in steps)
    reasons = "; ".join(step.because for step in steps)
    begin = f"Reach {person.name} through {_names(account)[people[0]]}."
    return IntroductionPath(
        account=account.id,
        person=person.id,
        teammate=teammate,
        steps=steps,
        strength=carried,
        because=f"To {person.name} at {account.name}: {reasons}.",
        next_action=begin if len(steps) > 1 else f"Write to {person.name}.",
    )


INTRODUCTION_PATHS = Question(
    name="introduction_paths",
    parameters=IntroductionPathParameters,
    row=IntroductionPath,
    facts=(*FACTS, "lines", "ties", "acquainted", "former"),
    answer=introduction_paths,
    orders={"STRENGTH": lambda row: (-row.strength,)},
    unique=lambda row: (row.account, row.person),
)
