"""The figures as a page of Markdown."""

from collections.abc import Iterable, Iterator, Sequence

from bench.paired import CONTROL_HIGH, CONTROL_LOW, Ratio
from bench.plan import AS_OF, PEOPLE, SEED, TOUCHPOINTS
from bench.results import Growth, Measured, Run, Times
from bench.targets import Outcome, said, verdicts

GENERATED = (
    "<!-- Written by `python -m bench`; the same figures are in the JSON file beside it. -->"
)
QUICK = (
    "> **A quick run.** It shows that everything can be measured; its worlds are too small and\n"
    "> its repetitions too few for its figures to mean anything."
)
METHOD = """\
## How it is measured

- **Worlds** are Salesforce exports made by `examples/bulk.py` (seed {seed}, data up to {as_of}):
  {people} people and {touchpoints} touchpoints for each account. Each is imported twice, each time
  by a process of its own, into an engine that serves nothing else, with the settings of a new
  installation.
- **Questions** are asked in process, as the API asks them, for a page of 100 rows: all of them
  about {plan.asked} accounts one by one, then about the whole company up to {plan.whole} times (as
  often as {plan.whole_seconds:g} seconds allow). A p99 of fewer than 100 calls is the slowest.
- **Ratios** come from pairs: both subjects one right after the other, taking turns to be first,
  {plan.blocks} blocks of {plan.pairs} pairs. The figure is the median of the blocks' medians, with
  a bootstrap interval; the upper end of the interval decides about a target. Something is also
  compared with itself; where that comes out outside {low} to {high}, the comparison is void.
- **GraphQL** is `rapport serve` as it is shipped, with a key, rights, limits and a request log; the
  bare endpoint has none of these. Its Cypher is the very statement that the GraphQL request ran,
  recorded. One client asks over one kept-alive connection to each. The answers are compared before
  anything is timed, and their digests every time after.
"""


def page(run: Run) -> str:
    """The whole page."""
    lines = [GENERATED, "# Benchmarks", "", *_setting(run), *_targets(run)]
    for engine in run.engines:
        lines += ["", f"## {engine.title} {engine.version}", *_import(engine)]
        lines += [*_questions(engine), *_http(engine)]
    return "\n".join((*lines, "", _method(run)))


def _setting(run: Run) -> Iterator[str]:
    if run.quick:
        yield from (QUICK, "")
    yield f"Measured on {run.date} with `python -m bench`. Times are those of this machine; ratios"
    yield "travel further."
    yield ""
    yield from _table(("machine", ""), run.machine.items())
    yield ""
    engines = {engine.title: engine.version for engine in run.engines}
    yield from _table(("version", ""), {**engines, **run.versions}.items())
    for title, reason in run.missing.items():
        yield from ("", f"**{title} was not measured**: {reason}.")


def _targets(run: Run) -> Iterator[str]:
    found = verdicts(run)
    missed = sum(verdict.outcome is Outcome.MISSED for verdict in found)
    met = sum(verdict.outcome is Outcome.MET for verdict in found)
    unknown = len(found) - met - missed
    yield from ("", "## Targets", "")
    yield f"{met} met, {missed} not met, {unknown} not shown by this run."
    yield ""
    yield from _table(
        ("engine", "target", "measured", ""),
        ((each.engine, each.target, each.measured, f"**{each.outcome}**") for each in found),
    )
    if void := [*_void_comparisons(run)]:
        yield ""
        yield f"**This run is void** for {'; '.join(void)}: there, something compared with itself"
        yield f"came out outside {CONTROL_LOW} to {CONTROL_HIGH}, so the machine was too unsteady."


def _void_comparisons(run: Run) -> Iterator[str]:
    for engine in run.engines:
        for growth in engine.growth:
            if not growth.control.is_even:
                sizes = f"{growth.larger:,} accounts against {growth.smaller:,}"
                yield f"{engine.title}, {sizes}"
        for compared in engine.http:
            if not compared.control.is_even:
                yield f"{engine.title}, GraphQL, {compared.title}"


def _import(engine: Measured) -> Iterator[str]:
    yield from ("", "### Import", "")
    yield "Rows per second from opening the files to the last commit; the most memory that the"
    yield "importing process ever held, up to half of the rows and up to the end. Then the same"
    yield "files once more: how many times as fast, and how many rows changed anything."
    yield ""
    yield from _table(
        (
            "accounts",
            "rows",
            "rows/s",
            "MB, half",
            "MB, end",
            "again, rows/s",
            "times as fast",
            "rows changed",
        ),
        (
            (
                f"{world.accounts:,}",
                f"{world.first.rows:,}",
                f"{world.first.rate:,.0f}",
                f"{world.first.peaks_mb[4]:.0f}",
                f"{world.first.peak_mb:.0f}",
                f"{world.again.rate:,.0f}",
                f"{world.speed_up:.1f}",
                f"{world.again.written:,}",
            )
            for world in engine.worlds
        ),
    )


def _questions(engine: Measured) -> Iterator[str]:
    for title, whole in (("one account", False), ("the whole company", True)):
        yield from ("", f"### Questions about {title}", "")
        yield "Milliseconds, p50 / p99" + (" (repetitions)." if whole else ".")
        yield ""
        header = ["question", *(f"{world.accounts:,} accounts" for world in engine.worlds)]
        rows = []
        for name in engine.worlds[0].one:
            of = [world.whole[name] if whole else world.one[name] for world in engine.worlds]
            rows.append((name, *(_times(times, counted=whole) for times in of)))
        yield from _table(header, rows)
    for growth in engine.growth:
        yield from _growth(growth)


def _growth(growth: Growth) -> Iterator[str]:
    smaller, larger = f"{growth.smaller:,}", f"{growth.larger:,}"
    yield from ("", f"### One account of {larger} against one of {smaller}", "")
    yield f"How many times as long a question takes where there are {growth.factor:g} times as many"
    yield f"accounts. Control, accounts of {smaller} among themselves: {_control(growth.control)}."
    yield ""
    yield from _table(
        ("question", "ratio (95 %)"),
        ((name, said(ratio)) for name, ratio in growth.questions.items()),
    )


def _http(engine: Measured) -> Iterator[str]:
    yield from ("", "### GraphQL over HTTP", "")
    yield "`rapport serve` against a bare FastAPI endpoint that runs the very same Cypher;"
    yield f"{engine.http_accounts:,} accounts in the graph. Control: the endpoint against itself."
    yield ""
    yield from _table(
        ("read", "bytes", "GraphQL ms", "bare ms", "ratio (95 %)", "control"),
        (
            (
                each.title,
                f"{each.bytes:,}",
                f"{each.ratio.first_ms:.2f}",
                f"{each.ratio.second_ms:.2f}",
                said(each.ratio),
                _control(each.control),
            )
            for each in engine.http
        ),
    )


def _method(run: Run) -> str:
    return METHOD.format(
        seed=SEED,
        as_of=AS_OF,
        people=PEOPLE,
        touchpoints=TOUCHPOINTS,
        plan=run.plan,
        low=CONTROL_LOW,
        high=CONTROL_HIGH,
    )


def _control(control: Ratio) -> str:
    return f"{control.value:.3f}{'' if control.is_even else ', **void**'}"


def _times(times: Times, *, counted: bool) -> str:
    count = f" ({times.count})" if counted else ""
    return f"{times.p50:.1f} / {times.p99:.1f}{count}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'|'.join('---' for _ in header)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
