"""Why somebody may not be asked, and on which day that lifts."""

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from tests.queries.candidates import ACME, ANN, DONE, WILLING, blockers, candidates
from tests.queries.world import (
    NOW,
    SECOND,
    account,
    ago,
    ask_of,
    consent,
    day,
    escalation,
    person,
    reading,
    teammate,
    tell,
)


async def test_consent(database: Database) -> None:
    """Never one for the act; one that ended; one in force for another act, region or channel."""
    await tell(
        database,
        *ACME,
        ANN,
        consent("ann", "quote", regions=["EMEA"], channels=["web"], until=ago(-3)),
        consent("ann", "logo", revoked_at=ago(-1)),
    )
    assert await blockers(database) == {}
    assert await blockers(database, region="emea", channel="Web") == {}
    assert await blockers(database, region="AMER") == {"CONSENT_SCOPE": None}
    assert await blockers(database, channel="print") == {"CONSENT_SCOPE": None}
    assert await blockers(database, act="review") == {"NO_CONSENT": None, "CONSENT_SCOPE": None}
    assert await blockers(database, ago(-3), act="review") == {"NO_CONSENT": None}
    assert await blockers(database, ago(-3)) == {"CONSENT_EXPIRED": None}
    assert await blockers(database, ago(-1, 1), act="logo") == {}
    assert await blockers(database, ago(-1), act="logo") == {
        "CONSENT_EXPIRED": None,
        "CONSENT_SCOPE": None,
    }


async def test_opted_out(database: Database) -> None:
    """One of several records suffices, since it says so."""
    twin = person("anna", "acme", email="ann@acme.example", opted_out=True, modified_at=ago(5))
    await tell(database, *ACME, ANN, twin, *WILLING)
    assert await blockers(database, ago(5, 1)) == {}
    assert await blockers(database, ago(5)) == {"OPTED_OUT": None}


@pytest.mark.parametrize(
    ("asked", "as_of", "lifts"),
    [
        (ask_of("ann", "acme", "review", ago(30, -1), "expired", ended_at=ago(20)), NOW, day(0)),
        (ask_of("ann", "acme", "review", ago(30), "expired", ended_at=ago(20)), NOW, None),
        (ask_of("ann", "acme", "review", ago(200), "declined", decided_at=ago(179)), NOW, day(1)),
        (ask_of("ann", "acme", "review", ago(200), "declined", decided_at=ago(180)), NOW, None),
        (ask_of("ann", "acme", "review", ago(9), "missed_by_prospect", ended_at=ago(2)), NOW, None),
        (ask_of("ann", "acme", "review", ago(-1)), NOW, None),
    ],
)
async def test_cooldown(
    database: Database, asked: Statement, as_of: Millis, lifts: str | None
) -> None:
    """Thirty days after an invitation, a hundred and eighty after a decline."""
    await tell(database, *ACME, ANN, *WILLING, asked)
    assert (await blockers(database, as_of)) == ({} if lifts is None else {"COOLDOWN": lifts})


async def test_the_cap_of_a_person(database: Database) -> None:
    """Three asks in 180 days; it lifts when the third newest leaves the window."""
    asks = (ask_of("ann", "acme", "review", ago(n), "expired", ended_at=ago(n)) for n in (60, 100))
    third = ask_of("ann", "acme", "review", ago(181, -1), "expired", ended_at=ago(170))
    await tell(database, *ACME, ANN, *WILLING, *asks, third)
    assert await blockers(database) == {"CAP_PERSON": day(0)}
    assert await blockers(database, NOW + SECOND) == {}


async def test_the_cap_of_an_account(database: Database) -> None:
    """Six asks of people as somebody of that account, whoever they are."""
    asks = [
        ask_of(who, "acme", "review", ago(40 + n), "expired", ended_at=ago(39))
        for n, who in enumerate(("ben", "ben", "cleo", "cleo", "dora"))
    ]
    elsewhere = ask_of("ben", "bolt", "quote", ago(50), "expired", ended_at=ago(49))
    await tell(database, *ACME, account("bolt"), ANN, *WILLING, *asks, elsewhere)
    assert await blockers(database) == {}
    sixth = ask_of("eve", "acme", "logo", ago(90), "expired", ended_at=ago(89))
    await tell(database, sixth, taken_at=NOW + SECOND)
    assert await blockers(database) == {"CAP_ACCOUNT": day(91)}


async def test_an_urgent_case_is_open(database: Database) -> None:
    await tell(
        database,
        *ACME,
        ANN,
        *WILLING,
        escalation("acme", ago(9), priority="High", closed_at=ago(7)),
        escalation("acme", ago(5), priority="Low", escalated=True, closed_at=ago(3)),
        escalation("acme", ago(2), priority="Low"),
    )
    assert await blockers(database, ago(9, 1)) == {}
    assert await blockers(database, ago(9)) == {"OPEN_ESCALATION": None}
    assert await blockers(database, ago(7)) == {}
    assert await blockers(database, ago(5)) == {"OPEN_ESCALATION": None}
    assert await blockers(database) == {}


@pytest.mark.parametrize(
    ("renews_in", "lifts"), [(-1, None), (0, day(1)), (60, day(61)), (61, None)]
)
async def test_the_renewal_is_near(database: Database, renews_in: int, lifts: str | None) -> None:
    acme = account("acme", renewal_on=day(renews_in))
    await tell(database, teammate("tess"), acme, ANN, *WILLING)
    assert await blockers(database) == ({} if lifts is None else {"RENEWAL_WINDOW": lifts})


@pytest.mark.parametrize(
    ("felt", "as_of", "lifts"),
    [
        ([reading("ann", ago(9), "nps", raw=6, scale_min=0, scale_max=10)], NOW, day(357)),
        ([reading("ann", ago(366, -1), "nps", raw=0, scale_min=0, scale_max=10)], NOW, day(0)),
        ([reading("ann", ago(366), "nps", raw=0, scale_min=0, scale_max=10)], NOW, ""),
        ([reading("ann", ago(9), "nps", raw=7, scale_min=0, scale_max=10)], NOW, ""),
        ([reading("ann", ago(9), score=-0.2)], NOW, ""),
        ([reading("ann", ago(9), score=-0.21)], NOW, None),
    ],
)
async def test_detractors(
    database: Database, felt: list[Statement], as_of: Millis, lifts: str | None
) -> None:
    """By the newest NPS, which ages; or by sentiment, which does not lift by itself."""
    await tell(database, *ACME, ANN, *WILLING, *felt)
    assert await blockers(database, as_of) == ({} if lifts == "" else {"DETRACTOR": lifts})


async def test_whoever_left_or_may_have(database: Database) -> None:
    """Suspected, then confirmed: blocked all the same."""
    bounced = person("ann", "acme", "champion", bounced_at=ago(5), bounce_weight=0.5)
    await tell(database, *ACME, bounced, *WILLING)
    assert await blockers(database, ago(5, 1)) == {}
    assert await blockers(database) == {"PERSON_DEPARTED": None}
    left = person("ann", "acme", "champion", left=True, modified_at=ago(-1))
    await tell(database, left, taken_at=ago(-1))
    assert await blockers(database, ago(-1)) == {"PERSON_DEPARTED": None}


async def test_the_owner_holds_the_account(database: Database) -> None:
    """Until the day begins, and only since they said so."""
    await tell(database, teammate("tess"), account("acme", hold_until=None), ANN, *WILLING)
    held = account("acme", hold_until=day(2), hold_reason="a hard talk")
    await tell(database, held, taken_at=ago(-1))
    assert await blockers(database) == {}
    assert await blockers(database, ago(-1)) == {"OWNER_HOLD": day(2)}
    assert await blockers(database, ago(-1.5, 1)) == {"OWNER_HOLD": day(2)}
    assert await blockers(database, ago(-1.5)) == {}


async def test_the_prospect_is_a_competitor(database: Database) -> None:
    acme = account("acme", competitors=["rival.example"])
    await tell(database, teammate("tess"), acme, ANN, *WILLING)
    assert await blockers(database, prospect_domain="Rival.example") == {
        "COMPETITOR_OF_PROSPECT": None
    }
    assert await blockers(database, prospect_domain="friend.example") == {}


@pytest.mark.parametrize(
    ("pending", "lifts"),
    [
        (ask_of("ann", "acme", "logo", ago(40), reserved_until=ago(-2)), day(2)),
        (ask_of("ann", "acme", "logo", ago(40), "scheduled", decided_at=ago(39)), None),
        (ask_of("ann", "acme", "logo", ago(40), reserved_until=ago(0)), ""),
        (ask_of("ann", "acme", "logo", ago(40), "completed", ended_at=ago(-1)), None),
        (ask_of("ann", "acme", "logo", ago(40), "cancelled", ended_at=ago(1)), ""),
    ],
)
async def test_she_is_being_asked_already(
    database: Database, pending: Statement, lifts: str | None
) -> None:
    await tell(database, *ACME, ANN, *WILLING, pending)
    assert await blockers(database) == ({} if lifts == "" else {"PENDING_ELSEWHERE": lifts})


async def test_no_large_act_before_a_small_one(database: Database) -> None:
    await tell(database, *ACME, ANN, *WILLING, DONE)
    assert await blockers(database, act="reference_call") == {}
    assert await blockers(database, ago(390, 1), act="reference_call") == {
        "LADDER": None,
        "COOLDOWN": day(-370),
        "PENDING_ELSEWHERE": None,
    }


async def test_every_blocker_is_told(database: Database) -> None:
    """All that apply, in their order, in words."""
    await tell(
        database,
        teammate("tess"),
        account("acme", renewal_on=day(10), hold_until=day(20)),
        ANN,
        escalation("acme", ago(2), priority="Urgent"),
        ask_of("ann", "acme", "logo", ago(3), "declined", decided_at=ago(2)),
    )
    (row,) = await candidates(database, act="case_study")
    assert [blocker.because for blocker in row.blockers] == [
        "never agreed to a case study",
        "declined not long ago",
        "Acme has 1 open urgent case",
        "the contract renews in 10 days",
        "the owner holds it",
        "did no smaller act before",
    ]
    assert row.because.endswith(
        "; not now: never agreed to a case study, declined not long ago, "
        "Acme has 1 open urgent case, the contract renews in 10 days, the owner holds it, "
        "did no smaller act before."
    )
