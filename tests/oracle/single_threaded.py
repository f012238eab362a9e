"""Accounts whose whole relationship hangs on one person."""

from typing import Any

from .accounts import customers, is_stale, policy_of
from .days import Millis, within
from .exports import World
from .facts import Facts, read, touches_of
from .identity import Person
from .stakeholders import ever_known_there, known_there
from .touches import Activity

WINDOW = 90
THEIRS, OURS = "THEIRS", "OURS"


def recent_touches(facts: Facts, person: Person, as_of: Millis) -> list[Activity]:
    return [t for t in touches_of(facts, person, as_of) if within(WINDOW, t.at, as_of)]


def people_touched(facts: Facts, account: str, as_of: Millis) -> list[Person]:
    """The people known there who were touched within 90 days."""
    known = known_there(facts, account, as_of)
    return [person for person in known if recent_touches(facts, person, as_of)]


def the_one_person_touched(facts: Facts, account: str, as_of: Millis) -> Person | None:
    """ "the policy wants two or more contacts and exactly one person known there was touched within
    90 days" """
    if policy_of(facts, account, as_of).contacts < 2:
        return None
    touched = people_touched(facts, account, as_of)
    return touched[0] if len(touched) == 1 else None


def touches_with_anybody(facts: Facts, account: str, as_of: Millis) -> dict[str, Activity]:
    """ "all touches within 90 days with anybody of the account": of everybody who is or was known
    there, each touch once."""
    return {
        touch.id: touch
        for person in ever_known_there(facts, account, as_of)
        for touch in recent_touches(facts, person, as_of)
    }


def the_one_teammate(facts: Facts, account: str, as_of: Millis) -> str | None:
    """ "exactly one of our people took part in those touches" """
    touches = touches_with_anybody(facts, account, as_of).values()
    ours = {user for touch in touches for user in touch.ours}
    return ours.pop() if len(ours) == 1 else None


def single_threaded_accounts(
    world: World, as_of: Millis, include_our_side: bool = False
) -> list[dict[str, Any]]:
    """ "returns that person and their share of all touches within 90 days with anybody of the
    account; with includeOurSide also accounts where exactly one of our people took part in those
    touches"; a stale account "has no row"."""
    facts = read(world)
    rows = []
    for account in customers(facts, as_of):
        if is_stale(facts, account, as_of):
            continue
        row = {"account": account, "side": THEIRS, "person": None, "teammate": None}
        touches = list(touches_with_anybody(facts, account, as_of).values())
        person = the_one_person_touched(facts, account, as_of)
        if person is not None:
            share = sum(person in touch.took_part for touch in touches) / len(touches)
            rows.append(row | {"person": person, "share": share})
        teammate = the_one_teammate(facts, account, as_of)
        if include_our_side and teammate is not None:
            share = sum(teammate in touch.ours for touch in touches) / len(touches)
            rows.append(row | {"side": OURS, "teammate": teammate, "share": share})
    return rows
