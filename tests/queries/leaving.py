"""People who leave Acme, and the cases that makes."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES, ChampionDeparture
from tests.queries.world import (
    NOW,
    account,
    names,
    person,
    teammate,
)

ACME = (teammate("tess"), account("acme"), account("bolt", segment="smb"))


def bounced(when: Millis, weight: float, reason: str = "550 5.1.1 user unknown") -> Statement:
    """Ann's record, with mail that came back."""
    return person(
        "ann",
        "acme",
        "champion",
        bounced_at=when,
        bounce_weight=weight,
        bounce_reason=reason,
        modified_at=when,
    )


async def departures(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[ChampionDeparture]:
    parameters = CHAMPION_DEPARTURES.parameters(as_of=as_of, **narrowed)
    return (await ask(database, CHAMPION_DEPARTURES, parameters)).rows


async def cases(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> set[tuple[str, str, str, float, str]]:
    """Account, person, status, confidence and kinds of evidence of every case."""
    who = await names(database)
    return {
        (
            who[row.account],
            who[row.person],
            row.status.value,
            round(row.confidence, 9),
            " ".join(e.kind for e in row.evidence),
        )
        for row in await departures(database, as_of, **narrowed)
    }
