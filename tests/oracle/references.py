"""Reference candidates: whom we may ask to speak for us now, and why not the others."""

import math
from decimal import Decimal
from typing import Any

from .accounts import account_record, customers
from .blockers import (
    EFFORTS,
    Case,
    Criteria,
    asks_of_person,
    blockers_of,
    completed,
    consents_there,
    dates,
)
from .days import Millis, days_between, moment, within
from .exports import World, own_rows, value_at
from .facts import Facts, read
from .identity import Person
from .own_tables import ASKS, ASSETS, REGION, TOPICS
from .stakeholders import columns_there, is_employed_by_records, roles_by_records, seniority_there
from .strength import current_sentiment, strength
from .words import listed, slug

WEIGHTS = {"sentiment": 0.25, "fit": 0.25, "strength": 0.20, "experience": 0.15, "rest": 0.15}
STATED_BY = {ASSETS: "at", ASKS: "invited_at"}


def reference_candidates(world: World, as_of: Millis, criteria: Criteria) -> list[dict[str, Any]]:
    """Every candidate, eligible or not, best first. criteria: act, and as stated industry, region,
    min_employees, max_employees, use_case, persona, prospect_domain. "ties: fewest asks in 365
    days, then person id"."""
    facts = read(world)
    rows = [
        row(Case(facts, person, account, criteria, as_of))
        for account in customers(facts, as_of)
        for person in facts.people
        if is_considered(facts, person, account, as_of)
    ]
    return sorted(
        rows, key=lambda one: (-one["score"], one["asks_in_a_year"], one["person"], one["account"])
    )


def is_considered(facts: Facts, person: Person, account: str, as_of: Millis) -> bool:
    """ "people employed now at a customer account who hold a role there or have a consent, an asset
    or an earlier ask"; those who left are shown too as long as the records still put them there,
    for PERSON_DEPARTED names "confirmed or suspected"."""
    if not is_employed_by_records(facts, person, account, as_of):
        return False
    stated = bool(consents_there(facts, person, account, as_of)) or any(
        facts.person_of.get(one["person"]) == person
        and (at := moment(one[column])) is not None
        and at <= as_of
        for table, column in STATED_BY.items()
        for one in own_rows(facts.world, table)
    )
    return stated or bool(roles_by_records(facts, person, account, as_of))


def row(case: Case) -> dict[str, Any]:
    parts = {
        "sentiment": sentiment_part(case),
        "fit": fit_part(case),
        "strength": (strength(case.facts, case.person, case.as_of) or 0.0) / 100,
        "experience": experience_part(case),
        "rest": rest_part(case),
    }
    blockers = blockers_of(case)
    return {
        "person": case.person,
        "account": case.account,
        "score": sum(WEIGHTS[name] * value for name, value in parts.items()),
        "parts": parts,
        "unknown_parts": unknown_parts(case),
        "eligible": not blockers,
        "blockers": [{"code": one.code, "lifts_on": one.lifts_on} for one in blockers],
        "asks_in_a_year": asks_in_a_year(case),
    }


def unknown_parts(case: Case) -> list[str]:
    """The parts that are 0 because nothing is known: "gives 0 and says so"."""
    unknown = []
    if current_sentiment(case.facts, case.person, case.as_of) is None:
        unknown.append("sentiment")
    if strength(case.facts, case.person, case.as_of) is None:
        unknown.append("strength")
    return unknown


def sentiment_part(case: Case) -> float:
    """ "current sentiment onto 0…1; no reading in 365 days gives 0" """
    felt = current_sentiment(case.facts, case.person, case.as_of)
    return 0.0 if felt is None else (felt + 1) / 2


def fit_part(case: Case) -> float:
    """ "mean over the criteria stated of 1 or 0; none stated: 1" """
    account = account_record(case.facts, case.account)

    def says(column: str) -> str:
        return value_at(account, column, case.as_of)

    fits: list[float] = []
    wanted = case.criteria
    if wanted.get("industry"):
        fits.append(float(slug(says("Industry")) == slug(wanted["industry"])))
    if wanted.get("region"):
        fits.append(float(slug(says(REGION)) == slug(wanted["region"])))
    if wanted.get("use_case"):
        topics = {slug(topic) for topic in listed(says(TOPICS))}
        fits.append(float(slug(wanted["use_case"]) in topics))
    if wanted.get("persona"):
        fits.append(float(slug(wanted["persona"]) in personas(case)))
    if wanted.get("min_employees") or wanted.get("max_employees"):
        fits.append(size_fit(says("NumberOfEmployees"), wanted))
    return sum(fits) / len(fits) if fits else 1.0


def personas(case: Case) -> set[str]:
    """ "persona as role, department or seniority" """
    where = (case.facts, case.person, case.account)
    departments = {slug(name) for name in columns_there(*where, "Department", case.as_of)}
    return {
        *roles_by_records(*where, case.as_of),
        *departments,
        seniority_there(*where, case.as_of),
    }


def size_fit(employees: str, wanted: Criteria) -> float:
    """ "size outside the range: max(0, 1 - ln(distance ratio)/ln 10)"; unknown size: 0."""
    size = float(Decimal(employees)) if employees else 0.0
    if size <= 0:
        return 0.0
    least, most = wanted.get("min_employees"), wanted.get("max_employees")
    ratio = 1.0
    if least and size < least:
        ratio = least / size
    if most and size > most:
        ratio = size / most
    return max(0.0, 1 - math.log(ratio) / math.log(10))


def experience_part(case: Case) -> float:
    """ "1 - 0.5^n, n = acts of this kind, or of greater effort, completed in the last 730 days" """
    act = case.criteria["act"]
    n = sum(
        within(730, at, case.as_of) and (done == act or EFFORTS[done] > EFFORTS[act])
        for at, done in completed(case.facts, case.person, case.as_of)
    )
    return float(1 - 0.5**n)


def rest_part(case: Case) -> float:
    """ "days since the last ask / 90, at most 1; never asked 1" """
    rows = asks_of_person(case.facts, case.person, case.as_of)
    invited = dates(rows, "invited_at", case.as_of)
    return min(1.0, days_between(invited[0], case.as_of) / 90) if invited else 1.0


def asks_in_a_year(case: Case) -> int:
    rows = asks_of_person(case.facts, case.person, case.as_of)
    return sum(within(365, at, case.as_of) for at in dates(rows, "invited_at", case.as_of))
