"""The product gives the same whole answers as the oracle, on small nasty worlds.

Where one of these fails, the rules of the questions decide; tests/oracle/READINGS.md says how each
is read where it can be read in two ways. `python -m tests.queries.compare 0 100` looks for more.
"""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.database import Database
from tests import engines, oracle
from tests.oracle.worlds import NOW, interesting_moments, moments, random_world, worlds
from tests.queries.comparing import load_world, oracle_answers, product_answers

SEEDS = (*range(20), 23, 26, 33, 36, 89)


@pytest.mark.parametrize("seed", SEEDS)
async def test_product_and_oracle_agree(seed: int, database: Database, tmp_path: Path) -> None:
    """Now, and at two moments near the boundaries of rules."""
    world = random_world(seed)
    await load_world(database, world, tmp_path)
    for as_of in (NOW, *Random(seed).sample(interesting_moments()[1:], 2)):
        await agree(database, world, as_of)


@settings(
    max_examples=6,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(world=worlds(), as_of=st.lists(moments(), min_size=1, max_size=2, unique=True))
async def test_whatever_the_world(
    connected: Database, world: oracle.World, as_of: list[int]
) -> None:
    await engines.empty(connected)
    with TemporaryDirectory() as folder:
        await load_world(connected, world, Path(folder))
    for moment in as_of:
        await agree(connected, world, moment)


async def agree(database: Database, world: oracle.World, as_of: int) -> None:
    product = await product_answers(database, world, as_of)
    expected = oracle_answers(world, as_of)
    for question, answer in expected.items():
        assert product[question] == answer, f"{question} as of NOW {as_of - NOW:+d} ms"
