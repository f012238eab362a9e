"""The table of what may become of requests, asks and assets; no database is needed."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from api.declare import camel
from graph.changes.by_people import CHANGES
from graph.changes.by_programme import PROGRAMME_CHANGES
from graph.errors import Conflict
from graph.model import ASK_STATES, REQUEST_STATES
from graph.programme.transitions import (
    ENDED,
    FOLLOWING,
    OPEN,
    STATES,
    TRANSITIONS,
    Standing,
    check_step,
    followed,
    held_until,
    lapsed,
    states_after,
)

DAY = 86_400_000
BY_TIME = {"advocacy_request_expire", "ask_expire"}


def test_every_transition_is_a_change_that_people_may_make() -> None:
    assert {name for name in TRANSITIONS if name not in CHANGES} == BY_TIME


def test_the_whole_table() -> None:
    """Every state of an ask, and what it can become; the others likewise."""
    assert {state: " ".join(states_after("Ask", state)) for state in ASK_STATES} == {
        "proposed": "owner_approval approved declined_by_owner cancelled",
        "owner_approval": "approved declined_by_owner cancelled",
        "approved": "invited declined_by_owner cancelled",
        "invited": "accepted declined cancelled expired",
        "accepted": "scheduled completed declined cancelled expired",
        "scheduled": "completed declined missed_by_prospect missed_by_advocate cancelled",
        **dict.fromkeys(ENDED, ""),
    }
    own = "cancelled expired unfulfilled"
    assert {s: " ".join(states_after("AdvocacyRequest", s)) for s in REQUEST_STATES} == {
        "draft": "submitted cancelled",
        "submitted": f"matching {own}",
        "matching": own,
        "owner_approval": "cancelled expired",
        "invited": "cancelled expired",
        "accepted": "cancelled",
        "scheduled": "cancelled",
        **dict.fromkeys(("declined_by_owner", "declined_by_advocate", "missed"), own),
        **dict.fromkeys(("completed", "feedback", "cancelled", "expired", "unfulfilled"), ""),
    }
    assert {s: " ".join(states_after("Asset", s)) for s in STATES["Asset"]} == {
        "draft": "in_approval retired",
        "in_approval": "draft approved retired",
        "approved": "in_approval published retired",
        "published": "in_approval retired",
        "retired": "",
    }


@pytest.mark.parametrize("change", [name for name, t in TRANSITIONS.items() if t.before])
def test_every_step_from_every_state(change: str) -> None:
    transition = TRANSITIONS[change]
    for state in STATES[transition.of]:
        if state in transition.before:
            check_step(change, state)
            continue
        with pytest.raises(Conflict) as refused:
            check_step(change, state)
        assert refused.value.field == "id"
        for legal in (*transition.before, *states_after(transition.of, state)):
            assert legal in refused.value.message


def test_a_refusal_names_the_states_that_are_legal() -> None:
    with pytest.raises(Conflict) as refused:
        check_step("ask_invite", "proposed")
    assert refused.value.message == (
        "This ask is proposed: it can be invited while it is approved. From proposed it can "
        "become owner_approval, approved, declined_by_owner or cancelled."
    )


def test_the_page_tells_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "advocacy.md").read_text()
    told = re.findall(r"^\| `(ask\w+)` \| (.*?) \| (.*?) \|", page, re.MULTILINE)
    assert {name: (before, after) for name, before, after in told} == {
        camel(t.change): (
            "every open state" if t.before == OPEN else ", ".join(t.before),
            ", ".join(t.after) or "stays",
        )
        for t in TRANSITIONS.values()
        if t.of == "Ask" and t.change not in BY_TIME
    }
    for change in PROGRAMME_CHANGES:
        assert f"`{camel(change.name)}`" in page


def standings(*states: str) -> list[Standing]:
    """Asks in these states, ended one after another."""
    return [Standing(state, n if state in ENDED else None) for n, state in enumerate(states, 1)]


@pytest.mark.parametrize(
    ("before", "asks", "how_many", "after"),
    [
        ("submitted", (), 1, "submitted"),
        ("submitted", ("proposed",), 1, "matching"),
        ("matching", ("proposed", "owner_approval"), 1, "owner_approval"),
        ("matching", ("approved",), 1, "owner_approval"),
        ("owner_approval", ("approved", "invited"), 1, "invited"),
        ("invited", ("scheduled", "accepted", "declined"), 1, "scheduled"),
        ("scheduled", ("completed", "invited"), 1, "completed"),
        ("scheduled", ("completed", "invited"), 2, "invited"),
        ("scheduled", ("completed",), 2, "matching"),
        ("owner_approval", ("declined_by_owner",), 1, "declined_by_owner"),
        ("invited", ("declined_by_owner", "declined"), 1, "declined_by_advocate"),
        ("scheduled", ("missed_by_prospect",), 1, "missed"),
        ("missed", ("missed_by_advocate", "proposed"), 1, "matching"),
        ("invited", ("cancelled",), 1, "matching"),
        ("invited", ("expired",), 1, "matching"),
        ("draft", ("completed",), 1, "draft"),
        ("cancelled", ("completed",), 1, "cancelled"),
        ("unfulfilled", ("invited",), 1, "unfulfilled"),
    ],
)
def test_where_a_request_stands_follows_from_its_asks(
    before: str, asks: Sequence[str], how_many: int, after: str
) -> None:
    assert followed(before, standings(*asks), how_many) == after


def test_a_request_was_heard_of_when_both_sides_told_of_every_act() -> None:
    done, heard = Standing("completed", 1), Standing("completed", 2, heard=True)
    assert followed("completed", [heard, done], 2) == "completed"
    assert followed("completed", [heard, heard], 2) == "feedback"


@given(
    some.sampled_from(REQUEST_STATES),
    some.lists(some.sampled_from(ASK_STATES), max_size=4),
    some.integers(1, 3),
)
def test_following_twice_is_following_once(before: str, asks: list[str], how_many: int) -> None:
    after = followed(before, standings(*asks), how_many)
    assert followed(after, standings(*asks), how_many) == after
    assert (after == before) or (before in FOLLOWING and after in FOLLOWING)


def test_a_reservation_holds_for_fourteen_days_and_lapses_then() -> None:
    assert held_until(DAY) == 15 * DAY
    assert held_until(DAY, 3 * DAY) == 17 * DAY
    assert not lapsed("invited", 15 * DAY, 15 * DAY - 1)
    assert lapsed("invited", 15 * DAY, 15 * DAY)
    assert not lapsed("scheduled", 15 * DAY, 16 * DAY)
    assert not lapsed("accepted", None, 16 * DAY)
    assert set(OPEN) | set(ENDED) == set(ASK_STATES)
