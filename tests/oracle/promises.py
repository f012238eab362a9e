"""Policy kept: of what was promised to the accounts of each owner, what was done."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from .accounts import customers, is_stale, policy_of
from .coverage import no_executive_contact
from .days import Millis
from .exports import World
from .facts import Facts, read
from .quality import lead_of
from .recency import cadence, days_since_touch
from .stakeholders import holders, known_there, stakeholders


def policy_kept(world: World, as_of: Millis) -> list[dict[str, Any]]:
    """One row for each owner and kind of promise."""
    facts = read(world)
    tallies: dict[tuple[str, str], Counter[bool | None]] = {}
    for account in customers(facts, as_of):
        owner = lead_of(facts, account, as_of)
        for kind, kept in promises(facts, account, as_of):
            tallies.setdefault((owner, kind), Counter())[kept] += 1
    return [
        {
            "group": owner,
            "kind": kind,
            "kept": tally[True],
            "broken": tally[False],
            "unknown": tally[None],
        }
        for (owner, kind), tally in tallies.items()
    ]


def promises(facts: Facts, account: str, as_of: Millis) -> Iterator[tuple[str, bool | None]]:
    """Each promise: kept, broken, or None where a stale feed hides it."""
    policy, stale = policy_of(facts, account, as_of), is_stale(facts, account, as_of)
    for person in stakeholders(facts, account, as_of):
        promised = cadence(facts, person, account, as_of)
        days = days_since_touch(facts, person, as_of)
        if promised is not None:
            if days is not None and days <= promised:
                yield "TOUCH", True
            else:
                yield "TOUCH", None if stale else False
    if policy.executive_days is not None:
        missing = no_executive_contact(facts, account, as_of)
        yield "EXECUTIVE_MEETING", None if stale else not missing
    for role in policy.roles:
        yield "ROLE", bool(holders(facts, account, role, as_of))
    for number in range(1, policy.contacts + 1):
        yield "CONTACT", number <= len(known_there(facts, account, as_of))
