"""Lines between somebody and others: reporting, influence, succession, who looks after them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from graph.projection.of_one import PersonRecords
from graph.projection.periods import Period, earlier
from graph.versions import SourceRecord, Spell, runs, spells

Row = dict[str, Any]


def managers_of(person: PersonRecords) -> list[Row]:
    """To whom somebody reported, by their own records and by stated lines."""
    own = [row for contact in person.contacts for row in _managers(person, contact)]
    return _drawn([*own, *_lines(person, "REPORTS_TO", "manager")])


def influenced_by(person: PersonRecords) -> list[Row]:
    """With whom their word counts."""
    return _drawn(_lines(person, "INFLUENCES", "influenced"))


def successors_to(person: PersonRecords) -> list[Row]:
    """Who took over from them."""
    return _drawn(_lines(person, "SUCCEEDED_BY", "successor"))


def looking_after(person: PersonRecords) -> list[Row]:
    """Who of us looks after them."""
    rows = []
    for record in person.by_kind["LOOKS_AFTER"]:
        for spell in spells(record):
            row = _stated(record, spell)
            teammate = person.known.teammates.get(spell.version.text("teammate") or "")
            if row is not None and teammate is not None:
                rows.append(row | {"teammate": teammate})
    return rows


def _drawn(rows: list[Row]) -> list[Row]:
    """Those whose other end is somebody we know."""
    return [row for row in rows if row["other"] is not None]


def _lines(person: PersonRecords, kind: str, other: str) -> list[Row]:
    return [
        _line(person, record, spell, spell.version.text(other))
        for record in person.by_kind[kind]
        for spell in spells(record)
    ]


def _managers(person: PersonRecords, contact: SourceRecord) -> Iterator[Row]:
    """Lines in the person's own records; of somebody deleted everywhere the last one stays."""
    ends = [c.newest.flagged_at for c in person.contacts if c.newest.deleted]
    gone = len(ends) == len(person.contacts)
    for spell, manager in runs(contact, lambda v: v.text("reports_to")):
        last = gone and spell.until == contact.newest.flagged_at == max(ends)
        until = None if last else spell.until
        yield _line(person, contact, replace(spell, until=until), manager)


def _line(person: PersonRecords, record: SourceRecord, spell: Spell, key: str | None) -> Row:
    stated = _stated(record, spell) or {}
    return stated | {"other": person.known.people.get(key or "") if stated else None}


def _stated(record: SourceRecord, spell: Spell) -> Row | None:
    """The dates a relation states of itself, within the time the record said so."""
    since = spell.version.whole("since")
    until = earlier(spell.version.whole("until"), spell.until)
    period = Period(spell.since if since is None else since, until)
    if period.empty:
        return None
    return {"since": period.since, "until": period.until, "record": record.key}
