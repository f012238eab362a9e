"""Ann at Acme, who may be asked for a reference, and what the question says of her."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.advocacy.references import REFERENCE_CANDIDATES, ReferenceCandidate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    person,
    teammate,
)

ACME = (
    teammate("tess"),
    account(
        "acme",
        industry="Banking",
        region="EMEA",
        employees=1000,
        topics=["Analytics", "Onboarding"],
    ),
)
ANN = person("ann", "acme", "champion", title="IT Manager", department="IT")
WILLING = (consent("ann", "quote", "reference_call"), consent("ben", "quote"))
DONE = ask_of("ann", "acme", "quote", ago(400), "completed", decided_at=ago(399), ended_at=ago(390))


async def candidates(
    database: Database, as_of: Millis = NOW, act: str = "quote", **criteria: Any
) -> list[ReferenceCandidate]:
    parameters = REFERENCE_CANDIDATES.parameters(
        as_of=as_of, act=act, **{"include_blocked": True, **criteria}
    )
    return (await ask(database, REFERENCE_CANDIDATES, parameters)).rows


async def blockers(
    database: Database, as_of: Millis = NOW, act: str = "quote", **criteria: Any
) -> dict[str, str | None]:
    """Why the one candidate may not be asked, and on which day each reason lifts."""
    (row,) = await candidates(database, as_of, act, **criteria)
    assert row.eligible == (not row.blockers)
    return {blocker.code.value: blocker.lifts_on for blocker in row.blockers}


async def parts(
    database: Database, as_of: Millis = NOW, act: str = "quote", **criteria: Any
) -> dict[str, float]:
    """The parts of the one candidate's score."""
    (row,) = await candidates(database, as_of, act, **criteria)
    assert row.score == pytest.approx(sum(part.contribution for part in row.parts))
    return {part.name: round(part.value, 6) for part in row.parts}
