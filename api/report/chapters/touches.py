"""Touches: who begins them, how they are made, and how many machines make."""

from collections import Counter
from collections.abc import Iterator

from api.report.document import (
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
    phrase,
    share,
    told,
    was_and_change,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.leadership.touch_mix import INITIATIONS, TOUCH_MIX, TouchMix
from queries.rules.groups import GroupBy

TITLE = "Touches"
BY_SEGMENT = asking(TOUCH_MIX, group_by=GroupBy.SEGMENT)

TOUCHES = Definition(
    "Touches",
    "Human, two-way touches of the last 90 days with people at customers: they attended, spoke, "
    "answered or wrote. One with people of two segments counts in each.",
)
ATTEMPTS = Definition(
    "Attempts", "One-way mails and calls of ours that nobody took, within the last 90 days."
)
TECHNICAL = Definition(
    "Technical share",
    "Webinars and the like, and what machines sent, divided by these and all touches.",
    Kind.SHARE,
)
BEGUN = Definition(
    "Begun proactively",
    "Touches that we began on our own account, divided by those of which it is on record whether "
    "they were reactive, planned or proactive. A third each is balanced.",
    Kind.SHARE,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """The mix of touches, by segment and by channel."""
    touches = _touches(now)
    stated, proactive = sum(_begun(now)[name] for name in INITIATIONS), _proactive(now)
    return Chapter(
        TITLE,
        lead=f"{phrase(touches, 'touch', 'touches')} in 90 days"
        + (
            f"; {proactive:.0%} proactive of the {stated:,} of which it is known who began them."
            if proactive is not None
            else "; who began them is on no record."
        ),
        figures=(
            compared(TOUCHES, _touches, now, before),
            compared(ATTEMPTS, lambda s: sum(r.attempts for r in s.rows(BY_SEGMENT)), now, before),
            compared(TECHNICAL, _technical, now, before),
            compared(BEGUN, _proactive, now, before),
        ),
        charts=(_by_channel(now, before),) if touches else (),
        tables=(_segments(now, before), _channels(now, before)),
        missing="" if now.rows(BY_SEGMENT) else "No touch is on record.",
    )


def _touches(standing: Standing) -> int:
    return sum(row.touches for row in standing.rows(BY_SEGMENT))


def _technical(standing: Standing) -> float | None:
    technical = sum(row.scaled + row.automated for row in standing.rows(BY_SEGMENT))
    return share(technical, technical + _touches(standing))


def _begun(standing: Standing) -> Counter[str]:
    begun: Counter[str] = Counter()
    for row in standing.rows(BY_SEGMENT):
        begun.update({part.name: part.touches for part in row.initiations})
    return begun


def _proactive(standing: Standing) -> float | None:
    begun = _begun(standing)
    return share(begun["proactive"], sum(begun[name] for name in INITIATIONS))


def _by_channels(standing: Standing) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in standing.rows(BY_SEGMENT):
        found.update({part.name: part.touches for part in row.channels})
    return found


def _by_channel(now: Standing, before: Standing | None) -> Chart:
    found = _by_channels(now)
    channels = sorted(found, key=lambda channel: (-found[channel], channel))
    series = [Series("now", tuple(found[channel] for channel in channels))]
    if before is not None:
        then = _by_channels(before)
        series.append(Series("was", tuple(then[channel] for channel in channels)))
    return Chart(
        "Touches of 90 days by channel",
        Shape.BARS,
        labels=tuple(map(word, channels)),
        series=tuple(series),
    )


def _segments(now: Standing, before: Standing | None) -> Table:
    return Table(
        "Touches by segment",
        (
            Column("Segment"),
            Column("Customers", Kind.WHOLE),
            Column("Touches", Kind.WHOLE, TOUCHES),
            *comparing(Kind.WHOLE, before),
            Column("Attempts", Kind.WHOLE, ATTEMPTS),
            *(Column(name.capitalize(), Kind.SHARE) for name in INITIATIONS),
            Column("Technical", Kind.SHARE, TECHNICAL),
        ),
        tuple(_segment_rows(now, before)),
        empty="No touch is on record.",
    )


def _segment_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else {row.group: row.touches for row in before.rows(BY_SEGMENT)}
    for row in by_segment_place(now.rows(BY_SEGMENT)):
        was = then.get(row.group, 0)
        yield (
            told(row.group),
            row.account_count,
            row.touches,
            *was_and_change(row.touches, was, before),
            row.attempts,
            *(_begun_share(row, name) for name in INITIATIONS),
            row.technical_share,
        )


def _begun_share(row: TouchMix, name: str) -> float | None:
    return next((part.share for part in row.initiations if part.name == name), None)


def _channels(now: Standing, before: Standing | None) -> Table:
    found, then = _by_channels(now), Counter() if before is None else _by_channels(before)
    channels = sorted({*found, *then}, key=lambda channel: (-found[channel], channel))
    return Table(
        "Touches by channel",
        (
            Column("Channel"),
            Column("Touches", Kind.WHOLE, TOUCHES),
            *comparing(Kind.WHOLE, before),
        ),
        tuple(
            (
                word(channel),
                found[channel],
                *was_and_change(found[channel], then[channel], before),
            )
            for channel in channels
        ),
        empty="No touch is on record.",
    )


SUBJECT = Subject(TITLE, (BY_SEGMENT,), (TOUCHES, ATTEMPTS, TECHNICAL, BEGUN), tell)
