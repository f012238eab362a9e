"""`python -m bench`: measures, writes the page, and says which targets were met.

`--quick` shows in a minute that everything can be measured: small worlds, few repetitions, the
embedded engine unless others are named. Without `--out` it prints the page and writes nothing.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import orjson

from bench.engines import ROOT, known_engines
from bench.page import page
from bench.plan import FULL, QUICK
from bench.reads import LIST_LENGTH
from bench.results import Run
from bench.run import measure
from bench.targets import verdicts

PAGE = ROOT / "docs" / "benchmarks.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line and does what it says."""
    engines = known_engines()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--accounts", type=int, nargs="+", metavar="N", help="sizes of the worlds (500 5000)"
    )
    parser.add_argument(
        "--engines", nargs="+", choices=engines, help="which engines (all that run here)"
    )
    parser.add_argument("--out", type=Path, help="where to write the page (docs/benchmarks.md)")
    parser.add_argument("--quick", action="store_true", help="see whether everything runs")
    options = parser.parse_args(arguments)

    plan = QUICK if options.quick else FULL
    if options.accounts:
        plan = replace(plan, accounts=tuple(sorted(set(options.accounts))))
    if plan.accounts[-1] < 2 * LIST_LENGTH or plan.accounts[0] < 1:
        parser.error(f"the largest world needs {2 * LIST_LENGTH} accounts at least")
    for name in options.engines or ():
        if engines[name].missing:
            parser.error(f"{name} cannot run here: {engines[name].missing}")
    able = [name for name, each in engines.items() if not each.missing]
    chosen = list(dict.fromkeys(options.engines or ())) or (able[:1] if options.quick else able)

    run = asyncio.run(measure(plan, chosen, quick=options.quick))
    if options.out or not options.quick:
        write(run, options.out or PAGE)
    else:
        print(page(run))
    for verdict in verdicts(run):
        print(f"{verdict.outcome}: {verdict.engine}: {verdict.target}: {verdict.measured}")


def write(run: Run, path: Path) -> None:
    """Write the page, and its figures beside it as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(run), encoding="utf-8")
    figures = {**asdict(run), "verdicts": [asdict(verdict) for verdict in verdicts(run)]}
    path.with_suffix(".json").write_bytes(
        orjson.dumps(figures, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )
    print(f"Written: {path} and {path.with_suffix('.json').name}", file=sys.stderr)


if __name__ == "__main__":
    main()
