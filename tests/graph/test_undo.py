"""Taking an import back: the graph is what it would be without it."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput, Conflict, NotFound
from graph.loading import runs
from graph.loading.load import Full, load
from graph.loading.undo import Undone, carry_out_undo
from graph.schema import prepare
from importers.catalogue import open_source
from importers.source import Options
from tests import engines
from tests.graph.digest import Digest, digest
from tests.graph.test_load import differences, write
from tests.importers.exports import at, rapport
from tests.oracle.exports import watermark
from tests.oracle.worlds import random_world

SEEDS = (0, 1, 7, 8, 17, 231)
NOTHING: Undone = Undone("", (), 0)


async def test_the_only_import_leaves_nothing(prepared: Database, tmp_path: Path) -> None:
    before = await digest(prepared)
    for seed in SEEDS[:2]:
        run = await imported(prepared, random_world(seed)[0], tmp_path / str(seed))
        undone = await undo(prepared, run)
        assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


@pytest.mark.parametrize("seed", SEEDS)
async def test_without_the_second_of_two_exports_it_is_as_after_the_first(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    first, second = random_world(seed)
    await imported(prepared, first, tmp_path / "first")
    before = await digest(prepared)
    run = await imported(prepared, second, tmp_path / "second", batch=50)
    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


@pytest.mark.parametrize("seed", SEEDS)
async def test_without_the_first_of_two_exports_it_is_as_after_the_second(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    first, second = random_world(seed)
    await imported(prepared, second, tmp_path / "second")
    only = await digest(prepared)
    await start_anew(prepared)
    run = await imported(prepared, first, tmp_path / "first", batch=50)
    await imported(prepared, second, tmp_path / "second")
    undone = await undo(prepared, run)
    assert unexplained(only, await digest(prepared), undone) == {}


# --- small worlds of the CSV folder


ACCOUNTS = "id,name,domain,owner,created_at\nacme,Acme,acme.example,dana,2026-01-01\n"
TEAM = "id,name,email\ndana,Dana,dana@vendor.example\n"
PEOPLE = (
    "id,name,email,account,title,roles,reports_to,created_at\n"
    "ann,Ann,ann@acme.example,acme,Head,champion,,2026-01-01\n"
    "bob,Bob,bob@acme.example,acme,Chief,admin,ann,2026-01-01\n"
)
CALLS = "id,at,channel,attended\n1,2026-02-01T10:00:00Z,call,ann\n"
GOALS = "id,person,text\n1,ann,Grow\n"
FIRST = {
    "accounts.csv": ACCOUNTS,
    "teammates.csv": TEAM,
    "people.csv": PEOPLE,
    "touchpoints.csv": CALLS,
    "goals.csv": GOALS,
}
SECOND = {
    "people.csv": PEOPLE.replace("Chief", "Adviser").replace("admin", "sage"),
    "teammates.csv": TEAM.replace("Dana,", "Dana Doe,") + "erin,Erin,erin@vendor.example\n",
    "touchpoints.csv": CALLS.replace("call", "meeting")
    + "2,2026-02-02T10:00:00Z,call,ann;zed@acme.example\n",
    "goals.csv": GOALS.replace("Grow", "Save") + "2,bob,Rest\n",
}
MARCH, APRIL, MAY = (at(f"2026-{month:02}-01") for month in (3, 4, 5))


async def test_everything_that_an_import_replaced_is_back(
    prepared: Database, tmp_path: Path
) -> None:
    await told(prepared, tmp_path, FIRST, MARCH)
    before = await digest(prepared)
    run = await told(prepared, tmp_path, SECOND, APRIL)
    assert differences(before, await digest(prepared)) != {}

    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})
    assert await undo(prepared, run) == replace(undone, before=True)

    again = await told(prepared, tmp_path, SECOND, APRIL)
    assert again != run


async def test_without_the_second_of_three_it_is_as_after_the_others(
    prepared: Database, tmp_path: Path
) -> None:
    third = {
        "people.csv": PEOPLE.replace("Chief", "Adviser").replace(",ann,2026", ",,2026"),
        "accounts.csv": ACCOUNTS + "beta,Beta,,dana,2026-01-01\n",
    }
    await told(prepared, tmp_path, FIRST, MARCH)
    await told(prepared, tmp_path, third, MAY)
    only = await digest(prepared)
    await start_anew(prepared)
    await told(prepared, tmp_path, FIRST, MARCH)
    run = await told(prepared, tmp_path, SECOND, APRIL)
    await told(prepared, tmp_path, third, MAY)
    undone = await undo(prepared, run)
    assert (undone.kept, differences(only, await digest(prepared))) == ((), {})


async def test_what_a_later_import_shows_or_changed_stays_and_is_said(
    prepared: Database, tmp_path: Path
) -> None:
    await told(prepared, tmp_path, FIRST, MARCH)
    run = await told(prepared, tmp_path, SECOND, APRIL)
    third = {
        "touchpoints.csv": SECOND["touchpoints.csv"],
        "goals.csv": GOALS.replace("Grow", "Win"),
    }
    await told(prepared, tmp_path, third, MAY)
    undone = await undo(prepared, run)
    assert sorted(undone.kept) == [
        "csv:Goal:1: it was changed since",
        "csv:Touchpoint:1: a later import shows it too",
        "csv:Touchpoint:2: a later import shows it too",
    ]
    rows = await prepared.read("tests.goals", "MATCH (g:Goal) RETURN g.text AS text")
    assert [row["text"] for row in rows] == ["Win"]


async def test_two_who_became_one_are_two_again(prepared: Database, tmp_path: Path) -> None:
    await told(prepared, tmp_path, FIRST, MARCH)
    await told(prepared, tmp_path, {"people.csv": "id,email\nb,ben@acme.example\n"}, MARCH, "other")
    before = await digest(prepared)
    both = {"people.csv": "id,email,emails\nb,ann@acme.example,ben@acme.example\n"}
    run = await told(prepared, tmp_path, both, APRIL, "third")
    assert len((await digest(prepared))["Person"]) == len(before["Person"]) - 1
    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


async def test_an_address_that_was_a_teammates_is_a_customers_again(
    prepared: Database, tmp_path: Path
) -> None:
    calls = "id,at,channel,attended\n1,2026-02-01T10:00:00Z,call,erin@vendor.example\n"
    await told(prepared, tmp_path, {**FIRST, "touchpoints.csv": calls}, MARCH)
    before = await digest(prepared)
    run = await told(prepared, tmp_path, {"teammates.csv": SECOND["teammates.csv"]}, APRIL)
    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


async def test_what_was_absent_is_there_again(prepared: Database, tmp_path: Path) -> None:
    await told(prepared, tmp_path, FIRST, MARCH)
    before = await digest(prepared)
    less = {"people.csv": "".join(PEOPLE.splitlines(keepends=True)[:2]), "goals.csv": "id\n"}
    run = await told(prepared, tmp_path, less, APRIL, full=Full.WHATEVER_IS_ABSENT)
    assert differences(before, await digest(prepared)) != {}
    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


async def test_what_people_built_on_stays(prepared: Database, tmp_path: Path) -> None:
    run = await told(prepared, tmp_path, FIRST, MARCH)
    rows = await prepared.read("tests.ann", "MATCH (p:Person {name: 'Ann'}) RETURN p.id AS id")
    ann = rows[0]["id"]
    await changed(prepared, "sentiment_record", {"person": ann, "kind": "judgement", "score": 1.0})
    undone = await undo(prepared, run)
    assert undone.kept == ("csv:Person:ann: something later builds on it",)
    rows = await prepared.read("tests.left", "MATCH (p:Person) RETURN p.id AS id, p.known AS known")
    assert rows == [{"id": ann, "known": False}]


@pytest.mark.parametrize("seed", range(4))
async def test_one_of_three_imports_in_any_order_is_taken_back(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    exports = [(some_tables(chance), moment) for moment in (MARCH, APRIL, MAY)]
    order = chance.sample(range(3), 3)
    if order != sorted(order):  # what keeps its newest version only
        exports = [
            ({name: tables[name] for name in ("accounts.csv", "people.csv", "roles.csv")}, moment)
            for tables, moment in exports
        ]
    victim = chance.choice(order)
    for number in order:
        if number != victim:
            await told(prepared, tmp_path, *exports[number], full=Full.WHATEVER_IS_ABSENT)
    only = await digest(prepared)
    await start_anew(prepared)
    ids = {
        n: await told(prepared, tmp_path, *exports[n], full=Full.WHATEVER_IS_ABSENT) for n in order
    }
    undone = await undo(prepared, ids[victim])
    assert (order, victim, unexplained(only, await digest(prepared), undone)) == (order, victim, {})


def some_tables(chance: random.Random) -> dict[str, str]:
    """Some of six people, four deals with a role on each, three calls and three goals."""

    def some(rows: int, row: str, *choices: tuple[str, ...]) -> str:
        told = [row.format(n, *map(chance.choice, choices)) for n in range(rows)]
        return "".join(f"{line}\n" for line in told if chance.random() < 0.7)

    titles, roles, managers = ("Head", "Chief"), ("champion", "sage", ""), ("", "1")
    return {
        "accounts.csv": ACCOUNTS,
        "people.csv": PEOPLE.splitlines(keepends=True)[0]
        + some(
            6, "{0},P{0},p{0}@acme.example,acme,{1},{2},{3},2026-01-01", titles, roles, managers
        ),
        "opportunities.csv": "id,account,stage\n" + some(4, "{0},acme,{1}", ("won", "lost")),
        "roles.csv": "id,person,opportunity,role,created_at\n"
        + some(4, "{0},{1},{0},{2},2026-02-01", ("0", "1", "2"), roles[:2]),
        "touchpoints.csv": "id,at,channel,attended\n"
        + some(
            3, "{0},2026-02-01T10:00:00Z,{1},{2}", ("call", "meeting"), ("0;1", "2", "x@y.example")
        ),
        "goals.csv": "id,person,text\n" + some(3, "{0},{1},{2}", ("0", "1"), ("Grow", "Save")),
    }


async def test_what_cannot_be_taken_back(
    prepared: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NotFound, match=r"There is no import run run_nobody\."):
        await undo(prepared, "run_nobody")
    monkeypatch.setattr(runs, "KEPT", 1)
    old = await told(prepared, tmp_path, FIRST, MARCH)
    run = await told(prepared, tmp_path, SECOND, APRIL)
    with pytest.raises(BadInput, match="can no longer be taken back"):
        await undo(prepared, old)
    await prepared.write(
        "tests.running",
        "MATCH (r:ImportRun {id: $id}) SET r.state = 'running', r.heartbeat_at = timestamp()",
        {"id": run},
    )
    with pytest.raises(Conflict, match="is still under way"):
        await undo(prepared, run)


# --- small words


async def imported(database: Database, export: Any, folder: Path, **more: Any) -> str:
    """Import one export of a random world; returns the run."""
    write(export, folder)
    options = Options(taken_at=watermark(export) or 1_760_000_000_000)
    return (await load(database, open_source("salesforce", folder, options), **more)).run


async def told(
    database: Database,
    folder: Path,
    tables: dict[str, str],
    taken_at: int,
    name: str = "csv",
    full: Full = Full.NO,
) -> str:
    """Import tables of the CSV folder; returns the run."""
    place = folder / f"{len(list(folder.iterdir()))}"
    export = rapport(place, tables, Options(taken_at=taken_at, name=name))
    return (await load(database, export, full=full, batch=2)).run


async def undo(database: Database, run: str) -> Undone:
    await changed(database, "import_undo", {"run": run})
    return await carry_out_undo(database, run)


async def changed(database: Database, name: str, values: dict[str, Any]) -> None:
    await make(database, CHANGES[name], values, Author("test"), MAY, f"{name}:{len(values)}")


async def start_anew(database: Database) -> None:
    await engines.empty(database)
    await prepare(database)


def unexplained(wanted: Digest, found: Digest, undone: Undone) -> dict[str, Any]:
    """The differences that are about nothing the undoing said to have kept."""
    if not undone.kept:
        return differences(wanted, found)
    kept: Sequence[str] = [line.rpartition(": ")[0] for line in undone.kept]
    return {
        kind: lines
        for kind, (one, other) in differences(wanted, found).items()
        if (lines := [x for x in (*one, *other) if not any(k in repr(x) for k in kept)])
    }
