"""Sentiment changes, told of Ann of Acme (enterprise), who felt otherwise ninety days ago."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.sentiment_changes import SENTIMENT_CHANGES, SentimentChange
from tests.queries.world import (
    NOW,
    account,
    ago,
    day,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = (teammate("tess"), account("acme"))
ANN = person("ann", "acme", "champion")
BOTH = ("FALLING", "RISING")


async def changes(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[SentimentChange]:
    parameters = SENTIMENT_CHANGES.parameters(as_of=as_of, **{"directions": BOTH, **narrowed})
    return (await ask(database, SENTIMENT_CHANGES, parameters)).rows


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        (0.5, 0.3, "FALLING"),
        (0.5, 0.31, None),
        (0.3, 0.5, "RISING"),
        (0.3, 0.49, None),
        (-0.8, -1.0, "FALLING"),
    ],
)
async def test_how_much_is_a_change(
    database: Database, then: float, now: float, direction: str | None
) -> None:
    said = (reading("ann", ago(90), score=then), reading("ann", ago(0), score=now))
    await tell(database, *ACME, ANN, *said)
    assert [row.direction.value for row in await changes(database)] == (
        [] if direction is None else [direction]
    )


async def test_against_when(database: Database) -> None:
    """Ninety days before, or as many as asked; who was never read then has not changed."""
    await tell(
        database,
        *ACME,
        ANN,
        reading("ann", ago(90), score=0.9),
        reading("ann", ago(30), score=-0.9),
        person("ben", "acme"),
        reading("ben", ago(89), score=0.9),
        reading("ben", ago(3), score=-0.9),
        person("cleo", "acme", left=True, modified_at=ago(2)),
        reading("cleo", ago(99), score=0.9),
        reading("cleo", ago(3), score=-0.9),
    )
    who = await names(database)

    async def told(as_of: Millis = NOW, **narrowed: Any) -> list[str]:
        return sorted(who[row.person] for row in await changes(database, as_of, **narrowed))

    assert await told() == ["ann"]
    assert await told(days=89) == ["ann", "ben"]
    assert await told(days=30) == ["ben"]
    assert await told(days=91) == []
    assert await told(ago(30, 1)) == []
    assert await told(ago(2, 1)) == ["cleo"]


async def test_with_a_renewal_near(database: Database) -> None:
    """A fall is worse then; in words that everybody may read."""
    await tell(
        database,
        teammate("tess"),
        account("acme", renewal_on=day(90)),
        account("bolt", segment="smb", renewal_on=day(91)),
        ANN,
        person("ben", "bolt"),
        *(
            reading(who, ago(days), score=score)
            for who in ("ann", "ben")
            for days, score in ((100, 0.7), (5, 0.3))
        ),
        person("cleo", "bolt"),
        reading("cleo", ago(100), score=0.7),
        reading("cleo", ago(5), score=0.95),
    )
    who = await names(database)
    rows = await changes(database)
    assert [(who[row.person], row.severity.value, row.direction.value) for row in rows] == [
        ("ann", "CRITICAL", "FALLING"),
        ("ben", "MEDIUM", "FALLING"),
        ("cleo", "LOW", "RISING"),
    ]
    assert [row.because for row in rows] == [
        "Ann at Acme was delighted 90 days before and is well disposed; "
        "the contract renews in 90 days.",
        "Ben at Bolt was delighted 90 days before and is well disposed.",
        "Cleo at Bolt is delighted as 90 days before, but to another degree.",
    ]
    assert (rows[0].sentiment, rows[0].sentiment_before) == (0.3, 0.7)
    assert [who[row.person] for row in await changes(database, directions=("RISING",))] == ["cleo"]
