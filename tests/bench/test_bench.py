"""The benchmark: that it runs whole, that its ratios are what they say, and how it judges."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.importing import Imported
from bench.machine import machine, versions
from bench.page import page
from bench.paired import Ratio, in_pairs, ratio_of
from bench.plan import QUICK
from bench.reads import READS, agree
from bench.results import Compared, Growth, Measured, Run, Times, World, times_of
from bench.targets import Outcome, verdicts
from examples.correspondence import write_calendar, write_mbox
from queries.all import QUESTIONS

ROOT = Path(__file__).parents[2]
EVEN = Ratio(1.01, 0.99, 1.02, 5.0, 5.0, (1.01,))
UNEVEN = replace(EVEN, value=1.2)

# --- the whole of it, on small worlds


@pytest.mark.timeout(900)  # most of it is starting processes: a busy machine takes long
def test_a_quick_run_measures_everything(tmp_path: Path) -> None:
    out = tmp_path / "benchmarks.md"
    command = [sys.executable, "-m", "bench", "--quick", "--out", str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    figures = json.loads(out.with_suffix(".json").read_text())
    (engine,) = figures["engines"]
    assert engine["name"] == "embedded"
    assert [world["accounts"] for world in engine["worlds"]] == [20, 100]
    for world in engine["worlds"]:
        first, again = world["first"], world["again"]
        assert first["rows"] > 80 * world["accounts"]
        assert (first["written"], first["unchanged"], first["rejected"]) == (first["rows"], 0, 0)
        assert (again["written"], again["unchanged"]) == (0, first["rows"])
        assert len(first["peaks_mb"]) == 10
        assert first["peaks_mb"] == sorted(first["peaks_mb"])
        assert set(world["one"]) == set(world["whole"]) == set(QUESTIONS)
    assert [set(growth["questions"]) for growth in engine["growth"]] == [set(QUESTIONS)]
    assert [compared["read"] for compared in engine["http"]] == [read.name for read in READS]
    assert len(figures["verdicts"]) == 7
    text = out.read_text()
    assert "A quick run" in text
    assert all(read.title in text for read in READS)
    assert "**Neo4j Community was not measured**: it was left out of this run." in text


@pytest.mark.timeout(900)
def test_every_source_is_measured_at_a_hundredth_of_its_size(tmp_path: Path) -> None:
    out = tmp_path / "sources.md"
    command = [sys.executable, "-m", "bench.sources", "--scale", "0.01", "--out", str(out)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    sources = json.loads(out.with_suffix(".json").read_text())["sources"]
    assert list(sources) == ["mail", "calendar", "salesforce"]
    for source, records in (("mail", 10_000), ("calendar", 1_000), ("salesforce", 8_000)):
        read = sources[source]["read"]
        (imported,) = sources[source]["imported"].values()
        assert read["rows"] >= records
        assert (read["rejected"], imported["rejected"]) == (0, 0)
        assert 0 < imported["written"] <= read["written"]
        assert len(read["peaks_mb"]) == len(imported["peaks_mb"]) == 10
    assert "| events | 1,000 | read alone |" in out.read_text()


def test_a_seed_gives_the_same_mails_and_events(tmp_path: Path) -> None:
    day = date(2026, 11, 2)
    for write in (write_mbox, write_calendar):
        for name in ("one", "other"):
            write(tmp_path / name, 50, 7, day)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


# --- ratios


@given(
    st.lists(st.floats(0.1, 1000), min_size=2, max_size=40),
    st.floats(0.1, 10),
)
def test_what_slows_both_halves_of_a_pair_does_not_change_the_ratio(
    slowness: list[float], times: float
) -> None:
    ratio = ratio_of([[(slow * times, slow) for slow in slowness]] * 3)
    assert [ratio.value, ratio.low, ratio.high] == pytest.approx([times] * 3)


def test_the_interval_spans_what_the_pairs_say() -> None:
    ratio = ratio_of([[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)], [(2.0, 1.0), (2.2, 1.0), (2.4, 1.0)]])
    assert ratio.blocks == (2.0, 2.2)
    assert ratio.value == pytest.approx(2.1)
    assert 1.0 <= ratio.low < 2.1 < ratio.high <= 3.0


async def test_both_subjects_take_turns_to_begin() -> None:
    asked: list[str] = []

    async def first(account: str) -> float:
        asked.append(f"first {account}")
        return 2.0

    async def second(account: str) -> float:
        asked.append(f"second {account}")
        return 1.0

    pairs = await in_pairs(first, second, [("a", "b"), ("c", "d"), ("e", "f")])
    assert pairs == [(2.0, 1.0)] * 3
    assert asked == ["first a", "second b", "second d", "first c", "first e", "second f"]


def test_percentiles_are_of_the_calls_themselves() -> None:
    assert times_of(map(float, range(1, 201))) == Times(200, 101.0, 199.0)
    assert times_of([3.0, 1.0, 2.0]) == Times(3, 2.0, 3.0)


# --- the answers that are compared


@pytest.mark.parametrize(
    ("answer", "held", "same"),
    [
        ({"id": "acc_1", "status": "CUSTOMER"}, {"id": "acc_1", "status": "customer"}, True),
        ({"at": "2026-11-02T00:00:00Z"}, {"at": 1793577600000}, True),
        ({"at": "2026-11-02T00:00:01Z"}, {"at": 1793577600000}, False),
        ([{"name": "Ann"}, {"name": "Bo"}], [{"name": "Ann"}, {"name": "Bo"}], True),
        ([{"name": "Ann"}, {"name": "Bo"}], [{"name": "Bo"}, {"name": "Ann"}], False),
        ([{"name": "Ann"}], [{"name": "Ann"}, {"name": "Bo"}], False),
        ({"name": "Ann"}, {"name": "Ann", "email": None}, False),
        ({"email": None}, {"email": "ann@acme.example"}, False),
    ],
)
def test_graphql_and_graph_agree_but_for_spelling(answer: object, held: object, same: bool) -> None:
    assert agree(answer, held) is same


# --- the verdicts


def world(accounts: int, *, rows: int, seconds: float, peak: float, p50: float) -> World:
    first = Imported(rows, rows, 0, 0, seconds, peak, (peak,) * 10)
    again = replace(first, written=0, unchanged=rows, seconds=seconds / 5)
    asked = {"coverage_gaps": Times(300, p50, 2 * p50), "account_timeline": Times(300, 1.0, 2.0)}
    return World(accounts, first, again, asked, asked)


def run_of(*worlds: World, growth: Ratio, http: Ratio, control: Ratio = EVEN) -> Run:
    compared = [Compared(read.name, read.title, 900, http, control) for read in READS]
    measured = Measured(
        "embedded",
        "Embedded (ArcadeDB)",
        "26.10",
        worlds,
        (Growth(worlds[0].accounts, worlds[-1].accounts, {"coverage_gaps": growth}, control),),
        worlds[-1].accounts,
        tuple(compared),
    )
    return Run("2026-11-22", False, QUICK, machine(), versions(), (measured,), {})


def test_a_run_within_all_limits_has_met_them() -> None:
    small = world(7_000, rows=900_000, seconds=90, peak=200, p50=4)
    large = world(70_000, rows=9_000_000, seconds=1_000, peak=220, p50=4.2)
    run = run_of(small, large, growth=replace(EVEN, high=1.14), http=replace(EVEN, high=1.2))
    assert [verdict.outcome for verdict in verdicts(run)] == [Outcome.MET] * 7
    assert "7 met, 0 not met, 0 not shown by this run." in page(run)


def test_what_was_missed_is_said_plainly() -> None:
    small = world(500, rows=60_000, seconds=10, peak=100, p50=9)
    large = world(5_000, rows=600_000, seconds=100, peak=310, p50=12.5)
    run = run_of(small, large, growth=replace(EVEN, high=1.2), http=replace(EVEN, high=3.1))
    outcomes = [verdict.outcome for verdict in verdicts(run)]
    assert outcomes == [
        Outcome.MISSED,
        Outcome.MISSED,
        Outcome.MET,
        Outcome.MISSED,
        Outcome.MISSED,
        Outcome.MISSED,
        Outcome.MISSED,
    ]
    assert "1 met, 6 not met, 0 not shown by this run." in page(run)
    assert "slowest: coverage_gaps, 12.5 ms (5,000 accounts) | **NOT met** |" in page(run)


def test_an_uneven_control_voids_what_it_stands_beside() -> None:
    small = world(500, rows=60_000, seconds=5, peak=100, p50=4)
    large = world(5_000, rows=600_000, seconds=50, peak=110, p50=4)
    run = run_of(small, large, growth=EVEN, http=EVEN, control=UNEVEN)
    outcomes = [verdict.outcome for verdict in verdicts(run)]
    assert outcomes == [
        Outcome.MET,
        Outcome.OPEN,
        Outcome.MET,
        Outcome.MET,
        *[Outcome.VOID] * 3,
    ]
    assert (
        "**This run is void** for Embedded (ArcadeDB), 5,000 accounts against 500; "
        "Embedded (ArcadeDB), GraphQL, one account;" in page(run)
    )


def test_a_second_import_that_changed_rows_is_not_a_fast_one() -> None:
    only = world(5_000, rows=600_000, seconds=50, peak=110, p50=4)
    only = replace(only, again=replace(only.again, written=1))
    verdict = verdicts(run_of(only, growth=EVEN, http=EVEN))[2]
    assert verdict.outcome is Outcome.MISSED
    assert verdict.measured == "5.0 times (600,000 rows, 1 of them written)"
