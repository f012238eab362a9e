"""How fast one key may ask."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.meter import Meter


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_minutes_worth_may_be_taken_at_once_and_comes_back_evenly() -> None:
    clock = Clock()
    meter = Meter(60, clock)
    assert meter.take("ann", 60) == 0
    assert meter.take("ann", 1) == pytest.approx(1.0)
    assert meter.left("ann") == 0

    clock.seconds = 10
    assert meter.left("ann") == 10
    assert meter.take("ann", 15) == pytest.approx(5.0)
    assert meter.take("ann", 10) == 0
    clock.seconds = 1000
    assert meter.left("ann") == 60


def test_each_key_has_its_own_allowance() -> None:
    meter = Meter(10, Clock())
    assert meter.take("ann", 10) == 0
    assert meter.take("bo", 10) == 0
    assert meter.take("ann", 1) > 0


def test_what_was_refused_is_not_counted() -> None:
    meter = Meter(10, Clock())
    assert meter.take("ann", 8) == 0
    assert meter.take("ann", 5) > 0
    assert meter.take("ann", 2) == 0


@given(st.lists(st.tuples(st.floats(0, 30), st.integers(1, 50)), max_size=60))
def test_never_more_than_two_minutes_worth_in_a_minute(asked: list[tuple[float, int]]) -> None:
    clock = Clock()
    meter = Meter(100, clock)
    granted: list[tuple[float, int]] = []
    for pause, amount in asked:
        clock.seconds += pause
        if meter.take("ann", amount) == 0:
            granted.append((clock.seconds, amount))
    for start, _ in granted:
        assert sum(n for at, n in granted if start <= at < start + 60) <= 200
