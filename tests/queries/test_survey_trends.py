"""Survey trends, told of Acme (enterprise) and Birch (smb); NOW lies in the second quarter."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.leadership.survey_trends import (
    SURVEY_TRENDS,
    SurveyGroup,
    SurveyPeriod,
    SurveyTrend,
    spans_until,
)
from queries.rules.surveys import Band, band_of
from tests.queries.world import (
    NOW,
    account,
    ago,
    at,
    person,
    reading,
    role,
    teammate,
    tell,
)

Q1, Q2 = at("2026-02-01"), at("2026-05-01")
PEOPLE = (
    teammate("tess"),
    account("acme"),
    account("birch", "smb"),
    *(person(name, "acme", "champion") for name in ("ann", "ben", "cy")),
    person("dan", "birch", "admin"),
    person("eve", "birch"),
)


def nps(who: str, when: Millis, raw: float, most: float = 10) -> Any:
    return reading(who, when, "nps", raw=raw, scale_min=most - 10, scale_max=most)


async def trends(database: Database, as_of: Millis = NOW, **asked: Any) -> list[SurveyTrend]:
    parameters = SURVEY_TRENDS.parameters(as_of=as_of, **{"periods": 2, **asked})
    return (await ask(database, SURVEY_TRENDS, parameters)).rows


async def scores(database: Database, as_of: Millis = NOW, **asked: Any) -> dict[Any, Any]:
    """Survey, group and period: bands and score, and who of the stakeholders answered in a year."""
    return {
        (row.survey.value, row.group, row.period): (
            (row.favourable, row.neutral, row.unfavourable),
            row.score,
            (row.answered, row.stakeholders),
        )
        for row in await trends(database, as_of, **asked)
    }


ANSWERS = (
    nps("ann", Q1, 9),
    nps("ben", Q1, 6),
    nps("cy", Q1, 7),
    nps("ann", Q2, 3),
    nps("ann", Q2 + 1, 10),
    nps("ben", Q2, 8),
    nps("dan", Q2, 0),
    nps("eve", Q2, 10),
    reading("ann", Q2, "csat", raw=4, scale_min=1, scale_max=5),
    reading("dan", Q2, "csat", raw=2, scale_min=1, scale_max=5),
    reading("ben", Q2, score=1),
)


async def test_promoters_less_detractors_by_segment_and_quarter(database: Database) -> None:
    """A person counts once a quarter, with the newest answer; Eve answers and holds no role."""
    await tell(database, *PEOPLE, *ANSWERS)

    assert await scores(database) == {
        ("NPS", "enterprise", "2026-Q1"): ((1, 1, 1), 0.0, (3, 3)),
        ("NPS", "enterprise", "2026-Q2"): ((1, 1, 0), 50.0, (3, 3)),
        ("NPS", "smb", "2026-Q1"): ((0, 0, 0), None, (0, 1)),
        ("NPS", "smb", "2026-Q2"): ((1, 0, 1), 0.0, (1, 1)),
        ("CSAT", "enterprise", "2026-Q1"): ((0, 0, 0), None, (0, 3)),
        ("CSAT", "enterprise", "2026-Q2"): ((1, 0, 0), 100.0, (1, 3)),
        ("CSAT", "smb", "2026-Q1"): ((0, 0, 0), None, (0, 1)),
        ("CSAT", "smb", "2026-Q2"): ((0, 0, 1), 0.0, (1, 1)),
    }
    rows = [row for row in await trends(database) if row.survey == "NPS"]
    assert [(row.begins_on, row.ends_on, row.change, row.because) for row in rows[:2]] == [
        (
            "2026-01-01",
            "2026-03-31",
            None,
            "The NPS of enterprise in 2026-Q1 is +0, from 3 people; "
            "3 of 3 stakeholders answered within 365 days.",
        ),
        (
            "2026-04-01",
            "2026-06-30",
            50.0,
            "The NPS of enterprise in 2026-Q2 is +50, from 2 people; "
            "3 of 3 stakeholders answered within 365 days.",
        ),
    ]
    assert rows[2].because == "Nobody of smb answered an NPS survey in 2026-Q1."


async def test_by_role_and_for_all(database: Database) -> None:
    """Ben was admin besides until March: his answer of then counts under both roles."""
    besides = role("ben", "acme", "admin", until=at("2026-03-01"))
    await tell(database, *PEOPLE, besides, *ANSWERS)

    by_role = await scores(database, group_by=SurveyGroup.ROLE)
    assert {key: value for key, value in by_role.items() if key[0] == "NPS"} == {
        ("NPS", "admin", "2026-Q1"): ((0, 0, 1), -100.0, (0, 1)),
        ("NPS", "admin", "2026-Q2"): ((0, 0, 1), -100.0, (1, 1)),
        ("NPS", "champion", "2026-Q1"): ((1, 1, 1), 0.0, (3, 3)),
        ("NPS", "champion", "2026-Q2"): ((1, 1, 0), 50.0, (3, 3)),
        ("NPS", None, "2026-Q1"): ((0, 0, 0), None, (0, 0)),
        ("NPS", None, "2026-Q2"): ((1, 0, 0), 100.0, (0, 0)),
    }
    everybody = await scores(
        database, group_by=SurveyGroup.ALL, period=SurveyPeriod.MONTH, periods=1
    )
    assert everybody == {}
    may = await scores(
        database, Q2 + 1, group_by=SurveyGroup.ALL, period=SurveyPeriod.MONTH, periods=1
    )
    assert may == {
        ("NPS", None, "2026-05"): ((2, 1, 1), 25.0, (4, 4)),
        ("CSAT", None, "2026-05"): ((1, 0, 1), 50.0, (2, 4)),
    }


async def test_what_churned_or_moved_since_counts_where_it_was(database: Database) -> None:
    await tell(database, *PEOPLE, *ANSWERS[:3], taken_at=ago(60))
    then = await trends(database, ago(60))
    await tell(database, account("acme", "strategic", status="churned"), *ANSWERS[3:])

    later = await scores(database)

    assert later["NPS", "enterprise", "2026-Q1"] == ((1, 1, 1), 0.0, (3, 3))
    assert later["NPS", "enterprise", "2026-Q2"] == ((1, 1, 0), 50.0, (0, 0))
    assert await trends(database, ago(60)) == then


@pytest.mark.parametrize(
    ("kind", "low", "high", "raw", "band"),
    [
        ("nps", 0, 10, 9, Band.FAVOURABLE),
        ("nps", 0, 10, 8, Band.NEUTRAL),
        ("nps", 0, 10, 7, Band.NEUTRAL),
        ("nps", 0, 10, 6, Band.UNFAVOURABLE),
        ("nps", 1, 10, 9, Band.FAVOURABLE),
        ("nps", 1, 10, 8, Band.NEUTRAL),
        ("nps", 1, 10, 7, Band.NEUTRAL),
        ("nps", 1, 10, 6, Band.UNFAVOURABLE),
        ("nps", None, None, 9, Band.FAVOURABLE),
        ("csat", 1, 5, 4, Band.FAVOURABLE),
        ("csat", 1, 5, 3, Band.NEUTRAL),
        ("csat", None, None, 2, Band.UNFAVOURABLE),
        ("csat", 5, 5, 5, None),
    ],
)
def test_an_answer_on_its_own_scale(
    kind: str, low: float | None, high: float | None, raw: float, band: Band | None
) -> None:
    answer = {"kind": kind, "low": low, "high": high, "raw": raw, "score": None}
    assert band_of(answer) is band


def test_an_answer_of_which_only_the_score_is_known() -> None:
    told = {"kind": "nps", "low": None, "high": None, "raw": None}
    assert band_of({**told, "score": 0.8}) is Band.FAVOURABLE
    assert band_of({**told, "score": None}) is None


def test_the_periods_of_a_year() -> None:
    spans = spans_until(at("2026-01-01"), SurveyPeriod.QUARTER, 2)
    assert [(span.name, span.begins, span.ends) for span in spans] == [
        ("2025-Q4", at("2025-10-01"), at("2026-01-01")),
        ("2026-Q1", at("2026-01-01"), at("2026-04-01")),
    ]
    months = spans_until(at("2026-01-31"), SurveyPeriod.MONTH, 2)
    assert [span.name for span in months] == ["2025-12", "2026-01"]
