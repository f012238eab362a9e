"""Champion departures: who has left or is leaving, what hung on them, who can follow."""

from typing import Any

from .accounts import arr, customers, days_to_renewal
from .days import Millis
from .evidence import SUSPECTED, confidence_of, reached, standing_evidence, status_of, strongest
from .exports import World, deleted_at, value_at
from .facts import Facts, read
from .identity import Person
from .stakeholders import (
    columns_there,
    known_there,
    roles_ever,
    roles_now,
    seniority_there,
)
from .strength import strength
from .words import SENIORITIES

MOST_SUCCESSORS = 5
SUCCESSOR_WEIGHTS = {
    "seniority": 0.3,
    "department": 0.2,
    "lines": 0.2,
    "strength": 0.2,
    "roles": 0.1,
}


def champion_departures(world: World, as_of: Millis) -> list[dict[str, Any]]:
    """ "Cases exist for people who hold or ever held a role at the account." """
    facts = read(world)
    return [
        case
        for account in customers(facts, as_of)
        for person in facts.people
        if (case := case_of(facts, person, account, as_of)) is not None
    ]


def case_of(facts: Facts, person: Person, account: str, as_of: Millis) -> dict[str, Any] | None:
    evidence = standing_evidence(facts, person, account, as_of)
    status = status_of(confidence_of(evidence))
    detected_at = reached(evidence, SUSPECTED)
    if status is None or detected_at is None or not roles_ever(facts, person, account, as_of):
        return None
    roles = roles_then(facts, person, account, detected_at, as_of)
    return {
        "account": account,
        "person": person,
        "roles": roles,
        "status": status,
        "confidence": confidence_of(evidence),
        "detected_at": detected_at,
        "evidence": [{"kind": e.kind, "at": e.at, "weight": e.weight} for e in strongest(evidence)],
        "arr": arr(facts, account, as_of),
        "days_to_renewal": days_to_renewal(facts, account, as_of),
        "remaining_contacts": [p for p in known_there(facts, account, as_of) if p != person],
        "successors": successors(facts, person, roles, account, as_of),
    }


def roles_then(
    facts: Facts, person: Person, account: str, detected_at: Millis, as_of: Millis
) -> list[str]:
    """The roles held when the departure was detected, those that ended at that moment included;
    else all ever held there."""
    held = {
        role.role
        for role in facts.roles
        if role.person == person
        and role.account == account
        and role.since <= detected_at
        and (role.until is None or detected_at <= role.until)
    }
    return sorted(held) or roles_ever(facts, person, account, as_of)


def successors(
    facts: Facts, leaver: Person, roles: list[str], account: str, as_of: Millis
) -> list[dict[str, Any]]:
    """ "of the people known there now, best first, five at most" """
    ranked: list[dict[str, Any]] = []
    for person in known_there(facts, account, as_of):
        if person != leaver:
            parts = successor_parts(facts, leaver, roles, person, account, as_of)
            score = sum(SUCCESSOR_WEIGHTS[name] * value for name, value in parts.items())
            ranked.append({"person": person, "score": score, "parts": parts})
    ranked.sort(key=lambda one: (-one["score"], one["person"]))
    return ranked[:MOST_SUCCESSORS]


def successor_parts(
    facts: Facts, leaver: Person, roles: list[str], person: Person, account: str, as_of: Millis
) -> dict[str, float]:
    return {
        "seniority": seniority_part(facts, leaver, person, account, as_of),
        "department": department_part(facts, leaver, person, account, as_of),
        "lines": reporting_part(facts, leaver, person, as_of),
        "strength": (strength(facts, person, as_of) or 0.0) / 100,
        "roles": roles_part(facts, roles, person, account, as_of),
    }


def seniority_part(
    facts: Facts, leaver: Person, person: Person, account: str, as_of: Millis
) -> float:
    """ "seniority at or above the leaver's 1, one step below 0.6, else 0.2" """
    theirs = SENIORITIES.index(seniority_there(facts, person, account, as_of))
    wanted = SENIORITIES.index(seniority_there(facts, leaver, account, as_of))
    if theirs >= wanted:
        return 1.0
    return 0.6 if theirs == wanted - 1 else 0.2


def department_part(
    facts: Facts, leaver: Person, person: Person, account: str, as_of: Millis
) -> float:
    """ "same department" """
    one = {d.casefold() for d in columns_there(facts, leaver, account, "Department", as_of)}
    other = {d.casefold() for d in columns_there(facts, person, account, "Department", as_of)}
    return 1.0 if one & other else 0.0


def managers(facts: Facts, person: Person, as_of: Millis) -> set[Person]:
    """The people whom any record of the person reports to. A deleted record says nothing from then
    on, but where all are deleted the last goes on saying it: successors of a leaver are asked for.
    """
    contacts = facts.tables["Contact"]
    ends = {key: deleted_at(contacts[key]) for key in facts.records_of(person)}
    last = max((end or 0 for end in ends.values()), default=0)
    stands = None in ends.values()
    named = {
        value_at(contacts[key], "ReportsToId", as_of)
        for key, end in ends.items()
        if end is None or as_of < end or (end == last and not stands)
    }
    return {facts.person_of[key] for key in named if key in facts.person_of} - {person}


def reporting_part(facts: Facts, leaver: Person, person: Person, as_of: Millis) -> float:
    """ "shared manager, or manager or report of the leaver" """
    over_leaver = managers(facts, leaver, as_of)
    over_person = managers(facts, person, as_of)
    related = over_leaver & over_person or person in over_leaver or leaver in over_person
    return 1.0 if related else 0.0


def roles_part(
    facts: Facts, roles: list[str], person: Person, account: str, as_of: Millis
) -> float:
    """ "share of the leaver's roles already held" """
    hung = set(roles)
    return len(hung & set(roles_now(facts, person, account, as_of))) / len(hung)
