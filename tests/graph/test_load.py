"""Loading: twice is once, order does not matter, a dry run changes nothing."""

import random
from pathlib import Path
from typing import Any

import pytest

from graph.database import Database
from graph.loading.load import Summary, load
from graph.schema import prepare
from importers.catalogue import open_source
from importers.source import Options
from tests import engines
from tests.graph.digest import Digest, digest
from tests.oracle.exports import SALESFORCE_OBJECTS, watermark
from tests.oracle.worlds import random_world, write_csv

SEEDS = (1, 2, 3, 5, 8, 13)
WITH_TWO_EXPORTS = (0, 1, 7, 8, 17, 231)


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


@pytest.mark.parametrize("seed", SEEDS)
async def test_files_in_any_order_give_the_same_graph(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    export = newest_export(seed)
    before = await whole(prepared, export, tmp_path / "whole")
    await engines.empty(prepared)
    await prepare(prepared)
    files = random.Random(seed).sample(SALESFORCE_OBJECTS, len(SALESFORCE_OBJECTS))
    for name in files:
        if name in export["tables"]:
            folder = tmp_path / name
            write({**export, "tables": {name: export["tables"][name]}}, folder)
            await loaded(prepared, folder, export["taken_at"])
    assert differences(before, await digest(prepared)) == {}


@pytest.mark.parametrize("seed", WITH_TWO_EXPORTS)
async def test_an_older_export_after_a_newer_one_gives_the_same_graph(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    world = random_world(seed)
    assert len(world) == 2
    found: list[Digest] = []
    for order in (world, world[::-1]):
        await engines.empty(prepared)
        await prepare(prepared)
        for number, export in enumerate(order):
            folder = tmp_path / f"{len(found)}-{number}"
            write(export, folder)
            await loaded(prepared, folder, watermark(export) or 0, batch=1000 if found else 5)
        found.append(await digest(prepared))
    assert differences(*found) == {}


async def test_a_dry_run_counts_and_writes_nothing(prepared: Database, tmp_path: Path) -> None:
    export = newest_export(1)
    write(export, tmp_path)
    before = await digest(prepared)
    summary = await loaded(prepared, tmp_path, export["taken_at"], dry_run=True)
    assert summary.written > 0
    assert await digest(prepared) == before
