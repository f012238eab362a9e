"""A CRM's relation between a contact and an account: when it held, and when it ended."""

from collections import defaultdict
from collections.abc import Iterable

from graph.model import Millis
from graph.projection.periods import Period, joined, without
from graph.versions import SourceRecord, claims, runs


def held(record: SourceRecord, since: Millis | None) -> list[Period]:
    """When the relation held, if it began at `since`: its newest version tells the end date, each
    version whether it is active.

    While inactive it is over from the modification on that made it so; but for an end date that had
    passed, which says it better.
    """
    newest = record.last_shown
    end = newest.whole("until")
    periods = [Period(since, end)]
    for first, following in _inactive(record):
        if following is not None or end is None or end > newest.seen_at:
            periods = without(periods, Period(first, following))
    return joined(periods)


def _inactive(record: SourceRecord) -> list[tuple[Millis, Millis | None]]:
    """From when until when its versions called it inactive."""
    idle = claims(record, lambda version: True if version.values.get("active") is False else None)
    return [
        (first.flagged_at, None if following is None else following.seen_at)
        for first, _, following in idle
    ]


def role_periods(record: SourceRecord) -> dict[str, list[Period]]:
    """For each role the relation names, the periods in which the person held it.

    They begin on the relation's start date, else when it was created.
    """
    found: dict[str, list[Period]] = defaultdict(list)
    stated = record.newest.whole("since")
    while_held = held(record, record.created_at if stated is None else stated)
    for spell, roles in runs(record, lambda version: version.words("roles")):
        since = None if spell.version is record.versions[0] else spell.since
        for role in roles:
            found[role] += [p.within(Period(since, spell.until)) for p in while_held]
    return {role: joined(periods) for role, periods in found.items()}


def endings(records: Iterable[SourceRecord]) -> list[Period]:
    """From when until when none of these relations held any more, as far as one of them ever did.

    One without a start date may be older than its record.
    """
    periods = joined([p for r in records for p in held(r, r.newest.whole("since"))])
    begun_again = [*(period.since for period in periods[1:]), None]
    return [
        Period(period.until, again)
        for period, again in zip(periods, begun_again, strict=False)
        if period.until is not None
    ]
