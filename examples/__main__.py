"""`python -m examples DIR`: writes the demo data."""

import argparse
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from examples.background import background_accounts, with_bystanders
from examples.rapport_files import rapport_tables, support_desk_tables
from examples.salesforce import export_of
from examples.stories import STORIES
from examples.worktime import Clock


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line and writes the folders it asks for."""
    parser = argparse.ArgumentParser(prog="python -m examples", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write")
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=datetime.now(UTC).date(),
        help="the day the data ends (default: today, UTC)",
    )
    parser.add_argument("--seed", type=int, default=7, help="another seed, other customers")
    parser.add_argument("--accounts", type=int, default=60, help="how many accounts")
    options = parser.parse_args(arguments)
    if options.accounts < len(STORIES):
        parser.error(f"--accounts must be at least {len(STORIES)}: each story needs its own")
    write(options.folder, options.as_of, options.seed, options.accounts)


def write(folder: Path, as_of: date, seed: int, accounts: int) -> None:
    """Writes the demo data below `folder`; the same arguments give the same bytes."""
    clock = Clock(as_of)
    taken = frozenset(plan.name for plan in STORIES)
    stories = [with_bystanders(plan, seed) for plan in STORIES]
    plans = (*stories, *background_accounts(accounts - len(stories), seed, taken))
    export = export_of(plans, clock, seed)
    export.tables.write(folder / "salesforce")
    rapport_tables(plans, export, seed).write(folder / "rapport")
    support_desk_tables(plans, export, seed).write(folder / "support-desk")


if __name__ == "__main__":
    main()
