"""Interaction recency: who has gone quiet, measured against what we promised."""

from typing import Any

from .accounts import customers, is_stale, policy_of
from .days import Millis, days_between, in_last_seven_days
from .exports import World, value_at
from .facts import Facts, attempts_of, read, touches_of
from .identity import Person
from .own_tables import FREQUENCY
from .stakeholders import roles_now, stakeholders
from .touches import Activity

MANY = 5


def preferred_days(facts: Facts, person: Person, as_of: Millis) -> int | None:
    """The person's preferred frequency in days; the strictest if records differ."""
    said = [
        value_at(facts.tables["Contact"][key], FREQUENCY, as_of) for key in facts.records_of(person)
    ]
    return min((int(float(days)) for days in said if days), default=None)


def cadence_for_roles(
    facts: Facts, person: Person, account: str, roles: list[str], as_of: Millis
) -> int | None:
    """ "the strictest cadence of their roles there, unless their preferred frequency overrides
    it" """
    preferred = preferred_days(facts, person, as_of)
    if preferred is not None:
        return preferred
    promised = policy_of(facts, account, as_of).roles
    cadences = [promised.get(role) for role in roles]
    return min((days for days in cadences if days is not None), default=None)


def cadence(facts: Facts, person: Person, account: str, as_of: Millis) -> int | None:
    roles = roles_now(facts, person, account, as_of)
    return cadence_for_roles(facts, person, account, roles, as_of)


def days_since_touch(facts: Facts, person: Person, as_of: Millis) -> int | None:
    touches = touches_of(facts, person, as_of)
    return days_between(touches[-1].at, as_of) if touches else None


def is_over_touched(facts: Facts, person: Person, as_of: Millis) -> bool:
    """ "more than 5 touches and attempts in the last 7 days" """
    contacts = touches_of(facts, person, as_of) + attempts_of(facts, person, as_of)
    return sum(in_last_seven_days(one.at, as_of) for one in contacts) > MANY


def state_on_fresh_feed(facts: Facts, person: Person, account: str, as_of: Millis) -> str:
    """ "State, first that applies: NEVER_TOUCHED (a cadence, no touch), OVER_TOUCHED, NO_CADENCE,
    OVERDUE, ON_TIME." """
    promised = cadence(facts, person, account, as_of)
    days = days_since_touch(facts, person, as_of)
    if promised is not None and days is None:
        return "NEVER_TOUCHED"
    if is_over_touched(facts, person, as_of):
        return "OVER_TOUCHED"
    if promised is None or days is None:
        return "NO_CADENCE"
    return "OVERDUE" if days > promised else "ON_TIME"


def state(facts: Facts, person: Person, account: str, as_of: Millis) -> str:
    """ "On a stale account recency says UNKNOWN in place of OVERDUE and NEVER_TOUCHED" """
    fresh = state_on_fresh_feed(facts, person, account, as_of)
    if fresh in ("OVERDUE", "NEVER_TOUCHED") and is_stale(facts, account, as_of):
        return "UNKNOWN"
    return fresh


def overdue_days(facts: Facts, person: Person, account: str, as_of: Millis) -> int | None:
    """ "overdueDays is null unless late", and null where the state is UNKNOWN."""
    promised = cadence(facts, person, account, as_of)
    days = days_since_touch(facts, person, as_of)
    if promised is None or days is None or days <= promised:
        return None
    return None if state(facts, person, account, as_of) == "UNKNOWN" else days - promised


def interaction_recency(world: World, as_of: Millis) -> list[dict[str, Any]]:
    """ "One row for each person and account where the person now holds a role (catalogued or not)";
    "People with a confirmed departure from the account are not shown; suspected ones are." """
    facts = read(world)
    return [
        row(facts, person, account, as_of)
        for account in customers(facts, as_of)
        for person in stakeholders(facts, account, as_of)
    ]


def row(facts: Facts, person: Person, account: str, as_of: Millis) -> dict[str, Any]:
    touches = touches_of(facts, person, as_of)
    last: Activity | None = touches[-1] if touches else None
    attempts = attempts_of(facts, person, as_of)
    return {
        "account": account,
        "person": person,
        "roles": roles_now(facts, person, account, as_of),
        "state": state(facts, person, account, as_of),
        "last_touch_at": last.at if last else None,
        "channel": last.channel if last else None,
        "days_since": days_since_touch(facts, person, as_of),
        "cadence_days": cadence(facts, person, account, as_of),
        "overdue_days": overdue_days(facts, person, account, as_of),
        "attempts_since": sum(last is None or attempt.at > last.at for attempt in attempts),
        "last_touched_by": sorted(last.ours) if last else [],
    }
