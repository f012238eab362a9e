"""Coverage gaps: whom we should know at each customer, and do not."""

from typing import Any

from .accounts import (
    customers,
    is_owned,
    is_renewal_near,
    is_stale,
    policy_of,
    policy_segment,
)
from .days import Millis, days_between, moment, within
from .evidence import confirmed_since
from .exports import World, own_rows
from .facts import Facts, read, touches_of
from .identity import Person
from .own_tables import GOALS
from .recency import cadence_for_roles
from .single_threaded import the_one_person_touched
from .stakeholders import holders, is_customer_executive, is_our_executive, known_there
from .touches import CALL, MEETING

SEVERITIES = ("LOW", "MEDIUM", "HIGH", "CRITICAL")
BASE = {"strategic": 2, "enterprise": 2, "mid_market": 1, "smb": 1, "digital": 0}
ONE_LOWER = ("STALE", "NEVER_TOUCHED", "UNOWNED", "FEW_CONTACTS")
ALWAYS_LOW = ("NO_GOAL", "FEED_STALE")
Gap = dict[str, Any]


def coverage_gaps(world: World, as_of: Millis) -> list[Gap]:
    facts = read(world)
    return [gap for account in customers(facts, as_of) for gap in gaps_of(facts, account, as_of)]


def gaps_of(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    roles = policy_of(facts, account, as_of).roles
    found = [
        *(gap for role in roles for gap in role_gaps(facts, account, role, as_of)),
        *unowned(facts, account, as_of),
        *few_contacts(facts, account, as_of),
    ]
    if is_stale(facts, account, as_of):
        return found + feed_stale(facts, account, as_of)
    return [
        *found,
        *single_threaded(facts, account, as_of),
        *no_executive_contact(facts, account, as_of),
    ]


def gap_row(
    facts: Facts,
    account: str,
    kind: str,
    as_of: Millis,
    role: str | None = None,
    people: list[Person] | None = None,
    last_touch_at: Millis | None = None,
    cadence_days: int | None = None,
    overdue_days: int | None = None,
) -> Gap:
    return {
        "account": account,
        "kind": kind,
        "role": role,
        "people": sorted(people or []),
        "severity": severity(facts, account, kind, cadence_days, overdue_days, as_of),
        "last_touch_at": last_touch_at,
        "cadence_days": cadence_days,
        "overdue_days": overdue_days,
    }


def severity(
    facts: Facts,
    account: str,
    kind: str,
    cadence_days: int | None,
    overdue_days: int | None,
    as_of: Millis,
) -> str:
    """ "MISSING_ROLE, DEPARTED_ROLE, SINGLE_THREADED, NO_EXECUTIVE_CONTACT at the segment's base;
    STALE, NEVER_TOUCHED, UNOWNED, FEW_CONTACTS one lower, not below LOW; NO_GOAL and FEED_STALE
    LOW. Then one up when the renewal lies 0 to 90 days ahead by date; one up for STALE beyond twice
    the cadence; at most CRITICAL." """
    level = BASE[policy_segment(facts, account, as_of)]
    if kind in ONE_LOWER:
        level = max(0, level - 1)
    if kind in ALWAYS_LOW:
        level = 0
    if is_renewal_near(facts, account, as_of, 90):
        level += 1
    if kind == "STALE" and cadence_days is not None and overdue_days is not None:
        level += (cadence_days + overdue_days) > 2 * cadence_days
    return SEVERITIES[min(level, 3)]


# Per required role


def role_gaps(facts: Facts, account: str, role: str, as_of: Millis) -> list[Gap]:
    """ "Per required role, one of: MISSING_ROLE, DEPARTED_ROLE, NEVER_TOUCHED, STALE", and
    NO_GOAL besides."""
    who = holders(facts, account, role, as_of)
    if not who:
        return [empty_role(facts, account, role, as_of)]
    return [
        *untouched_or_late(facts, account, role, who, as_of),
        *no_goal(facts, account, role, who, as_of),
    ]


def empty_role(facts: Facts, account: str, role: str, as_of: Millis) -> Gap:
    """ "MISSING_ROLE (no holder now), DEPARTED_ROLE (no holder now, and someone who ever held it
    there has a confirmed departure; people = those; stands until refilled; refilled and empty again
    without a departure is MISSING_ROLE)" """
    left_at = departures_of_holders(facts, account, role, as_of)
    unfilled = [
        person
        for person, left in left_at.items()
        if not refilled_after(facts, account, role, person, left, left_at, as_of)
    ]
    if unfilled:
        return gap_row(facts, account, "DEPARTED_ROLE", as_of, role, list(left_at))
    return gap_row(facts, account, "MISSING_ROLE", as_of, role)


def departures_of_holders(
    facts: Facts, account: str, role: str, as_of: Millis
) -> dict[Person, Millis]:
    """Everyone who ever held the role there and has a confirmed departure, and since when."""
    ever = {
        held.person
        for held in facts.roles
        if held.account == account and held.role == role and held.since <= as_of
    }
    dated = {person: confirmed_since(facts, person, account, as_of) for person in sorted(ever)}
    return {person: at for person, at in dated.items() if at is not None}


def refilled_after(
    facts: Facts,
    account: str,
    role: str,
    leaver: Person,
    left: Millis,
    left_at: dict[Person, Millis],
    as_of: Millis,
) -> bool:
    """Whether somebody else held the role at any moment after the leaver had left."""
    for held in facts.roles:
        if held.account != account or held.role != role or held.person == leaver:
            continue
        ends = [end for end in (held.until, left_at.get(held.person), as_of) if end is not None]
        if held.since <= as_of and max(held.since, left) < min(ends):
            return True
    return False


def untouched_or_late(
    facts: Facts, account: str, role: str, who: list[Person], as_of: Millis
) -> list[Gap]:
    """ "NEVER_TOUCHED (no holder touched), STALE (the best-kept holder is late; people = holders).
    No cadence, no NEVER_TOUCHED." """
    if is_stale(facts, account, as_of):
        return []
    cadences = {p: cadence_for_roles(facts, p, account, [role], as_of) for p in who}
    touched = [(p, touches[-1].at) for p in who if (touches := touches_of(facts, p, as_of))]
    if not touched:
        promised = [days for days in cadences.values() if days is not None]
        if not promised:
            return []
        days = min(promised)
        return [gap_row(facts, account, "NEVER_TOUCHED", as_of, role, who, cadence_days=days)]
    late: list[tuple[int, Millis, int]] = []
    for person, at in touched:
        promised_days = cadences[person]
        if promised_days is None or days_between(at, as_of) <= promised_days:
            return []
        late.append((days_between(at, as_of) - promised_days, -at, promised_days))
    overdue, minus_at, days = min(late)
    return [gap_row(facts, account, "STALE", as_of, role, who, -minus_at, days, overdue)]


def no_goal(facts: Facts, account: str, role: str, who: list[Person], as_of: Millis) -> list[Gap]:
    """ "NO_GOAL per required role none of whose holders has a goal, and only once the deployment
    records goals at all (one exists as of then)." """
    with_goals = {
        facts.person_of.get(row["person"])
        for row in own_rows(facts.world, GOALS)
        if (at := moment(row["at"])) is not None and at <= as_of
    }
    if not with_goals or with_goals & set(who):
        return []
    return [gap_row(facts, account, "NO_GOAL", as_of, role, who)]


# Per account


def feed_stale(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    """ "shows one FEED_STALE instead where the segment has a human cadence" """
    if not policy_of(facts, account, as_of).has_human_cadence:
        return []
    return [gap_row(facts, account, "FEED_STALE", as_of)]


def unowned(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    """ "neither an active CSM nor an active owner; not for segments without human cadence" """
    if is_owned(facts, account, as_of):
        return []
    if not policy_of(facts, account, as_of).has_human_cadence:
        return []
    return [gap_row(facts, account, "UNOWNED", as_of)]


def few_contacts(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    """ "fewer people known there than the policy's contacts" """
    known = known_there(facts, account, as_of)
    if len(known) >= policy_of(facts, account, as_of).contacts:
        return []
    return [gap_row(facts, account, "FEW_CONTACTS", as_of, people=known)]


def single_threaded(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    person = the_one_person_touched(facts, account, as_of)
    if person is None:
        return []
    last = touches_of(facts, person, as_of)[-1].at
    return [gap_row(facts, account, "SINGLE_THREADED", as_of, None, [person], last)]


def no_executive_contact(facts: Facts, account: str, as_of: Millis) -> list[Gap]:
    """ "no meeting or call within the policy's days with a customer executive known there and a
    teammate who is an executive. People = customer executives there." """
    days = policy_of(facts, account, as_of).executive_days
    if days is None:
        return []
    executives = [
        person
        for person in known_there(facts, account, as_of)
        if is_customer_executive(facts, person, account, as_of)
    ]
    met = [
        touch.at
        for person in executives
        for touch in touches_of(facts, person, as_of)
        if touch.channel in (MEETING, CALL)
        and any(is_our_executive(facts, user, as_of) for user in touch.ours)
    ]
    last = max(met, default=None)
    if last is not None and within(days, last, as_of):
        return []
    return [gap_row(facts, account, "NO_EXECUTIVE_CONTACT", as_of, None, executives, last, days)]
