"""Fairness among reference candidates, told of people of Acme who would all do."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.database import Database
from queries.advocacy.references import REFERENCE_CANDIDATES, ReferenceCandidate, Use
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    names,
    person,
    reading,
    teammate,
    tell,
)


async def candidates(database: Database, *order: str, **criteria: Any) -> list[ReferenceCandidate]:
    parameters = REFERENCE_CANDIDATES.parameters(
        as_of=NOW, act="quote", include_blocked=True, **criteria
    )
    return (await ask(database, REFERENCE_CANDIDATES, parameters, order=order)).rows


async def test_among_equals_the_least_used_comes_first(database: Database) -> None:
    """Bea feels a little better than Cy, who was asked less; Ann feels much better than both."""
    people = ("ann", "bea", "cy", "dora")
    await tell(
        database,
        teammate("tess"),
        account("acme"),
        *(person(name, "acme", "champion") for name in people),
        *(consent(name, "quote") for name in people[:3]),
        reading("ann", ago(0), score=1.0),
        reading("bea", ago(0), score=0.08),
        reading("cy", ago(0), score=0.06),
        reading("dora", ago(0), score=1.0),
        *(
            ask_of("ann", "acme", "survey", ago(days), "cancelled", ended_at=ago(days - 1))
            for days in (100, 200, 300)
        ),
        ask_of("bea", "acme", "survey", ago(100), "cancelled", ended_at=ago(99)),
    )
    who = await names(database)

    def told(rows: list[ReferenceCandidate]) -> list[tuple[str, int]]:
        return [(who[row.person], row.asks_in_a_year) for row in rows]

    by_score = [("ann", 3), ("bea", 1), ("cy", 0), ("dora", 0)]
    assert told(await candidates(database, "SCORE")) == by_score
    assert told(await candidates(database)) == [("ann", 3), ("cy", 0), ("bea", 1), ("dora", 0)]


async def test_over_used_and_never_used(database: Database) -> None:
    """Three asks in 180 days are many; a miss by the prospect is none."""

    def asks(who: str, *days: int, state: str = "cancelled") -> Any:
        return [ask_of(who, "acme", "survey", ago(d), state, ended_at=ago(d - 1)) for d in days]

    await tell(
        database,
        teammate("tess"),
        account("acme"),
        *(person(name, "acme", "champion") for name in ("ann", "bea", "cy", "dora")),
        *asks("ann", 40, 80, 180),
        *asks("bea", 40, 80, 181),
        *asks("dora", 40, 80, 120, state="missed_by_prospect"),
    )
    who = await names(database)
    found = {who[row.person]: row.use for row in await candidates(database)}
    assert found == {
        "ann": Use.OVER_USED,
        "bea": Use.USED,
        "cy": Use.NEVER_USED,
        "dora": Use.NEVER_USED,
    }
    over = await candidates(database, used=(Use.OVER_USED,))
    assert [who[row.person] for row in over] == ["ann"]


ROWS = st.lists(
    st.builds(
        ReferenceCandidate,
        person=st.uuids().map(str),
        account=st.just("acc_1"),
        score=st.floats(0, 1),
        eligible=st.booleans(),
        parts=st.just([]),
        blockers=st.just([]),
        asks_in_a_year=st.integers(0, 5),
        use=st.just(Use.USED),
        because=st.just(""),
    ),
    max_size=12,
)


@given(ROWS)
def test_whoever_may_be_asked_comes_first_and_no_step_is_skipped(
    rows: list[ReferenceCandidate],
) -> None:
    fair = REFERENCE_CANDIDATES.orders["FAIR"]
    ordered = sorted(rows, key=lambda row: (fair(row), row.person))
    assert [row.eligible for row in ordered] == sorted((r.eligible for r in rows), reverse=True)
    for one, other in pairwise(ordered):
        if one.eligible != other.eligible:
            continue
        assert one.score > other.score - 0.05 - 1e-9
        if one.score == other.score:
            fewest = (one.asks_in_a_year, one.person), (other.asks_in_a_year, other.person)
            assert fewest[0] <= fewest[1]
        if one.asks_in_a_year > other.asks_in_a_year:
            assert one.score > other.score
