"""Reference candidates, told of Ann at Acme, who spoke for us before, and of those beside her."""

import math
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.references import REFERENCE_CANDIDATES, ReferenceCandidate
from queries.catalogue import ask
from tests.queries.world import (
    NOW,
    SECOND,
    account,
    ago,
    ask_of,
    asset,
    consent,
    day,
    escalation,
    mail_from,
    meeting,
    names,
    person,
    reading,
    role,
    teammate,
    tell,
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


# --- who is considered


async def test_who_is_considered(database: Database) -> None:
    """Employed there now, with a role, a consent, an asset or an earlier ask."""
    await tell(
        database,
        *ACME,
        account("bolt"),
        account("prospect", status="prospect"),
        ANN,
        person("ben", "acme"),
        consent("ben", "quote", since=ago(1)),
        person("cleo", "acme"),
        asset("cleo", ago(1)),
        person("dora", "acme"),
        ask_of("dora", "acme", "quote", ago(1)),
        person("eve", "acme"),
        person("fay", "bolt"),
        role("fay", "acme", "champion"),
        person("gus", "prospect", "champion"),
        consent("gus", "quote"),
        person("hal", "acme", "admin", left=True, modified_at=ago(9)),
    )
    who = await names(database)

    async def shown(as_of: Millis, **criteria: Any) -> set[tuple[str, str]]:
        return {
            (who[row.person], who[row.account])
            for row in await candidates(database, as_of, **criteria)
        }

    assert await shown(NOW) == {
        ("ann", "acme"),
        ("ben", "acme"),
        ("cleo", "acme"),
        ("dora", "acme"),
        ("hal", "acme"),
    }
    assert await shown(ago(1, 1)) == {("ann", "acme"), ("hal", "acme")}
    assert await shown(NOW, include_blocked=False) == {("ben", "acme")}


async def test_best_first_and_whoever_may_be_asked_before_that(database: Database) -> None:
    """Ties go to whoever was asked least within a year."""
    await tell(
        database,
        *ACME,
        ANN,
        person("ben", "acme", "admin"),
        person("cleo", "acme", "admin"),
        person("dora", "acme", "admin"),
        *WILLING,
        consent("cleo", "quote"),
        reading("dora", ago(0), score=1.0),
        ask_of("ben", "acme", "survey", ago(200), "missed_by_advocate", ended_at=ago(190)),
    )
    who = await names(database)
    rows = await candidates(database)
    assert [who[row.person] for row in rows][2:] == ["ben", "dora"]
    assert {who[row.person] for row in rows[:2]} == {"ann", "cleo"}
    assert [row.eligible for row in rows] == [True, True, True, False]
    assert [row.asks_in_a_year for row in rows] == [0, 0, 1, 0]


async def test_an_act_nobody_knows(database: Database) -> None:
    with pytest.raises((BadInput, ValueError), match="an act is one of"):
        await candidates(database, act="juggling")


# --- the score


async def test_what_makes_the_score(database: Database) -> None:
    await tell(
        database,
        *ACME,
        ANN,
        *WILLING,
        DONE,
        ask_of("ann", "acme", "review", ago(60), "completed", decided_at=ago(50), ended_at=ago(45)),
        reading("ann", ago(180), score=-1.0),
        reading("ann", ago(0), kind="nps", raw=10, scale_min=0, scale_max=10),
        reading("ann", ago(20), kind="nps", raw=0, scale_min=0, scale_max=10),
        reading("ann", ago(366), kind="csat", raw=1, scale_min=1, scale_max=5),
        person("ben", None),
        meeting(ago(90), "ann"),
        meeting(ago(0), "ann", "ben", "a stranger"),
        mail_from(ago(0), "ann"),
    )
    felt = (1 - 0.5) / 1.5
    x = 4 * 0.5 + 4 / math.sqrt(2) + 1
    strength = (1 - math.exp(-x / 10)) * (2 * 2 / 5)
    assert await parts(database) == {
        "sentiment": round((felt + 1) / 2, 6),
        "fit": 1.0,
        "strength": round(strength, 6),
        "experience": 0.5,
        "rest": round(60 / 90, 6),
    }
    (row,) = await candidates(database)
    assert row.because == (
        f"Ann at Acme scores {row.score:.2f}: well disposed, no criteria to fit, "
        f"relation strength {100 * strength:.0f}, did 1 such or greater act before, "
        "last asked 60 days ago."
    )


async def test_what_is_not_known_is_nothing_and_says_so(database: Database) -> None:
    await tell(
        database, *ACME, ANN, *WILLING, reading("ann", ago(366), score=1.0), meeting(ago(1), "ann")
    )
    assert await parts(database) == {
        "sentiment": 0.0,
        "fit": 1.0,
        "strength": 0.0,
        "experience": 0.0,
        "rest": 1.0,
    }
    (row,) = await candidates(database)
    assert row.because == (
        "Ann at Acme scores 0.40: no reading of sentiment within a year, no criteria to fit, "
        "insufficient data on our relation, did no such act before, never asked."
    )


@pytest.mark.parametrize(
    ("criteria", "fit"),
    [
        ({"industry": "banking"}, 1.0),
        ({"industry": "Energy"}, 0.0),
        ({"industry": "Banking", "region": "AMER"}, 0.5),
        ({"use_case": "onboarding", "region": "EMEA"}, 1.0),
        ({"persona": "champion"}, 1.0),
        ({"persona": "IT"}, 1.0),
        ({"persona": "manager"}, 1.0),
        ({"persona": "C level"}, 0.0),
        ({"min_employees": 1000, "max_employees": 1000}, 1.0),
        ({"min_employees": 10_000}, 0.0),
        ({"max_employees": 500}, 1 - math.log(2) / math.log(10)),
    ],
)
async def test_the_fit(database: Database, criteria: dict[str, Any], fit: float) -> None:
    await tell(database, *ACME, ANN, *WILLING)
    assert (await parts(database, **criteria))["fit"] == pytest.approx(fit, abs=1e-6)


async def test_experience_with_acts_as_great(database: Database) -> None:
    """Of this kind or of greater effort, completed within 730 days."""

    def done(act: str, ended_at: Millis) -> Statement:
        return ask_of("ann", "acme", act, ended_at - 1, "completed", ended_at=ended_at)

    await tell(
        database,
        *ACME,
        ANN,
        done("logo", ago(731, -1)),
        done("logo", ago(731)),
        done("interview", ago(700)),
        done("case_study", ago(600)),
        done("quote", ago(500)),
    )
    assert (await parts(database, act="logo"))["experience"] == 0.75
    assert (await parts(database, act="case_study"))["experience"] == 0.5
    assert (await parts(database, act="quote"))["experience"] == 1 - 0.5**4
    assert (await parts(database, ago(600, 1), act="case_study"))["experience"] == 0.0


# --- blockers


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
