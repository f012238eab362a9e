"""A CRM's relation between a contact and an account: when it held, and when it ended."""

from collections import defaultdict
from dataclasses import dataclass

from graph.model import Millis
from graph.projection.periods import Period, joined
from graph.versions import SourceRecord, Version, spells


@dataclass(frozen=True, slots=True)
class Ending:
    """A direct relation that ended: from when on the source says so, and until when it did."""

    at: Millis
    until: Millis | None


def end_of(version: Version) -> Millis | None:
    """When the relation ended, or will, as this version says.

    An end date decides. Without one, or with one still ahead when the export was taken, an inactive
    relation ended when it was last modified.
    """
    end = version.whole("until")
    if version.values.get("active", True):
        return end
    if end is not None and end <= version.seen_at:
        return end
    return version.flagged_at


def start_of(record: SourceRecord, version: Version) -> Millis | None:
    """When it began: its start date, else when the relation was created."""
    stated = version.whole("since")
    return record.versions[0].created_at if stated is None else stated


def role_periods(record: SourceRecord) -> dict[str, list[Period]]:
    """For each role the relation names, the periods in which the person held it."""
    found: dict[str, list[Period]] = defaultdict(list)
    ended_before: Millis | None = None
    for spell in reversed(list(spells(record))):
        version = spell.version
        first = version is record.versions[0]
        since = start_of(record, version) if first else spell.since
        if not first and (stated := version.whole("since")) is not None:
            since = stated if since is None else max(stated, since)
        period = Period(since, spell.until).ended_at(end_of(version)).ended_at(ended_before)
        if period.empty and (end := end_of(version)) is not None:
            ended_before = end
        for role in version.words("roles"):
            found[role].append(period)
    return {role: joined(periods) for role, periods in found.items()}


def endings(record: SourceRecord) -> list[Ending]:
    """When the relation was over, according to each version that said so."""
    found: list[Ending] = []
    for version, following in zip(record.versions, (*record.versions[1:], None), strict=True):
        if version.deleted or (end := end_of(version)) is None:
            continue
        until = None if following is None else following.seen_at
        if found and found[-1].at == end and found[-1].until == version.seen_at:
            found[-1] = Ending(end, until)
        else:
            found.append(Ending(end, until))
    return found
