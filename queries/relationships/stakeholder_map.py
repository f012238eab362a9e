"""The stakeholder map of an account: its people, how they stand to each other and to us."""

from collections.abc import Iterator, Sequence

from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, At, PersonId, Private, Row, TeammateId
from queries.rules.departed import FACTS, departures, known_there
from queries.rules.org import bridges, reporting_graph
from queries.rules.sentiment import current_sentiment
from queries.rules.strength import strength_of


class Knows(Row):
    """A teammate who was in touch with the person, how often within 365 days, and when last."""

    teammate: TeammateId
    touches: int
    last_at: At


class StakeholderMapEntry(Row):
    """Who are the people at an account, and how do they stand to each other and to us?

    One row for each person known there: roles, place in the lines, who of us knows them, how strong
    the relation is (0 to 100; empty: insufficient data). A bridge is somebody without whom the
    lines fall apart.
    """

    account: AccountId
    person: PersonId
    title: str | None
    department: str | None
    seniority: str
    roles: list[str]
    attitude: str | None
    managers: list[PersonId]
    reports: list[PersonId]
    influences: list[PersonId]
    bridge: bool
    strength: float | None
    sentiment: Private[float | None]
    last_touch_at: At | None
    known_by: list[Knows]
    departure: str | None
    because: str


class StakeholderMapParameters(Parameters):
    """`roles` narrows the answer."""

    roles: tuple[str, ...] | None = None


def stakeholder_map(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: StakeholderMapParameters
) -> Iterator[StakeholderMapEntry]:
    """The people of each account, as far as they are asked for."""
    for account in accounts:
        for row in map_of(deployment, account):
            if parameters.roles is None or set(row.roles) & set(parameters.roles):
                yield row


def map_of(deployment: Deployment, account: AccountFacts) -> Iterator[StakeholderMapEntry]:
    """Everyone known at one account."""
    cases = departures(deployment, account)
    known = known_there(account, cases)
    here = {person.id for person in known}
    lines = [
        line for line in account.row["lines"] if line["person"] in here and line["manager"] in here
    ]
    graph = reporting_graph(lines)
    joints = bridges(graph)
    for person in known:
        case = cases.get(person.id)
        strength = strength_of(account, person.id)
        yield StakeholderMapEntry(
            account=account.id,
            person=person.id,
            title=person.title,
            department=person.department,
            seniority=person.seniority,
            roles=person.roles,
            attitude=person.attitude,
            managers=sorted(graph.successors(person.id)) if person.id in graph else [],
            reports=sorted(graph.predecessors(person.id)) if person.id in graph else [],
            influences=sorted(
                row["influenced"]
                for row in account.rows_of("influence", person.id)
                if row["influenced"] in here
            ),
            bridge=person.id in joints,
            strength=strength,
            sentiment=current_sentiment(account, person.id),
            last_touch_at=person.last_touch_at,
            known_by=[
                Knows(teammate=row["teammate"], touches=row["touches"], last_at=row["last"])
                for row in account.rows_of("known_by", person.id)
            ],
            departure=None if case is None else case.status.value,
            because=_because(person, strength),
        )


def _because(person: PersonFacts, strength: float | None) -> str:
    roles = ", ".join(role.replace("_", " ") for role in person.roles) or "no role noted"
    relation = "insufficient data" if strength is None else f"relation strength {strength:.0f}"
    return f"{person.name}, {person.title or 'no title noted'}: {roles}; {relation}."


STAKEHOLDER_MAP = Question(
    name="stakeholder_map",
    parameters=StakeholderMapParameters,
    row=StakeholderMapEntry,
    facts=(*FACTS, "lines", "influence", "strengths", "readings", "known_by"),
    answer=stakeholder_map,
    orders={"STRENGTH": lambda row: (-(row.strength if row.strength is not None else -1.0),)},
    unique=lambda row: (row.account, row.person),
)
