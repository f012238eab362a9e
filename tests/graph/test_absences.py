"""Full exports: what they no longer have is absent from then on, and comes back when they do."""

import random
from collections.abc import Mapping
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.database import Database
from graph.loading.load import Full, Summary, load
from graph.schema import prepare
from graph.statement import Statement
from graph.versions import Version, absence, version_of, with_version, without_version
from importers.source import Options
from tests import engines
from tests.graph.digest import digest
from tests.graph.test_load import differences
from tests.importers.exports import at, rapport

Tables = Mapping[str, str]

ACCOUNTS = "id,name,created_at\nacme,Acme,2026-01-01\n"
PEOPLE = (
    "id,name,account,roles,reports_to,created_at\n"
    "ann,Ann,acme,champion,,2026-01-01\n"
    "bob,Bob,acme,admin,ann,2026-01-01\n"
)
WITHOUT_BOB = "".join(PEOPLE.splitlines(keepends=True)[:2])
MARCH, APRIL, MAY = (at(f"2026-{month:02}-01") for month in (3, 4, 5))


async def test_what_is_no_longer_there_ends_and_is_no_evidence(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE}, MARCH)
    april = {"accounts.csv": ACCOUNTS, "people.csv": WITHOUT_BOB}

    summary = await full(prepared, tmp_path, april, APRIL)

    assert (summary.written, summary.absent, summary.warnings) == (0, 1, [])
    assert await lines_of(prepared, "Bob") == [
        ("REPORTS_TO", JANUARY, APRIL),
        ("STAKEHOLDER_IN", JANUARY, APRIL),
        ("WORKS_AT", JANUARY, APRIL),
    ]
    assert await lines_of(prepared, "Ann") == [
        ("STAKEHOLDER_IN", JANUARY, None),
        ("WORKS_AT", JANUARY, None),
    ]
    assert await count(prepared, "MATCH (s:Signal) RETURN count(s) AS count") == 0

    again = await full(prepared, tmp_path, april, APRIL)
    assert (again.written, again.absent) == (0, 0)


async def test_who_comes_back_is_there_again_from_then_on(
    prepared: Database, tmp_path: Path
) -> None:
    whole = {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE}
    await full(prepared, tmp_path, whole, MARCH)
    await full(prepared, tmp_path, {**whole, "people.csv": WITHOUT_BOB}, APRIL)

    summary = await full(prepared, tmp_path, whole, MAY)

    assert (summary.written, summary.absent) == (1, 0)
    jobs = [line for line in await lines_of(prepared, "Bob") if line[0] == "WORKS_AT"]
    assert jobs == [("WORKS_AT", JANUARY, APRIL), ("WORKS_AT", MAY, None)]


async def test_an_account_that_no_source_has_is_gone_from_then_on(
    prepared: Database, tmp_path: Path
) -> None:
    more = ACCOUNTS + "beta,Beta,2026-01-01\n"
    await full(prepared, tmp_path, {"accounts.csv": more}, MARCH)
    await full(prepared, tmp_path, {"accounts.csv": ACCOUNTS}, APRIL)

    text = "MATCH (a:Account) RETURN a.name AS name, a.deleted_at AS gone_at ORDER BY name"
    rows = await prepared.read("tests.accounts", text)
    assert [(row["name"], row["gone_at"]) for row in rows] == [("Acme", None), ("Beta", APRIL)]


@pytest.mark.parametrize(
    ("label", "file", "header", "end"),
    [
        ("Opportunity", "opportunities.csv", "id,account,name", "deleted_at"),
        ("Escalation", "escalations.csv", "id,account,subject", "deleted_at"),
        ("Goal", "goals.csv", "id,person,text", "until"),
        ("Consent", "consents.csv", "id,person,acts", "until"),
        ("Policy", "policy.csv", "id,segment,touch", "until"),
    ],
)
async def test_things_that_last_end_and_come_back(
    prepared: Database, tmp_path: Path, label: str, file: str, header: str, end: str
) -> None:
    values = {"Goal": "ann,Grow", "Consent": "ann,quote", "Policy": "smb,low"}.get(
        label, "acme,First"
    )
    both = f"{header}\n1,{values}\n2,{values}\n"
    one = f"{header}\n1,{values}\n"
    ends = f"MATCH (n:{label}) WHERE n.key IS NOT NULL RETURN n.{end} AS end ORDER BY n.key"
    found = []
    for content, taken_at in ((both, MARCH), (one, APRIL), (one, APRIL), (both, MAY)):
        summary = await full(prepared, tmp_path, {file: content}, taken_at)
        rows = await prepared.read("tests.ends", ends)
        found.append((summary.written, summary.absent, [row["end"] for row in rows]))
    assert found == [
        (2, 0, [None, None]),
        (0, 1, [None, APRIL]),
        (0, 0, [None, APRIL]),
        (1, 0, [None, None]),
    ]


async def test_roles_on_a_deal_end_with_it(prepared: Database, tmp_path: Path) -> None:
    deals = "id,account,name\nbig,acme,Big\nsmall,acme,Small\n"
    roles = "id,person,opportunity,role,created_at\nr,ann,small,champion,2026-02-01\n"
    tables = {
        "accounts.csv": ACCOUNTS,
        "opportunities.csv": deals,
        "roles.csv": roles,
    }
    await full(prepared, tmp_path, tables, MARCH)
    fewer = {"opportunities.csv": deals.replace("small,acme,Small\n", "")}
    await full(prepared, tmp_path, fewer, APRIL)

    rows = await prepared.read(
        "tests.roles", "MATCH ()-[r:STAKEHOLDER_IN]->() RETURN r.until AS until"
    )
    assert [row["until"] for row in rows] == [APRIL]


async def test_what_happened_stays(prepared: Database, tmp_path: Path) -> None:
    calls = (
        "id,at,channel,attended\n1,2026-02-01T10:00:00Z,call,ann\n2,2026-02-02T10:00:00Z,call,ann\n"
    )
    readings = (
        "id,person,at,kind,score\n1,ann,2026-02-01,judgement,1\n2,ann,2026-02-02,judgement,1\n"
    )
    before = {"touchpoints.csv": calls, "sentiment.csv": readings}
    await full(prepared, tmp_path, before, MARCH)
    told = await digest(prepared)

    after = {name: "".join(t.splitlines(keepends=True)[:2]) for name, t in before.items()}
    summary = await full(prepared, tmp_path, after, APRIL)

    assert (summary.absent, summary.warnings) == (0, [])
    assert differences(told, await digest(prepared)) == {}


async def test_a_table_that_is_not_there_marks_nothing(prepared: Database, tmp_path: Path) -> None:
    await full(prepared, tmp_path, {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE}, MARCH)
    summary = await full(prepared, tmp_path, {"accounts.csv": ACCOUNTS}, APRIL)
    assert (summary.absent, summary.warnings) == (0, [])


async def test_a_table_without_rows_marks_nothing_and_says_so(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE}, MARCH)
    empty = {"accounts.csv": ACCOUNTS, "people.csv": PEOPLE.splitlines()[0] + "\n"}
    summary = await full(prepared, tmp_path, empty, APRIL)
    assert (summary.absent, summary.warnings) == (
        0,
        ["people.csv says nothing: nothing was marked absent because of it."],
    )


async def test_a_record_whose_row_cannot_be_used_is_not_absent(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"people.csv": PEOPLE + "cyd,Cyd,acme,,,\n"}, MARCH)
    damaged = WITHOUT_BOB + "bob,Bob,acme,admin,ann,some day\n"
    summary = await full(prepared, tmp_path, {"people.csv": damaged}, APRIL)
    assert (summary.rejected, summary.absent, summary.warnings) == (1, 1, [])
    assert ("WORKS_AT", JANUARY, None) in await lines_of(prepared, "Bob")


async def test_a_row_that_may_be_anybody_keeps_all_from_being_absent(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"people.csv": PEOPLE}, MARCH)
    damaged = WITHOUT_BOB + "bob,Bob\n,Bob,acme,admin,ann,some day\n"
    summary = await full(prepared, tmp_path, {"people.csv": damaged}, APRIL)
    assert (summary.absent, summary.warnings) == (
        0,
        [
            "Nothing of csv:Person was marked absent: "
            f"{summary.rejected} row{'s' if summary.rejected > 1 else ''} that could not be used "
            "may be of any of them."
        ],
    )


async def test_most_of_what_is_known_is_not_believed_to_be_absent(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"people.csv": PEOPLE}, MARCH)
    others = "id,name\n" + "".join(f"{n},Somebody\n" for n in range(9))

    summary = await full(prepared, tmp_path, {"people.csv": others}, APRIL)
    assert (summary.absent, summary.warnings) == (
        0,
        [
            "Nothing of csv:Person was marked absent: 2 of 2 known are not in this export, too "
            "many to believe (--accept-absent marks them)."
        ],
    )
    accepted = await full(
        prepared, tmp_path, {"people.csv": others}, APRIL, Full.WHATEVER_IS_ABSENT
    )
    assert (accepted.written, accepted.absent, accepted.warnings) == (0, 2, [])


async def test_a_newer_export_that_was_not_full_keeps_older_ones_from_marking(
    prepared: Database, tmp_path: Path
) -> None:
    await full(prepared, tmp_path, {"people.csv": PEOPLE}, MARCH)
    await full(prepared, tmp_path, {"people.csv": PEOPLE}, MAY, Full.NO)
    summary = await full(prepared, tmp_path, {"people.csv": WITHOUT_BOB}, APRIL)
    assert (summary.absent, summary.warnings) == (
        0,
        [
            "Nothing of csv:Person was marked absent: a newer export, which was not full, is "
            "imported already."
        ],
    )


async def test_a_dry_run_counts_what_would_be_absent(prepared: Database, tmp_path: Path) -> None:
    await full(prepared, tmp_path, {"people.csv": PEOPLE}, MARCH)
    before = await digest(prepared)
    summary = await full(prepared, tmp_path, {"people.csv": WITHOUT_BOB}, APRIL, dry_run=True)
    assert summary.absent == 1
    assert await digest(prepared) == before


@pytest.mark.parametrize("seed", range(3))
async def test_full_exports_in_any_order_give_the_same_graph(
    prepared: Database, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    exports = [(some_export(chance), taken_at) for taken_at in (MARCH, APRIL, MAY)]
    first = None
    for order in permutations(range(3)):
        await engines.empty(prepared)
        await prepare(prepared)
        for number in order:
            await full(prepared, tmp_path, *exports[number], Full.WHATEVER_IS_ABSENT)
        told = await digest(prepared)
        first = first or told
        assert (order, differences(first, told)) == (order, {})


def some_export(chance: random.Random) -> dict[str, str]:
    """Some of eight people with one of two titles, and some of four deals with one of two names."""
    people = [
        f"{n},P{n},acme,{chance.choice(('Head', 'Chief'))},2026-01-01\n"
        for n in range(8)
        if chance.random() < 0.6
    ]
    deals = [f"{n},acme,D\n" for n in range(4) if chance.random() < 0.6]
    return {
        "accounts.csv": ACCOUNTS,
        "people.csv": "id,name,account,title,created_at\nx,X,acme,Head,2026-01-01\n"
        + "".join(people),
        "opportunities.csv": "id,account,name\nx,acme,X\n" + "".join(deals),
    }


# --- one record


Sightings = tuple[str | None, ...]


@given(
    st.lists(st.sampled_from([None, "a", "b"]), min_size=1, max_size=5).map(tuple),
    st.randoms(use_true_random=False),
)
def test_the_versions_of_a_record_are_what_full_exports_showed_in_turn(
    shown: Sightings, chance: random.Random
) -> None:
    order = chance.sample(range(len(shown)), len(shown))
    known: tuple[Version, ...] = ()
    for place, number in enumerate(order):
        newer = [n for n in order[:place] if n > number]
        known = imported(known, number, shown[number], newer)
    assert known == in_turn(shown)


def imported(
    known: tuple[Version, ...], taken_at: int, content: str | None, newer: list[int]
) -> tuple[Version, ...]:
    if content is not None:
        return with_version(known, version(taken_at, content), newer)
    return without_version(known, taken_at, newer) if known else known


def in_turn(shown: Sightings) -> tuple[Version, ...]:
    """What the exports showed, where it differs from what the one before showed."""
    befores = (None, *shown)
    return tuple(
        absence(taken_at) if content is None else version(taken_at, content)
        for taken_at, (before, content) in enumerate(zip(befores, shown, strict=False))
        if content != before
    )


def version(seen_at: int, content: str) -> Version:
    return version_of(Statement("Person", "csv:Person:1", {"title": content}), seen_at)


# --- small words

JANUARY = at("2026-01-01")


async def full(
    database: Database,
    folder: Path,
    tables: Tables,
    taken_at: int,
    full: Full = Full.YES,
    **more: Any,
) -> Summary:
    """Import the tables as the one whole export of that moment."""
    place = folder / f"{len(list(folder.iterdir()))}"
    export = rapport(place, tables, Options(taken_at=taken_at))
    return await load(database, export, full=full, **more)


async def lines_of(database: Database, name: str) -> list[tuple[str, int, int | None]]:
    """The lines that lead from somebody, from when until when."""
    rows = await database.read(
        "tests.lines",
        "MATCH (:Person {name: $name})-[r:WORKS_AT|STAKEHOLDER_IN|REPORTS_TO]->() "
        "RETURN type(r) AS type, r.since AS since, r.until AS until ORDER BY type, since",
        {"name": name},
    )
    return [(row["type"], row["since"], row["until"]) for row in rows]


async def count(database: Database, text: str) -> int:
    rows = await database.read("tests.count", text)
    return int(rows[0]["count"])
