"""Relations that state their own dates, and those that a person of ours said are over."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

from graph.model import Millis
from graph.projection.periods import Period, earlier, joined
from graph.versions import SourceRecord, Version, spells

T = TypeVar("T", bound=Hashable)
Row = dict[str, Any]
OURS = "rapport"


def stated_periods(
    record: SourceRecord, says: Callable[[Version], T | None]
) -> dict[T, list[Period]]:
    """For each thing the record says, the periods in which it held.

    The dates of a version count over the time it was seen in; an end stated later for an earlier
    day ends what versions before said.
    """
    found: dict[T, list[Period]] = defaultdict(list)
    ended: Millis | None = None
    for spell in reversed(list(spells(record))):
        stated, until = spell.version.whole("since"), spell.version.whole("until")
        period = Period(spell.since if stated is None else stated, spell.until)
        value = says(spell.version)
        if value is not None:
            found[value].append(period.ended_at(until).ended_at(ended))
        if until is not None and spell.since is not None and until <= spell.since:
            ended = earlier(ended, until)
    return {value: joined(periods) for value, periods in found.items()}


def only_ends(record: SourceRecord) -> bool:
    """Whether somebody of ours said with it that a relation is over, and nothing else."""
    first = record.versions[0]
    return (
        record.source == OURS
        and first.created_at is None
        and all(v.whole("since") is None for v in record.versions)
        and record.newest.whole("until") is not None
    )


def ended_by_people(
    rows: list[Row],
    records: Iterable[SourceRecord],
    about: Callable[[Version], Hashable | None],
    of_row: Callable[[Row], Hashable],
) -> list[Row]:
    """The rows, each over by the moment at which somebody of ours said it ended.

    It ends for every source; what began later stands.
    """
    ends: dict[Hashable, Millis] = {}
    for record in records:
        until, what = record.newest.whole("until"), about(record.newest)
        if record.source == OURS and until is not None and what is not None:
            ends[what] = max(until, ends.get(what, until))
    kept = []
    for row in rows:
        end = ends.get(of_row(row))
        period = Period(row["since"], row["until"])
        if end is not None and (period.since is None or period.since < end):
            period = period.ended_at(end)
        if not period.empty:
            kept.append(row | {"until": period.until})
    return kept
