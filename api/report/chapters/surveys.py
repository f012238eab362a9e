"""Surveys: how the answers of people at our customers go, and how many answer."""

from collections.abc import Iterator

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Figure,
    Kind,
    Series,
    Shape,
    Table,
)
from api.report.reckoning import segment_place, told
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.leadership.survey_trends import SURVEY_TRENDS, SurveyGroup, SurveyPeriod, SurveyTrend
from queries.rules.surveys import SurveyKind

TITLE = "Surveys"
QUARTERS = 8
OVERALL = asking(
    SURVEY_TRENDS, group_by=SurveyGroup.ALL, period=SurveyPeriod.QUARTER, periods=QUARTERS
)
BY_SEGMENT = asking(
    SURVEY_TRENDS, group_by=SurveyGroup.SEGMENT, period=SurveyPeriod.QUARTER, periods=QUARTERS
)

NPS = Definition(
    "NPS",
    "Promoters (9 and 10 of 0 to 10) less detractors (0 to 6) among those who answered in the "
    "newest calendar quarter with an answer, each person's newest answer counted once, in points "
    "from –100 to 100. Former customers are among them.",
    Kind.SCORE,
    Better.MORE,
)
CSAT = Definition(
    "CSAT",
    "The satisfied (4 and 5 of 1 to 5) of a hundred who answered in the newest calendar quarter "
    "with an answer, each person's newest answer counted once. Former customers are among them.",
    Kind.SCORE,
    Better.MORE,
)
ANSWERED = Definition(
    "Stakeholders who answered",
    "Of those who held a role at the end of the quarter, the share that answered the survey within "
    "the 365 days before.",
    Kind.SHARE,
    Better.MORE,
)
SCORES = {SurveyKind.NPS: NPS, SurveyKind.CSAT: CSAT}


def tell(now: Standing, before: Standing | None) -> Chapter:
    """The newest score of each survey and the quarters before."""
    figures = tuple(_figures(now, before))
    return Chapter(
        TITLE,
        lead=" ".join(
            row.because for survey in SurveyKind if (row := _newest(now, survey)) is not None
        ),
        figures=figures,
        charts=tuple(_charts(now)),
        tables=(_quarters(now), _segments(now)),
        missing="" if figures else f"No survey was answered in the last {QUARTERS} quarters.",
    )


def _figures(now: Standing, before: Standing | None) -> Iterator[Figure]:
    for survey, definition in SCORES.items():
        row, was = _newest(now, survey), None if before is None else _newest(before, survey)
        if row is not None:
            yield Figure(definition, row.score, None if was is None else was.score, _of(row, was))


def _of(row: SurveyTrend, was: SurveyTrend | None) -> str:
    """The quarter that a score is of, and the one that it is compared with."""
    if was is None:
        return f"in {row.period}"
    same = was.period == row.period
    return f"in {row.period}, before in {'the same' if same else was.period} as known then"


def _newest(standing: Standing, survey: SurveyKind) -> SurveyTrend | None:
    """The newest quarter in which anybody answered."""
    rows = [row for row in standing.rows(OVERALL) if row.survey is survey and row.responses]
    return max(rows, key=lambda row: row.begins_on, default=None)


def _charts(now: Standing) -> Iterator[Chart]:
    for survey in SurveyKind:
        rows = [row for row in now.rows(OVERALL) if row.survey is survey]
        if sum(row.responses > 0 for row in rows) > 1:
            yield Chart(
                f"{survey} by quarter",
                Shape.LINES,
                labels=tuple(row.period for row in rows),
                series=(Series(survey, tuple(row.score for row in rows)),),
                kind=Kind.SCORE,
            )


COLUMNS = (
    Column("Survey"),
    Column("Quarter"),
    Column("Answers", Kind.WHOLE),
    Column("Favourable", Kind.WHOLE),
    Column("Neutral", Kind.WHOLE),
    Column("Unfavourable", Kind.WHOLE),
    Column("Score", Kind.SCORE),
    Column("Change", Kind.SCORE, signed=True),
    Column("Stakeholders", Kind.WHOLE),
    Column("Answered", Kind.SHARE, ANSWERED),
)


def _quarters(now: Standing) -> Table:
    rows = sorted(now.rows(OVERALL), key=lambda row: (row.survey, row.begins_on))
    return Table(
        "Surveys by quarter",
        COLUMNS,
        tuple((row.survey.value, *_cells(row)) for row in rows),
        empty="No survey was answered.",
        shown=2 * QUARTERS,
    )


def _segments(now: Standing) -> Table:
    last = {survey: _newest(now, survey) for survey in SurveyKind}
    rows = [
        row
        for row in now.rows(BY_SEGMENT)
        if (newest := last[row.survey]) is not None and row.period == newest.period
    ]
    rows.sort(key=lambda row: (row.survey, segment_place(row.group or "~")))
    return Table(
        "Surveys by segment, in the newest quarter",
        (Column("Segment"), *COLUMNS),
        tuple((told(row.group), row.survey.value, *_cells(row)) for row in rows),
        empty="No survey was answered.",
    )


def _cells(row: SurveyTrend) -> tuple[Cell, ...]:
    return (
        row.period,
        row.responses,
        row.favourable,
        row.neutral,
        row.unfavourable,
        row.score,
        row.change,
        row.stakeholders,
        row.answered_share,
    )


SUBJECT = Subject(TITLE, (OVERALL, BY_SEGMENT), (NPS, CSAT, ANSWERED), tell)
