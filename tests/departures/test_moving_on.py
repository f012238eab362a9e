"""Ann works elsewhere now: what she did for us is hers, what she allowed was allowed at Acme."""

import pytest

from graph.database import Database
from queries.advocacy.references import REFERENCE_CANDIDATES, ReferenceCandidate
from queries.catalogue import ask
from tests.departures.world import ANN, WORLD, id_of, thing
from tests.queries.world import DAY, NOW, account, ago, person, tell

LATER = NOW + 2 * DAY


async def candidate(database: Database) -> ReferenceCandidate:
    """Ann as a reference of her new employer."""
    parameters = REFERENCE_CANDIDATES.parameters(as_of=LATER, act="quote", include_blocked=True)
    rows = (await ask(database, REFERENCE_CANDIDATES, parameters)).rows
    (row,) = [r for r in rows if (r.person, r.account) == (ANN, id_of("Account", "initech"))]
    return row


@pytest.mark.parametrize(
    ("where", "since", "allowed"),
    [
        ("acme", ago(300), False),
        ("initech", NOW + DAY, True),
        (None, ago(300), False),  # given while she worked at Acme
        (None, NOW + DAY, True),  # and after she had moved
        (None, ago(2000), True),  # before we knew where she worked
    ],
)
async def test_her_history_moves_with_her_and_her_consent_does_not(
    database: Database, where: str | None, since: int, allowed: bool
) -> None:
    world = [said for said in WORLD if said.kind != "Consent"]
    await tell(database, *world)
    initech = account("initech")
    moved = person("ann", "initech", "champion", title="CIO", modified_at=NOW)
    consent = thing("Consent", "hers", "ann", where, acts=["quote"], since=since)
    await tell(database, initech, moved, consent, taken_at=NOW + DAY)
    row = await candidate(database)
    assert row.asks_in_a_year == 2
    assert ("NO_CONSENT" not in {b.code.value for b in row.blockers}) is allowed
