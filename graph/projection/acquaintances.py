"""Who of us knows somebody, and what their networks say of where that person works."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.ids import id_from
from graph.model import Millis
from graph.projection.periods import Period, joined
from graph.projection.stated import stated_periods
from graph.values.employers import same_company
from graph.versions import SourceRecord, runs

Row = dict[str, Any]

EMPLOYER_CHANGED = "employer_changed"
EMPLOYER_DIFFERS = "employer_differs"
PROFILE: Mapping[str, float] = {EMPLOYER_CHANGED: 0.9, EMPLOYER_DIFFERS: 0.3}
"""How strongly the employer in a profile speaks of a departure from another one.

What differs when it is first seen may always have done so: a company has many names.
"""


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

    The first one only differs from what others say, or does not; one that follows another company
    is a change. They speak of no account: whether the person left one for that employer is told
    apart when it is asked, by the names the account and its group have then. A record that is
    absent takes nothing back.
    """
    seen = sorted(
        (
            (spell.version.flagged_at, employer, spell.until, record)
            for record in records
            for spell, employer in runs(record, lambda v: v.text("employer"))
        ),
        key=lambda one: (one[0], one[3].key),
    )
    told: set[tuple[str, Millis]] = set()
    for at, employer, until, record in seen:
        if (employer, at) in told:
            continue
        told.add((employer, at))
        before = (other for earlier, other, _, _ in seen if earlier < at)
        changed = any(not same_company(employer, other, None) for other in before)
        kind = EMPLOYER_CHANGED if changed else EMPLOYER_DIFFERS
        absent_at = record.newest.seen_at if record.newest.absent else None
        yield {
            "id": id_from("Signal", f"{record.key}:{kind}:{at}"),
            "kind": kind,
            "weight": PROFILE[kind],
            "at": at,
            "until": None if until == absent_at else until,
            "account": None,
            "detail": employer,
            "source": record.source,
            "record": record.key,
        }
