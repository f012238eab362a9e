"""Survey trends: how do the answers to our surveys go, and how old are they?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from graph.model import Millis
from graph.values.calendar import DAY
from graph.values.segments import derived_segment
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts, holds
from queries.parameters import Parameters, Shapes
from queries.row import On, Row
from queries.rules.days import day_of, days_between
from queries.rules.surveys import Band, SurveyKind, band_of

FRESH_DAYS = 365
"""An answer older than this says nothing of today."""


class SurveyGroup(StrEnum):
    """Whose answers make one row."""

    ALL = "ALL"
    SEGMENT = "SEGMENT"
    ROLE = "ROLE"
    REGION = "REGION"
    INDUSTRY = "INDUSTRY"


class SurveyPeriod(StrEnum):
    """How long one row's time is: calendar quarters or months, UTC."""

    QUARTER = "QUARTER"
    MONTH = "MONTH"


MONTHS = {SurveyPeriod.QUARTER: 3, SurveyPeriod.MONTH: 1}


class SurveyTrend(Row):
    """How do the answers to our surveys go, and how old are they?

    One row for each survey, group and period; `group` is empty for all, and for what no source
    states. Each person counts once a period, with the newest answer, in the segment and the roles
    of the day of the answer, whoever has left since. `score`: of an NPS promoters less detractors
    (9 and 10, 0 to 6 of 0 to 10; other scales laid over it) in points from -100 to 100, of a CSAT
    the satisfied (4 and 5 of 1 to 5) of a hundred. `stakeholders` held a role at the end of the
    period; `answered` of them did so within the 365 days before.
    """

    survey: SurveyKind
    group: str | None
    period: str
    begins_on: On
    ends_on: On
    responses: int
    favourable: int
    neutral: int
    unfavourable: int
    score: float | None
    change: float | None
    stakeholders: int
    answered: int
    answered_share: float | None
    because: str


class SurveyTrendsParameters(Parameters):
    """Which accounts count: also those that churned since they answered, unless told otherwise."""

    status: tuple[str, ...] = ("customer", "churned")
    group_by: Annotated[SurveyGroup, Shapes()] = SurveyGroup.SEGMENT
    period: Annotated[SurveyPeriod, Shapes()] = SurveyPeriod.QUARTER
    periods: Annotated[int, Shapes(), Field(ge=1, le=60)] = 8


@dataclass(frozen=True, slots=True)
class _Span:
    """One period, from its first moment up to, not including, its end."""

    name: str
    begins: Millis
    ends: Millis


@dataclass(slots=True)
class _Cell:
    """One survey, group and period."""

    newest: dict[str, tuple[Millis, str, Band]] = field(default_factory=dict)
    stakeholders: set[str] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)

    def hear(self, person: str, at: Millis, id_: str, band: Band) -> None:
        self.newest[person] = max(self.newest.get(person, (at, id_, band)), (at, id_, band))

    @property
    def bands(self) -> Counter[Band]:
        return Counter(band for _, _, band in self.newest.values())

    def score(self, survey: SurveyKind) -> float | None:
        if not self.newest:
            return None
        bands = self.bands
        against = bands[Band.UNFAVOURABLE] if survey is SurveyKind.NPS else 0
        return 100 * (bands[Band.FAVOURABLE] - against) / len(self.newest)


Cells = dict[tuple[SurveyKind, str, int], _Cell]


def survey_trends(
    _deployment: Deployment, accounts: Sequence[AccountFacts], parameters: SurveyTrendsParameters
) -> Iterator[SurveyTrend]:
    """The rows of every group that answered at all."""
    spans = spans_until(parameters.as_of, parameters.period, parameters.periods)
    cells: Cells = {}
    names: dict[str, str] = {}
    for account in accounts:
        for key, group, heard in _heard(account, spans, parameters.group_by):
            names.setdefault(key[1], group)
            cells.setdefault(key, _Cell()).hear(*heard)
        for key, person, answered in _standing(account, spans, parameters):
            cell = cells.setdefault(key, _Cell())
            cell.stakeholders.add(person)
            if answered:
                cell.answered.add(person)
    for survey, group in sorted({(s, g) for (s, g, _), cell in cells.items() if cell.newest}):
        was: float | None = None
        for number, span in enumerate(spans):
            cell = cells.get((survey, group, number), _Cell())
            yield _row(survey, names[group] or None, span, cell, was)
            was = cell.score(survey)


def spans_until(as_of: Millis, period: SurveyPeriod, count: int) -> list[_Span]:
    """So many calendar periods, oldest first; the last is the one `as_of` lies in."""
    today = day_of(as_of)
    months = MONTHS[period]
    last = (today.year * 12 + today.month - 1) // months
    return [_span(number, period) for number in range(last - count + 1, last + 1)]


def _span(number: int, period: SurveyPeriod) -> _Span:
    months = MONTHS[period]
    year, month = divmod(number * months, 12)
    name = (
        f"{year}-Q{month // 3 + 1}" if period is SurveyPeriod.QUARTER else f"{year}-{month + 1:02}"
    )
    return _Span(name, _first_moment(number * months), _first_moment((number + 1) * months))


def _first_moment(months: int) -> Millis:
    year, month = divmod(months, 12)
    return int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp()) * 1000


def _heard(
    account: AccountFacts, spans: Sequence[_Span], by: SurveyGroup
) -> Iterator[tuple[tuple[SurveyKind, str, int], str, tuple[str, Millis, str, Band]]]:
    """The answers of one account's people, each with the survey, group and period it is of."""
    people = {person.id: person for person in account.people}
    for answer in account.row["answers"]:
        at, band = answer["at"], band_of(answer)
        number = next((n for n, span in enumerate(spans) if span.begins <= at < span.ends), None)
        person = people.get(answer["person"])
        if number is None or band is None or person is None:
            continue
        if answer["about"] is None and not _there(person, at):
            continue
        for group in _groups(account, person, at, by):
            key = (SurveyKind[answer["kind"].upper()], group.casefold(), number)
            yield key, group, (person.id, at, answer["id"], band)


def _standing(
    account: AccountFacts, spans: Sequence[_Span], parameters: SurveyTrendsParameters
) -> Iterator[tuple[tuple[SurveyKind, str, int], str, bool]]:
    """Who held a role when a period ended (or now), and whether they had answered in a year."""
    heard: dict[tuple[str, str], list[Millis]] = {}
    for answer in account.row["answers"]:
        heard.setdefault((answer["person"], answer["kind"]), []).append(answer["at"])
    stakeholders = [person for person in account.people if person.ever_held]
    for number, span in enumerate(spans):
        moment = min(span.ends - 1, parameters.as_of)
        for person in stakeholders:
            if not _roles(person, moment):
                continue
            for group in _groups(account, person, moment, parameters.group_by):
                for survey in SurveyKind:
                    answers = heard.get((person.id, survey.lower()), ())
                    fresh = any(0 <= days_between(at, moment) <= FRESH_DAYS for at in answers)
                    yield (survey, group.casefold(), number), person.id, fresh


def _there(person: PersonFacts, moment: Millis) -> bool:
    return any(_held(spell, moment) for spell in (*person.jobs, *person.ever_held))


def _roles(person: PersonFacts, moment: Millis) -> list[str]:
    return sorted({spell["role"] for spell in person.ever_held if _held(spell, moment)})


def _held(spell: dict[str, Any], moment: Millis) -> bool:
    return (spell["since"] or 0) <= moment and holds(spell, moment)


def _groups(
    account: AccountFacts, person: PersonFacts, moment: Millis, by: SurveyGroup
) -> Iterable[str]:
    """The groups a person of the account was in; "" for what is not stated, and for all."""
    if by is SurveyGroup.ALL:
        return ("",)
    if by is SurveyGroup.ROLE:
        return _roles(person, moment) or ("",)
    state: Mapping[str, Any] = next(
        (s for s in account.row["states"] if _held(s, moment)), account.row["account"]
    )
    if by is SurveyGroup.SEGMENT:
        return (state["segment"] or derived_segment(state["arr"], state["currency"]),)
    return ((state[by.lower()] or "").strip(),)


def _row(
    survey: SurveyKind, group: str | None, span: _Span, cell: _Cell, was: float | None
) -> SurveyTrend:
    bands, score = cell.bands, cell.score(survey)
    stakeholders, answered = len(cell.stakeholders), len(cell.answered)
    return SurveyTrend(
        survey=survey,
        group=group,
        period=span.name,
        begins_on=day_of(span.begins).isoformat(),
        ends_on=_day_before(span.ends).isoformat(),
        responses=len(cell.newest),
        favourable=bands[Band.FAVOURABLE],
        neutral=bands[Band.NEUTRAL],
        unfavourable=bands[Band.UNFAVOURABLE],
        score=score,
        change=None if score is None or was is None else score - was,
        stakeholders=stakeholders,
        answered=answered,
        answered_share=answered / stakeholders if stakeholders else None,
        because=_because(survey, group, span, cell, score),
    )


def _day_before(moment: Millis) -> date:
    return day_of(moment - DAY)


def _because(
    survey: SurveyKind, group: str | None, span: _Span, cell: _Cell, score: float | None
) -> str:
    whose = "" if group is None else f" of {group.replace('_', ' ')}"
    count = len(cell.newest)
    if score is None:
        return f"Nobody{whose} answered an {survey} survey in {span.name}."
    people = "1 person" if count == 1 else f"{count} people"
    value = f"{score:+.0f}" if survey is SurveyKind.NPS else f"{score:.0f} of 100 satisfied"
    return (
        f"The {survey}{whose} in {span.name} is {value}, from {people}; {len(cell.answered)} of "
        f"{len(cell.stakeholders)} stakeholders answered within {FRESH_DAYS} days."
    )


SURVEY_TRENDS = Question(
    name="survey_trends",
    parameters=SurveyTrendsParameters,
    row=SurveyTrend,
    facts=("people", "states", "answers"),
    answer=survey_trends,
    orders={
        "PERIOD": lambda row: (row.survey.value, (row.group or "").casefold(), row.begins_on),
        "NEWEST": lambda row: (_newest_first(row.begins_on), row.survey.value),
        "SCORE": lambda row: (1e9 if row.score is None else row.score,),
    },
    unique=lambda row: (row.survey.value, (row.group or "").casefold(), row.begins_on),
)


def _newest_first(day: str) -> int:
    return -date.fromisoformat(day).toordinal()
