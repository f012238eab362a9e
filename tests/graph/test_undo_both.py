"""Several imports are taken back, in any order: what others showed as well goes with the last."""

import random
from itertools import permutations
from pathlib import Path

import pytest

from graph.database import Database
from graph.loading.load import Full
from graph.loading.undo import carry_out_undo
from tests.graph.digest import digest
from tests.graph.test_load import differences
from tests.graph.test_undo import (
    APRIL,
    FIRST,
    MARCH,
    MAY,
    SECOND,
    imported,
    some_tables,
    start_anew,
    told,
    undo,
)
from tests.oracle.worlds import random_world


@pytest.mark.parametrize("older_first", [True, False])
async def test_two_of_small_worlds(
    prepared: Database, tmp_path: Path, *, older_first: bool
) -> None:
    before = await digest(prepared)
    runs = [await told(prepared, tmp_path, FIRST, MARCH)]
    runs += [await told(prepared, tmp_path, SECOND, APRIL)]

    order = runs if older_first else runs[::-1]
    first = await undo(prepared, order[0])
    assert bool(first.kept) is older_first
    for run in order[1:]:
        await undo(prepared, run)

    assert differences(before, await digest(prepared)) == {}
    for run in runs:  # nothing of either stays any more
        assert (await carry_out_undo(prepared, run)).kept == ()
    left = await prepared.read(
        "tests.left", "MATCH (b:ImportBatch) WHERE b.left IS NOT NULL RETURN b.left AS left"
    )
    assert left == []


@pytest.mark.parametrize("seed", [0, 8])
async def test_two_exports_of_a_random_world(prepared: Database, tmp_path: Path, seed: int) -> None:
    before = await digest(prepared)
    first, second = random_world(seed)
    older = await imported(prepared, first, tmp_path / "first", batch=50)
    newer = await imported(prepared, second, tmp_path / "second", batch=50)
    await undo(prepared, older)
    undone = await undo(prepared, newer)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


@pytest.mark.parametrize("order", [*permutations(range(3))])
async def test_three_in_any_order(
    prepared: Database, tmp_path: Path, order: tuple[int, ...]
) -> None:
    """After each, the graph is as if what is gone had never been imported."""
    chance = random.Random(sum(place * 10**n for n, place in enumerate(order)))
    tables = [some_tables(chance) for _ in range(3)]
    moments, full = (MARCH, APRIL, MAY), Full.WHATEVER_IS_ABSENT

    async def world(*numbers: int) -> dict[int, str]:
        await start_anew(prepared)
        return {
            n: await told(prepared, tmp_path, tables[n], moments[n], full=full) for n in numbers
        }

    await world(order[2])
    last = await digest(prepared)
    await start_anew(prepared)
    nothing = await digest(prepared)

    runs = await world(0, 1, 2)
    await undo(prepared, runs[order[0]])
    second = await undo(prepared, runs[order[1]])
    if not second.kept and not (await carry_out_undo(prepared, runs[order[0]])).kept:
        assert differences(last, await digest(prepared)) == {}
    await undo(prepared, runs[order[2]])
    assert differences(nothing, await digest(prepared)) == {}
