"""Promises: who of our customers' people hears from us as often as we promised."""

from collections import Counter
from collections.abc import Iterable, Iterator

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Kind,
    Ref,
    Series,
    Shape,
    Table,
)
from api.report.reckoning import (
    change,
    compared,
    comparing,
    grouped,
    phrase,
    segment_place,
    share,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.recency import INTERACTION_RECENCY, InteractionRecency, RecencyState

TITLE = "Promises kept"
RECENCY = asking(INTERACTION_RECENCY)

KEPT = (RecencyState.ON_TIME, RecencyState.OVER_TOUCHED)
LATE = (RecencyState.NEVER_TOUCHED, RecencyState.OVERDUE)
GRAVEST_FIRST = (
    RecencyState.NEVER_TOUCHED,
    RecencyState.OVERDUE,
    RecencyState.OVER_TOUCHED,
    RecencyState.UNKNOWN,
    RecencyState.ON_TIME,
)

PROMISES = Definition(
    "People promised to",
    "People at customers who hold a role with a cadence, once for each customer where they do. "
    "Whoever is confirmed to have left is not among them.",
)
KEPT_SHARE = Definition(
    "Promises kept",
    "People whose last two-way touch lies no further back than promised, divided by those of whom "
    "it can be told: where a feed of touchpoints ended more than seven days before, it cannot.",
    Kind.SHARE,
    Better.MORE,
)
LATE_PEOPLE = Definition(
    "People left waiting",
    "People with a cadence who were last in touch with us longer ago than promised, or never.",
    better=Better.LESS,
)
UNKNOWN_PEOPLE = Definition(
    "People of whom we cannot tell",
    "People with a cadence who would count as waiting, but a feed of their customer's touchpoints "
    "ended more than seven days before the day.",
    better=Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How many promises are kept, where they are not, and who waits longest."""
    promised = _promised(now)
    by_segment = _by_segment(now)
    late = _count(promised, *LATE)
    return Chapter(
        TITLE,
        lead=f"{phrase(late, 'person waits', 'people wait')} longer for us than promised, "
        f"of {len(promised):,} with a promise.",
        figures=(
            compared(KEPT_SHARE, lambda s: _kept(_promised(s)), now, before),
            compared(LATE_PEOPLE, lambda s: _count(_promised(s), *LATE), now, before),
            compared(
                UNKNOWN_PEOPLE,
                lambda s: _count(_promised(s), RecencyState.UNKNOWN),
                now,
                before,
            ),
            compared(PROMISES, lambda s: len(_promised(s)), now, before),
        ),
        charts=(by_segment,) if promised else (),
        tables=(_segments(now, before), _waiting(now)),
        headline=(KEPT_SHARE,),
        missing="" if promised else "No person with a promised cadence is known.",
    )


def _promised(standing: Standing) -> list[InteractionRecency]:
    return [row for row in standing.rows(RECENCY) if row.state is not RecencyState.NO_CADENCE]


def _count(rows: Iterable[InteractionRecency], *states: RecencyState) -> int:
    return sum(row.state in states for row in rows)


def _kept(rows: list[InteractionRecency]) -> float | None:
    kept = _count(rows, *KEPT)
    return share(kept, kept + _count(rows, *LATE))


def _of_segments(standing: Standing) -> dict[str, list[InteractionRecency]]:
    found = grouped(_promised(standing), lambda row: standing.accounts[row.account].segment)
    return {segment: found[segment] for segment in sorted(found, key=segment_place)}


def _by_segment(standing: Standing) -> Chart:
    found = _of_segments(standing)
    counts = {segment: Counter(row.state for row in rows) for segment, rows in found.items()}
    return Chart(
        "People with a promise, by how it stands",
        Shape.STACKED,
        labels=tuple(word(segment) for segment in found),
        series=tuple(
            Series(word(state), tuple(counts[segment][state] for segment in found))
            for state in GRAVEST_FIRST
        ),
    )


def _segments(now: Standing, before: Standing | None) -> Table:
    return Table(
        "Promises by segment",
        (
            Column("Segment"),
            Column("People", Kind.WHOLE, PROMISES),
            Column("Overdue", Kind.WHOLE),
            Column("Never touched", Kind.WHOLE),
            Column("Cannot tell", Kind.WHOLE, UNKNOWN_PEOPLE),
            Column("Kept", Kind.SHARE, KEPT_SHARE),
            *comparing(
                Column("Before", Kind.SHARE),
                Column("Change", Kind.SHARE, signed=True),
                before=before,
            ),
        ),
        tuple(_segment_rows(now, before)),
        empty="",
    )


def _segment_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else _of_segments(before)
    for segment, rows in _of_segments(now).items():
        kept, was = _kept(rows), _kept(then.get(segment, []))
        row: tuple[Cell, ...] = (
            word(segment),
            len(rows),
            _count(rows, RecencyState.OVERDUE),
            _count(rows, RecencyState.NEVER_TOUCHED),
            _count(rows, RecencyState.UNKNOWN),
            kept,
        )
        yield row if before is None else (*row, was, change(kept, was))


def _waiting(now: Standing) -> Table:
    rows = [row for row in _promised(now) if row.state in LATE]
    rows.sort(
        key=lambda row: (
            row.overdue_days is not None,
            -(row.overdue_days or 0),
            row.account,
            row.person,
        )
    )
    return Table(
        "People left waiting, the longest first",
        (
            Column("Person"),
            Column("Customer"),
            Column("Roles"),
            Column("Promised every (days)", Kind.WHOLE),
            Column("Last touch (days ago)", Kind.WHOLE),
            Column("Overdue (days)", Kind.WHOLE),
            Column("Why", wide=True),
        ),
        tuple(
            (
                Ref(row.person),
                now.accounts[row.account].name,
                ", ".join(map(word, row.roles)),
                row.cadence_days,
                row.days_since,
                row.overdue_days,
                row.because,
            )
            for row in rows
        ),
        empty="Nobody waits longer than promised.",
    )


SUBJECT = Subject(TITLE, (RECENCY,), (KEPT_SHARE, LATE_PEOPLE, UNKNOWN_PEOPLE, PROMISES), tell)
