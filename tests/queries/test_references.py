"""Reference candidates, told of Ann at Acme, who spoke for us before, and of those beside her."""

import math
from typing import Any

import pytest

from graph.database import Database
from graph.errors import BadInput
from graph.model import Millis
from graph.statement import Statement
from tests.queries.candidates import ACME, ANN, DONE, WILLING, candidates, parts
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    asset,
    consent,
    mail_from,
    meeting,
    names,
    person,
    reading,
    role,
    tell,
)


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
