"""Looks for worlds in which product and oracle disagree: python -m tests.queries.compare 0 100

One embedded database serves all seeds. Prints, for every row that differs, what each side says.
"""

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from graph.database import Database, open_database
from graph.schema import prepare
from graph.settings import read_settings
from tests import engines
from tests.oracle.worlds import NOW, interesting_moments, random_world
from tests.queries.comparing import Plain, load_world, name_of, oracle_answers, product_answers

DAY = 86_400_000


async def compare(first: int, last: int, moments: int) -> int:
    """How many answers differ for the seeds from `first` up to, not including, `last`."""
    with TemporaryDirectory() as directory:
        settings = read_settings(graph_url=f"embedded:{directory}", embedded_heap="1g")
        async with open_database(settings) as database:
            await prepare(database)
            return sum([await compare_seed(database, seed, moments) for seed in range(first, last)])


async def compare_seed(database: Database, seed: int, moments: int) -> int:
    """How many answers of one world differ."""
    world = random_world(seed)
    await engines.empty(database)
    with TemporaryDirectory() as folder:
        await load_world(database, world, Path(folder))
    found = 0
    for as_of in (NOW, *Random(seed).sample(interesting_moments()[1:], moments - 1)):
        product = await product_answers(database, world, as_of)
        for question, expected in oracle_answers(world, as_of).items():
            if product[question] != expected:
                found += 1
                print(f"seed {seed}, as of NOW {(as_of - NOW) / DAY:+} days, {question}:")
                for line in differences(product[question], expected):
                    print(f"    {line}")
    return found


def differences(product: list[Plain], expected: list[Plain]) -> Iterator[str]:
    """The rows that only one side has, and what differs in those that both have."""
    ours = {name_of(row): row for row in product if row not in expected}
    theirs = {name_of(row): row for row in expected if row not in product}
    for name in dict.fromkeys([*ours, *theirs]):
        if name not in theirs:
            yield f"only the product has {ours[name]}"
        elif name not in ours:
            yield f"only the oracle has {theirs[name]}"
        else:
            for column, value in theirs[name].items():
                if ours[name][column] != value:
                    yield f"{name} {column}: product {ours[name][column]}, oracle {value}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--moments", type=int, default=3, help="moments to ask about in each world")
    arguments = parser.parse_args()
    raise SystemExit(asyncio.run(compare(arguments.first, arguments.last, arguments.moments)) > 0)
