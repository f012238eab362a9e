"""Any order and any cut of any mix of the sources: one graph, nothing lost, nothing doubled."""

import random
from pathlib import Path

from graph.database import Database
from graph.schema import prepare
from tests import engines
from tests.graph.digest import digest
from tests.graph.test_load import differences
from tests.mix.loading import RECORDS, imported

CUTS = 6


async def test_any_order_and_any_cut(prepared: Database, tmp_path: Path) -> None:
    await imported(prepared, tmp_path / "whole", RECORDS)
    whole = await digest(prepared)
    for seed in range(CUTS):
        await engines.empty(prepared)
        await prepare(prepared)
        chance = random.Random(seed)
        shuffled = chance.sample(RECORDS, len(RECORDS))
        pieces = chance.randint(2, 6)
        for number in range(pieces):
            # What was told already is told again now and then.
            again = chance.sample(shuffled[: number * 5], min(5, number * 5))
            folder = tmp_path / f"{seed}-{number}"
            piece = [*shuffled[number::pieces], *again]
            await imported(prepared, folder, piece, batch=chance.choice((1, 7, 1000)))
        assert differences(whole, await digest(prepared)) == {}, f"seed {seed}"
