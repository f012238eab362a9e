"""Relationship quality: how good our relationships are, weighed by what they pay us."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

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
from api.report.reckoning import (
    comparing,
    main_currencies,
    nobody,
    owner_or_team,
    segment_place,
    told,
    was_and_change,
)
from api.report.standing import Asking, Standing, asking
from api.report.subject import Subject
from queries.leadership.relationship_quality import (
    RELATIONSHIP_QUALITY,
    RelationshipQuality,
    RelationshipQualityParameters,
)
from queries.rules.groups import GroupBy

TITLE = "Relationship quality"

By = Asking[RelationshipQualityParameters, RelationshipQuality]
BY_ACCOUNT: By = asking(RELATIONSHIP_QUALITY, group_by=GroupBy.ACCOUNT)
BY_SEGMENT: By = asking(RELATIONSHIP_QUALITY, group_by=GroupBy.SEGMENT)
BY_REGION: By = asking(RELATIONSHIP_QUALITY, group_by=GroupBy.REGION)
BY_INDUSTRY: By = asking(RELATIONSHIP_QUALITY, group_by=GroupBy.INDUSTRY)
BY_OWNER: By = asking(RELATIONSHIP_QUALITY, group_by=GroupBy.OWNER)

PARTS = ("coverage", "recency", "sentiment", "depth")

QUALITY = Definition(
    "Relationship quality",
    "From 0 to 100, of each customer: coverage (0.35), recency (0.30), sentiment (0.20) and depth "
    "(0.15). What cannot be known of a customer is left out, the other weights are scaled up, and "
    "it is counted under unknown. Of several customers the mean, each weighed by its ARR; each "
    "currency by itself.",
    Kind.SCORE,
    Better.MORE,
)
QUALITY_BY_COUNT = Definition(
    "Relationship quality, by count",
    "The same, each customer counted alike, whatever it pays.",
    Kind.SCORE,
    Better.MORE,
)
COVERAGE = Definition(
    "Coverage",
    "Of quality: required roles held by somebody who has not left, divided by required roles.",
    Kind.SCORE,
    Better.MORE,
)
RECENCY = Definition(
    "Recency",
    "Of quality: holders of required roles last touched no longer ago than promised, divided by "
    "those with a promise.",
    Kind.SCORE,
    Better.MORE,
)
SENTIMENT = Definition(
    "Sentiment",
    "Of quality: the mean of how stakeholders feel by their readings of a year, newer ones "
    "weighing more; 0 is unhappy, 50 neutral, 100 happy.",
    Kind.SCORE,
    Better.MORE,
)
DEPTH = Definition(
    "Depth",
    "Of quality: people touched within 90 days, divided by the contacts that the policy wants.",
    Kind.SCORE,
    Better.MORE,
)
UNKNOWN = Definition(
    "Unknown",
    "Customers of the line for which a part of quality cannot be known: nobody's feelings are on "
    "record, nothing is promised, or a feed of touchpoints ended more than seven days before.",
    better=Better.LESS,
)
PART_DEFINITIONS = dict(zip(PARTS, (COVERAGE, RECENCY, SENTIMENT, DEPTH), strict=True))


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How good the relationships are, in which part of the company, and of whom."""
    overall = tuple(_overall(now, before))
    by_segment = _by_segment(now, before)
    known = any(row.total_by_count is not None for row in now.rows(BY_ACCOUNT))
    return Chapter(
        TITLE,
        lead=_lead(overall),
        figures=(
            *overall,
            Figure(QUALITY_BY_COUNT, _mean(now), None if before is None else _mean(before)),
            *(
                Figure(
                    definition, _mean(now, name), None if before is None else _mean(before, name)
                )
                for name, definition in PART_DEFINITIONS.items()
            ),
        ),
        charts=(by_segment,) if known else (),
        tables=(
            _groups("Quality by segment", "Segment", BY_SEGMENT, now, before),
            _groups("Quality by region", "Region", BY_REGION, now, before),
            _groups("Quality by industry", "Industry", BY_INDUSTRY, now, before),
            _groups(
                f"Quality by {owner_or_team(now).lower()}",
                owner_or_team(now),
                BY_OWNER,
                now,
                before,
            ),
            _weakest(now, before),
        ),
        notes=("Of the parts, the figures above count each customer alike.",),
        headline=(QUALITY,),
        missing="" if known else "No part of quality can be known of any customer.",
        poster=by_segment if known else None,
    )


def _lead(overall: Sequence[Figure]) -> str:
    scores = [
        f"{figure.value:.0f} of 100 {figure.remark}"
        for figure in overall
        if isinstance(figure.value, float)
    ]
    return f"Our relationships stand at {' and '.join(scores)}." if scores else ""


def _overall(now: Standing, before: Standing | None) -> Iterator[Figure]:
    """The quality of all customers that pay in one currency, for each currency."""
    for currency in main_currencies(now):
        was = None if before is None else _weighed(before, currency)
        yield Figure(QUALITY, _weighed(now, currency), was, f"weighed by ARR in {currency}")


def _weighed(standing: Standing, currency: str) -> float | None:
    known = [
        (max(row.arr.amount, Decimal(0)), row.total)
        for row in standing.rows(BY_ACCOUNT)
        if row.arr is not None and row.arr.currency == currency and row.total is not None
    ]
    weight = sum(arr for arr, _ in known)
    return float(sum(arr * Decimal(total) for arr, total in known) / weight) if weight else None


def _mean(standing: Standing, name: str = "total") -> float | None:
    """A figure of all customers, each counted alike."""
    known = [v for row in standing.rows(BY_ACCOUNT) if (v := _counted(row, name)) is not None]
    return sum(known) / len(known) if known else None


def _counted(row: RelationshipQuality, name: str) -> float | None:
    return next(figure.by_count for figure in row.figures if figure.name == name)


def _by_segment(now: Standing, before: Standing | None) -> Chart:
    """Each segment's quality by count, so that all currencies stand in one chart."""
    means, was = _means(now), {} if before is None else _means(before)
    segments = sorted(means, key=segment_place)
    series = [Series("now", tuple(means[segment] for segment in segments))]
    if before is not None:
        series.append(Series("was", tuple(was.get(segment) for segment in segments)))
    return Chart(
        "Relationship quality by segment, each customer counted alike",
        Shape.BARS,
        labels=tuple(told(segment) for segment in segments),
        series=tuple(series),
        kind=Kind.SCORE,
    )


def _means(standing: Standing) -> dict[str, float | None]:
    found: dict[str, list[float]] = {}
    for row in standing.rows(BY_ACCOUNT):
        if row.account is not None and row.total_by_count is not None:
            segment = standing.accounts[row.account].segment
            found.setdefault(segment, []).append(row.total_by_count)
    return {segment: sum(totals) / len(totals) for segment, totals in found.items()}


def _groups(title: str, of: str, by: By, now: Standing, before: Standing | None) -> Table:
    return Table(
        title,
        (
            Column(of),
            Column("Paying in"),
            Column("Customers", Kind.WHOLE),
            Column("ARR", Kind.MONEY),
            Column("Quality", Kind.SCORE, QUALITY),
            Column("by count", Kind.SCORE, QUALITY_BY_COUNT),
            *(
                Column(name.capitalize(), Kind.SCORE, definition)
                for name, definition in PART_DEFINITIONS.items()
            ),
            Column("Unknown", Kind.WHOLE, UNKNOWN),
            *comparing(Kind.SCORE, before),
        ),
        tuple(_group_rows(by, now, before)),
        empty="",
        shown=15,
    )


def _group_rows(by: By, now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else {_identity(row): row for row in before.rows(by)}
    for row in sorted(now.rows(by), key=_place):
        figures = {figure.name: figure for figure in row.figures}
        was = then.get(_identity(row))
        shown = row.total if row.arr is not None else row.total_by_count
        past = None if was is None else _value(was, was.total, was.total_by_count)
        yield (
            told(row.group, nobody(by)),
            None if row.arr is None else row.arr.currency,
            row.account_count,
            row.arr,
            row.total,
            row.total_by_count,
            *(_value(row, figures[name].value, figures[name].by_count) for name in PARTS),
            max(figures[name].unknown_accounts for name in PARTS),
            *was_and_change(shown, past, before),
        )


def _value(row: RelationshipQuality, by_arr: float | None, by_count: float | None) -> float | None:
    """A figure weighed by ARR; of customers without ARR, each counted alike."""
    return by_arr if row.arr is not None else by_count


def _place(row: RelationshipQuality) -> tuple[str, tuple[int, str], str]:
    return (
        "~" if row.arr is None else "",
        segment_place(row.group or "~"),
        "" if row.arr is None else row.arr.currency,
    )


def _identity(row: RelationshipQuality) -> tuple[str, str]:
    money = row.arr or row.arr_before
    key = row.teammate or row.account or (row.group or "").casefold()
    return key, "" if money is None else money.currency


def _weakest(now: Standing, before: Standing | None) -> Table:
    then = {} if before is None else {row.account: row for row in before.rows(BY_ACCOUNT)}
    rows = [row for row in now.rows(BY_ACCOUNT) if row.account_count]
    rows.sort(key=_weakness)
    return Table(
        "Customers, the weakest relationship first",
        (
            Column("Customer"),
            Column("ARR", Kind.MONEY),
            Column("Quality", Kind.SCORE, QUALITY),
            *(Column(name.capitalize(), Kind.SCORE) for name in PARTS),
            *comparing(Kind.SCORE, before),
            Column("Unknown parts", wide=True),
        ),
        tuple(_customer_rows(rows, then, before)),
        empty="",
    )


def _customer_rows(
    rows: Iterable[RelationshipQuality],
    then: dict[str | None, RelationshipQuality],
    before: Standing | None,
) -> Iterator[tuple[Cell, ...]]:
    for row in rows:
        was = then.get(row.account)
        past = None if was is None else was.total_by_count
        yield (
            told(row.group),
            row.arr,
            row.total_by_count,
            *(_counted(row, name) for name in PARTS),
            *was_and_change(row.total_by_count, past, before),
            ", ".join(row.unknown),
        )


def _weakness(row: RelationshipQuality) -> tuple[bool, float, Decimal, str]:
    total, arr = row.total_by_count, row.arr
    return (
        total is None,
        total or 0.0,
        Decimal(0) if arr is None else -arr.amount,
        _identity(row)[0],
    )


SUBJECT = Subject(
    TITLE,
    (BY_ACCOUNT, BY_SEGMENT, BY_REGION, BY_INDUSTRY, BY_OWNER),
    (QUALITY, QUALITY_BY_COUNT, *PART_DEFINITIONS.values(), UNKNOWN),
    tell,
)
