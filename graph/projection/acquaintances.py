"""Who of us knows somebody, and what their networks say of where that person works."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.ids import id_from
from graph.model import Millis
from graph.projection.periods import Period, joined
from graph.projection.stated import stated_periods
from graph.versions import SourceRecord, runs

Row = dict[str, Any]

EMPLOYER_CHANGED = "employer_changed"
WEIGHT = 0.9


def acquaintances(records: Iterable[SourceRecord], teammates: Mapping[str, str]) -> Iterator[Row]:
    """Who of us knows the person, from when until when; once for each source that says so."""
    periods: dict[tuple[str, str], list[Period]] = defaultdict(list)
    telling: dict[tuple[str, str], str] = {}
    for record in records:
        for key, held in stated_periods(record, lambda v: v.text("teammate")).items():
            if key in teammates:
                known = (teammates[key], record.source)
                periods[known] += held
                telling.setdefault(known, record.key)
    for known, held in periods.items():
        teammate, source = known
        for period in joined(held):
            yield {
                "teammate": teammate,
                "source": source,
                "since": period.since,
                "until": period.until,
                "record": telling[known],
            }


def employer_signals(records: Iterable[SourceRecord]) -> Iterator[Row]:
    """The employers that these records name, each from when it was first seen to when no longer.

    They speak of no account: whether the person left one for that employer is told apart when it is
    asked, by the names the account has then. A record that is absent takes nothing back.
    """
    told: set[tuple[str, Millis]] = set()
    for record in records:
        absent_at = record.newest.seen_at if record.newest.absent else None
        for spell, employer in runs(record, lambda v: v.text("employer")):
            at = spell.version.flagged_at
            if (employer, at) not in told:
                told.add((employer, at))
                yield {
                    "id": id_from("Signal", f"{record.key}:{EMPLOYER_CHANGED}:{at}"),
                    "kind": EMPLOYER_CHANGED,
                    "weight": WEIGHT,
                    "at": at,
                    "until": None if spell.until == absent_at else spell.until,
                    "account": None,
                    "detail": employer,
                    "source": record.source,
                    "record": record.key,
                }
