"""Acme as it should be, and what is found missing there."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.coverage import COVERAGE_GAPS, CoverageGap
from tests.queries.world import (
    NOW,
    ago,
    meeting,
    names,
    person,
    teammate,
)

TEAM = (teammate("tess", title="Customer Success Manager"), teammate("vera", title="CEO"))
PEOPLE = (
    person("ann", "acme", "champion", title="IT Manager"),
    person("ben", "acme", "economic_buyer", title="Head of Finance"),
    person("cleo", "acme", "admin", title="System Administrator"),
    person("dora", "acme", "executive_sponsor", title="Chief Information Officer"),
)
YESTERDAY = ago(1)
MET = (
    meeting(YESTERDAY, "ann", "ben", "cleo"),
    meeting(YESTERDAY, "dora", ours=("tess", "vera")),
)
"""Acme as it should be, told together: nothing is missing."""


async def gaps(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[CoverageGap]:
    answer = await ask(database, COVERAGE_GAPS, COVERAGE_GAPS.parameters(as_of=as_of, **narrowed))
    return answer.rows


async def found(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> set[tuple[str, str, str | None, str, str]]:
    """Account, kind, role, people and severity of every gap."""
    who = await names(database)
    return {
        (
            who[gap.account],
            gap.kind.value,
            gap.role,
            " ".join(sorted(who[id] for id in gap.people)),
            gap.severity.value,
        )
        for gap in await gaps(database, as_of, **narrowed)
    }
