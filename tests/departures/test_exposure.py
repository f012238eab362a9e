"""What hung on Ann, in one answer, before and after somebody decided; and where she went."""

from dataclasses import replace

import pytest

from graph.cases import case_id
from graph.database import Database
from tests.departures.world import (
    ACME,
    ANN,
    ASK,
    BEN,
    CASS,
    MARK,
    PRAISE,
    TESS,
    WIDE,
    WORLD,
    case_of,
    change,
    id_of,
    states,
    thing,
)
from tests.queries.world import (
    DAY,
    NOW,
    account,
    affiliation,
    ago,
    key,
    meeting,
    person,
    teammate,
    tell,
)

CASE = case_id(ACME, ANN)
CLEO, GOAL, FILM = id_of("Person", "cleo"), id_of("Goal", "ann"), id_of("Asset", "film")
LEFT = person(
    "ann",
    "acme",
    *("champion", "economic_buyer"),
    title="VP IT",
    department="IT",
    left=True,
    modified_at=ago(3),
)


async def test_everything_that_hung_on_her(database: Database) -> None:
    await tell(database, *WORLD, LEFT, meeting(ago(41), "ann", ours=("cass",)))
    case = await case_of(database)
    assert case is not None
    hung = case.exposure
    assert hung.model_dump(exclude={"known_by", "open_asks"}) == {
        "vacant_roles": ["champion"],
        "goals": [GOAL],
        "asks": [ASK],
        "consents": [WIDE],
        "assets": sorted([PRAISE, FILM]),
        "touches_alone": 3,
        "managers": [],
        "reports": [BEN],
        "influences": [CLEO],
        "influenced_by": [],
    }
    (ask,) = hung.open_asks
    assert (ask.ask, ask.act, ask.state, ask.requester) == (ASK, "case_study", "accepted", MARK)
    known = [(b.teammate, b.touches, b.last_at, b.strength is None) for b in hung.known_by]
    assert known == [(TESS, 3, ago(20), False), (CASS, 1, ago(41), True)]
    strength = hung.known_by[0].strength
    x = sum(4 * 2 ** (-days / 90) for days in (20, 27)) + 4 * 2 ** (-34 / 90) / 2**0.5
    assert strength == pytest.approx(100 * (1 - 2.718281828459045 ** (-x / 10)))
    assert (case.arr and str(case.arr.amount), case.days_to_renewal) == ("300000.00", 200)


async def test_a_decision_hides_nothing_of_it(database: Database) -> None:
    """What it stopped is still told, and where that stands now."""
    await tell(database, *WORLD, LEFT)
    before = await case_of(database, as_of=NOW)
    await change(database, "departure_confirm", NOW + 1, id=CASE)
    after = await case_of(database, as_of=NOW + 1)
    assert before is not None
    assert after is not None
    assert after.exposure.model_dump(exclude={"open_asks"}) == before.exposure.model_dump(
        exclude={"open_asks"}
    )
    assert [ask.state for ask in after.exposure.open_asks] == ["cancelled"]
    assert [ask.state for ask in before.exposure.open_asks] == ["accepted"]
    assert await case_of(database, as_of=NOW) == before


async def test_a_logo_rests_on_who_allowed_it(database: Database) -> None:
    """It features nobody: it needs approval when the only one who allowed it left."""
    logo = thing("Asset", "logo", None, "acme", title="Logo", kind="logo", state="published")
    banner = thing("Asset", "banner", None, "acme", title="B", kind="social_post", state="approved")
    consents = (
        thing("Consent", "faces", "ann", "acme", acts=["logo", "social_post"], since=ago(90)),
        thing("Consent", "too", "ben", "acme", acts=["social_post"], since=ago(90)),
    )
    await tell(database, *WORLD, LEFT, logo, banner, *consents)
    case = await case_of(database)
    assert case is not None
    assert id_of("Asset", "logo") in case.exposure.assets
    assert id_of("Asset", "banner") not in case.exposure.assets
    await change(database, "departure_confirm", id=CASE)
    stands = await states(database)
    assert (stands[id_of("Asset", "logo")], stands[id_of("Asset", "banner")]) == (
        "in_approval",
        "approved",
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [("prospect", ", a prospect"), ("customer", ""), ("churned", ", a former customer")],
)
async def test_where_she_went_is_a_warm_path(database: Database, status: str, words: str) -> None:
    """With who of us knows her, in touch or in a private network."""
    await tell(database, *WORLD)
    moved = person("ann", "initech", "champion", title="CIO", modified_at=NOW)
    knows = replace(
        affiliation("ann", "acme"),
        kind="KNOWS",
        key=key("Contact", "mark-ann"),
        values={"teammate": key("Teammate", "mark"), "person": key("Person", "ann")},
    )
    initech = account("initech", status=status)
    await tell(database, teammate("mark"), initech, moved, knows, taken_at=NOW + DAY)
    case = await case_of(database, as_of=NOW + 2 * DAY)
    assert case is not None
    assert case.destination is not None
    assert case.destination.model_dump() == {
        "account": id_of("Account", "initech"),
        "status": status,
        "title": "CIO",
        "since": NOW + DAY,
        "known_by": [TESS, MARK],
    }
    assert f"Now at Initech (CIO){words}." in case.because
