"""What the oracle says of random worlds holds in itself, and they reach every answer."""

from typing import Any

from hypothesis import given, settings

from . import (
    Export,
    World,
    champion_departures,
    coverage_gaps,
    interaction_recency,
    reference_candidates,
    relationship_quality,
    single_threaded_accounts,
)
from .days import Millis
from .worlds import (
    CRITERIA,
    interesting_moments,
    moments,
    random_world,
    with_short_ids,
    worlds,
)


def answers(world: World, as_of: Millis) -> list[Any]:
    return [
        coverage_gaps(world, as_of),
        interaction_recency(world, as_of),
        champion_departures(world, as_of),
        single_threaded_accounts(world, as_of, include_our_side=True),
        relationship_quality(world, as_of),
        *(reference_candidates(world, as_of, criteria) for criteria in CRITERIA),
    ]


@settings(max_examples=50, deadline=None)
@given(world=worlds(), as_of=moments())
def test_the_order_of_the_exports_and_a_repetition_change_nothing(
    world: World, as_of: Millis
) -> None:
    """An export of Salesforce tables alone, given twice and in any order, says the same."""
    again: Export = {
        "taken_at": world[0]["taken_at"],
        "tables": {k: rows for k, rows in world[0]["tables"].items() if k[0].isupper()},
    }
    assert answers([again, *reversed(world)], as_of) == answers(world, as_of)


@settings(max_examples=50, deadline=None)
@given(world=worlds(), as_of=moments())
def test_nobody_who_left_is_shown_or_eligible(world: World, as_of: Millis) -> None:
    left = {
        (case["account"], case["person"])
        for case in champion_departures(world, as_of)
        if case["status"] == "CONFIRMED"
    }
    shown = {(one["account"], one["person"]) for one in interaction_recency(world, as_of)}
    assert not left & shown
    for criteria in CRITERIA:
        for one in reference_candidates(world, as_of, criteria):
            assert not (one["eligible"] and (one["account"], one["person"]) in left)


@settings(max_examples=25, deadline=None)
@given(world=worlds(), as_of=moments())
def test_ids_of_fifteen_characters_are_the_same_ids(world: World, as_of: Millis) -> None:
    assert answers(with_short_ids(world), as_of) == answers(world, as_of)


def test_random_worlds_reach_every_answer() -> None:
    """A fixed set of worlds shows every kind of gap, state, evidence and blocker."""
    kinds: set[str] = set()
    for seed in range(250):
        world = random_world(seed, size=8)
        as_of = interesting_moments()[seed % 3]
        kinds |= {gap["kind"] for gap in coverage_gaps(world, as_of)}
        kinds |= {one["state"] for one in interaction_recency(world, as_of)}
        for case in champion_departures(world, as_of):
            kinds |= {case["status"], *(one["kind"] for one in case["evidence"])}
        for one in reference_candidates(world, as_of, CRITERIA[seed % len(CRITERIA)]):
            kinds |= {blocker["code"] for blocker in one["blockers"]}
    assert kinds >= {
        *("MISSING_ROLE", "DEPARTED_ROLE", "NEVER_TOUCHED", "STALE", "UNOWNED", "NO_GOAL"),
        *("FEW_CONTACTS", "SINGLE_THREADED", "NO_EXECUTIVE_CONTACT", "FEED_STALE"),
        *("ON_TIME", "OVERDUE", "OVER_TOUCHED", "UNKNOWN", "NO_CADENCE"),
        *("SUSPECTED", "CONFIRMED"),
        *("employment_ended", "moved", "crm_flag", "bounce", "silence", "refusals"),
        *("NO_CONSENT", "CONSENT_EXPIRED", "CONSENT_SCOPE", "OPTED_OUT", "COOLDOWN"),
        *("CAP_PERSON", "CAP_ACCOUNT", "OPEN_ESCALATION", "RENEWAL_WINDOW", "DETRACTOR"),
        *("PERSON_DEPARTED", "OWNER_HOLD", "COMPETITOR_OF_PROSPECT", "PENDING_ELSEWHERE"),
        "LADDER",
    }
