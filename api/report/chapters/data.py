"""Data: how much of what this report needs is known."""

from collections.abc import Iterator
from dataclasses import dataclass

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
from api.report.reckoning import (
    by_segment_place,
    compared,
    comparing,
    share,
    told,
    was_and_change,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.leadership.data_quality import DATA_QUALITY
from queries.rules.groups import GroupBy

TITLE = "Quality of the data"
BY_SEGMENT = asking(DATA_QUALITY, group_by=GroupBy.SEGMENT)

SCORE = Definition(
    "Data known",
    "The mean, over all fields, of how often each is filled, from 0 to 100: of customers their "
    "segment, industry, region, size, ARR, renewal, owner and a fresh feed of touchpoints; of the "
    "people known there a title, a department, an e-mail address and a role; of the touches of 90 "
    "days a purpose and who began them; and a goal for each stakeholder once goals are recorded.",
    Kind.SCORE,
    Better.MORE,
)
FILLED = Definition(
    "Filled",
    "Where the field is filled, divided by where it could be. A touch with people of several "
    "customers counts at each of them, so that there are more here than the touches themselves.",
    Kind.SHARE,
    Better.MORE,
)


@dataclass(frozen=True, slots=True)
class _Field:
    """How often one thing is known of all customers."""

    name: str
    filled: int
    of: int
    accounts: int

    @property
    def share(self) -> float | None:
        return share(self.filled, self.of)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How complete the data are, the least known first."""
    fields = _fields(now)
    least = next((field for field in fields if field.filled < field.of), None)
    return Chapter(
        TITLE,
        lead=f"Least is known of: {word(least.name)} ({least.filled:,} of {least.of:,})."
        if least
        else "Nothing is missing.",
        figures=(compared(SCORE, _score, now, before),),
        charts=(_filled(fields),) if fields else (),
        tables=(_table(fields, before), _segments(now, before)),
    )


def _fields(standing: Standing) -> list[_Field]:
    """The fields of all segments together, the least filled first."""
    found: dict[str, _Field] = {}
    for row in standing.rows(BY_SEGMENT):
        for field in row.fields:
            so_far = found.get(field.name, _Field(field.name, 0, 0, 0))
            found[field.name] = _Field(
                field.name,
                so_far.filled + field.filled,
                so_far.of + field.of,
                so_far.accounts + len(field.accounts),
            )
    return sorted(found.values(), key=lambda field: (_or_full(field.share), field.name))


def _or_full(share: float | None) -> float:
    return 2.0 if share is None else share


def _score(standing: Standing) -> float | None:
    shares = [field.share for field in _fields(standing) if field.share is not None]
    return 100 * sum(shares) / len(shares) if shares else None


def _filled(fields: list[_Field]) -> Chart:
    told_of = [field for field in fields if field.of]
    return Chart(
        "How often each field is filled",
        Shape.BARS,
        labels=tuple(word(field.name) for field in told_of),
        series=(Series("filled", tuple(field.share for field in told_of)),),
        kind=Kind.SHARE,
    )


def _table(fields: list[_Field], before: Standing | None) -> Table:
    then = {} if before is None else {field.name: field.share for field in _fields(before)}
    return Table(
        "Fields, the least known first",
        (
            Column("Field"),
            Column("Filled", Kind.WHOLE),
            Column("of", Kind.WHOLE),
            Column("Share", Kind.SHARE, FILLED),
            *comparing(Kind.SHARE, before),
            Column("Customers lacking it", Kind.WHOLE),
        ),
        tuple(_rows(fields, then, before)),
        empty="",
        shown=20,
    )


def _rows(
    fields: list[_Field], then: dict[str, float | None], before: Standing | None
) -> Iterator[tuple[Cell, ...]]:
    for field in fields:
        was = then.get(field.name)
        yield (
            word(field.name),
            field.filled,
            field.of,
            field.share,
            *was_and_change(field.share, was, before),
            field.accounts,
        )


def _segments(now: Standing, before: Standing | None) -> Table:
    then = {} if before is None else {row.group: row.score for row in before.rows(BY_SEGMENT)}
    rows: list[tuple[Cell, ...]] = [
        (
            told(row.group),
            row.account_count,
            row.score,
            *was_and_change(row.score, then.get(row.group), before),
            ", ".join(map(word, row.missing)),
        )
        for row in by_segment_place(now.rows(BY_SEGMENT))
    ]
    return Table(
        "Data known by segment",
        (
            Column("Segment"),
            Column("Customers", Kind.WHOLE),
            Column("Known", Kind.SCORE, SCORE),
            *comparing(Kind.SCORE, before),
            Column("Not complete", wide=True),
        ),
        tuple(rows),
        empty="",
    )


SUBJECT = Subject(TITLE, (BY_SEGMENT,), (SCORE, FILLED), tell)
