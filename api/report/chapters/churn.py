"""Churn: what customers that left showed before, and whether those that stay show it too."""

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Kind,
    Series,
    Shape,
    Table,
)
from api.report.reckoning import compared, word
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.leadership.churn_lessons import CHURN_LESSONS, ChurnLesson

TITLE = "Lessons of churn"
LESSONS = asking(CHURN_LESSONS)

CHURNED = Definition(
    "Customers that churned",
    "Accounts that ceased to be customers within the 365 days before the day, as far as at least "
    "one sign can be told of them.",
    better=Better.LESS,
)
BEFORE_CHURN = Definition(
    "Showed it before they left",
    "Of the accounts that churned within a year and of which the sign can be told, the share that "
    "showed it right before: a gap in coverage as it stood then, somebody with a role who left or "
    "seemed to within 180 days, stakeholders who felt worse than 180 days before or were unhappy.",
    Kind.SHARE,
)
OF_THOSE_WHO_STAY = Definition(
    "Show it and stay",
    "Of today's customers of which the sign can be told, the share that shows it.",
    Kind.SHARE,
    Better.LESS,
)
TIMES = Definition(
    "Times as often",
    "How much more often the sign stood before churn than it stands among those who stay. With few "
    "churned accounts this is a hint and no proof.",
    Kind.NUMBER,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """The signs, the most frequent before churn first."""
    rows = now.rows(LESSONS)
    churned = _churned(now)
    telling = sorted(rows, key=lambda row: (-(row.times or 0), row.sign))
    return Chapter(
        TITLE,
        lead=_lead(churned, telling),
        figures=(compared(CHURNED, _churned, now, before),),
        charts=(_signs(now),) if churned else (),
        tables=(_lessons(now),),
        missing="" if churned else "No account churned within 365 days, so there is no lesson.",
    )


def _churned(standing: Standing) -> int:
    return max((row.churned_of for row in standing.rows(LESSONS)), default=0)


def _lead(churned: int, telling: list[ChurnLesson]) -> str:
    if not telling or not telling[0].times:
        return f"{churned:,} accounts churned within 365 days."
    first = telling[0]
    return (
        f"Of {churned:,} churned accounts {first.churned:,} showed {word(first.sign)} before, "
        f"{first.times:.1f} times as often as those that stay."
    )


def _signs(now: Standing) -> Chart:
    rows = now.rows(LESSONS)
    return Chart(
        "Share of churned accounts that showed the sign, beside those that stay",
        Shape.BARS,
        labels=tuple(word(row.sign) for row in rows),
        series=(
            Series("churned", tuple(row.churned_share for row in rows)),
            Series("of those that stay", tuple(row.retained_share for row in rows)),
        ),
        kind=Kind.SHARE,
    )


def _lessons(now: Standing) -> Table:
    return Table(
        "Signs before churn",
        (
            Column("Sign"),
            Column("Churned with it", Kind.WHOLE),
            Column("Churned, judged", Kind.WHOLE),
            Column("Share of churned", Kind.SHARE, BEFORE_CHURN),
            Column("Staying with it", Kind.WHOLE),
            Column("Staying, judged", Kind.WHOLE),
            Column("Share of staying", Kind.SHARE, OF_THOSE_WHO_STAY),
            Column("Times as often", Kind.NUMBER, TIMES),
        ),
        tuple(_row(row) for row in now.rows(LESSONS)),
        empty="Neither a churned account nor one that stays shows any sign.",
        shown=20,
    )


def _row(row: ChurnLesson) -> tuple[Cell, ...]:
    return (
        word(row.sign),
        row.churned,
        row.churned_of,
        row.churned_share,
        row.retained,
        row.retained_of,
        row.retained_share,
        row.times,
    )


SUBJECT = Subject(TITLE, (LESSONS,), (CHURNED, BEFORE_CHURN, OF_THOSE_WHO_STAY, TIMES), tell)
