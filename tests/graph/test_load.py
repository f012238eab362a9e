"""Loading: twice is once, order does not matter, a dry run changes nothing."""

import random
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.load import Summary, load
from graph.schema import prepare
from importers.catalogue import open_source
from importers.source import Options
from tests import engines
from tests.graph.digest import Digest, digest
from tests.oracle.worlds import random_world, write_csv

SEEDS = (1, 2, 3, 5, 8, 13)


async def loaded(database: Database, folder: Path, taken_at: int, **more: Any) -> Summary:
    export = open_source("salesforce", folder, Options(taken_at=taken_at))
    return await load(database, export, **more)


def newest_export(seed: int) -> dict[str, Any]:
    export: dict[str, Any] = dict(random_world(seed)[-1])
    export["taken_at"] = export["taken_at"] or 1_760_000_000_000
    # Every part of a table has all its columns: a missing one would say nothing.
    for table, rows in export["tables"].items():
        columns = dict.fromkeys((name for row in rows for name in row), "")
        export["tables"][table] = [{**columns, **row} for row in rows]
    return export


def write(export: Any, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    write_csv(export, folder)


async def whole(database: Database, export: dict[str, Any], folder: Path) -> Digest:
    write(export, folder)
    await loaded(database, folder, export["taken_at"])
    return await digest(database)


def differences(one: Digest, other: Digest) -> dict[str, Any]:
    return {
        kind: (
            [x for x in one.get(kind, []) if x not in other.get(kind, [])],
            [x for x in other.get(kind, []) if x not in one.get(kind, [])],
        )
        for kind in one.keys() | other.keys()
        if one.get(kind) != other.get(kind)
    }


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_same_export_again_changes_nothing(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    export = newest_export(seed)
    before = await whole(prepared, export, tmp_path)
    summary = await loaded(prepared, tmp_path, export["taken_at"])
    assert (summary.written, summary.unchanged) == (0, summary.read - summary.rejected)
    assert await digest(prepared) == before


@pytest.mark.parametrize("seed", SEEDS)
async def test_rows_in_any_order_and_in_parts_give_the_same_graph(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    export = newest_export(seed)
    before = await whole(prepared, export, tmp_path / "whole")
    await engines.empty(prepared)
    await prepare(prepared)
    chance = random.Random(seed)
    parts: list[dict[str, list[Any]]] = [{}, {}, {}]
    for table, rows in export["tables"].items():
        shuffled = chance.sample(rows, len(rows))
        for number, part in enumerate(parts):
            part[table] = shuffled[number::3]
    for number in chance.sample(range(3), 3):
        folder = tmp_path / str(number)
        write({**export, "tables": parts[number]}, folder)
        await loaded(prepared, folder, export["taken_at"], batch=chance.randint(1, 7))
    assert differences(before, await digest(prepared)) == {}


async def test_a_dry_run_counts_and_writes_nothing(prepared: Database, tmp_path: Path) -> None:
    export = newest_export(1)
    write(export, tmp_path)
    before = await digest(prepared)
    summary = await loaded(prepared, tmp_path, export["taken_at"], dry_run=True)
    assert summary.written > 0
    assert await digest(prepared) == before
