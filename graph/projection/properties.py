"""What a person is called, how to reach them and what they wish, from all their records."""

from typing import Any

from graph.model import PERSON, Millis
from graph.projection.periods import Period, joined
from graph.trust import trusted
from graph.versions import SourceRecord, Spell, claims, runs

Row = dict[str, Any]


def properties_of(contacts: list[SourceRecord]) -> Row:
    """The person's own properties: each of the record most trusted with it, then modified last."""
    ranked = sorted(
        contacts,
        key=lambda r: (
            not r.newest.gone,
            r.newest.modified_at or 0,
            r.newest.seen_at,
            r.key,
        ),
        reverse=True,
    )
    found: Row = {}
    for declared in PERSON.properties:
        values = (r.newest.values.get(declared.name) for r in trusted(ranked, declared.name))
        value = next((v for v in values if v is not None), None)
        if value is not None:
            found[declared.name] = value
    if any(r.newest.values.get("opted_out") for r in contacts):
        found["opted_out"] = True
    if turns := _opted_out_at(contacts):
        found["opted_out_at"] = turns
    if wishes := _wishes(contacts):
        found["wished_from"] = list(wishes)
        found["wished_days"] = list(wishes.values())
    if stood := _stood(contacts):
        found["advocate_from"] = list(stood)
        found["advocate_as"] = list(stood.values())
    return found


def _stood(contacts: list[SourceRecord]) -> dict[Millis, str]:
    """From when on the person stood where in the advocacy programme: the last word counts."""
    said = [
        (spell.since or 0, status)
        for contact in contacts
        for spell, status in runs(contact, lambda v: v.text("advocate_status"))
    ]
    return dict(sorted(said))


def _wishes(contacts: list[SourceRecord]) -> dict[Millis, int]:
    """From when on the person wished how many days between touches (0: no wish).

    Of several records the strictest counts.
    """
    said = [
        (spell, days)
        for contact in contacts
        for spell, days in runs(contact, lambda v: v.whole("preferred_frequency_days"))
    ]
    begun = {spell.since or 0 for spell, _ in said}
    ended = {spell.until for spell, _ in said if spell.until is not None}
    return {
        moment: min(
            (days for s, days in said if (s.since or 0) <= moment and _goes_on(s, moment)),
            default=0,
        )
        for moment in sorted(begun | ended)
    }


def _goes_on(spell: Spell, moment: Millis) -> bool:
    return spell.until is None or moment < spell.until


def _opted_out_at(contacts: list[SourceRecord]) -> list[Millis]:
    """When the person opted out and in again, in turn; one of several records suffices."""
    periods = joined(
        [
            Period(version.flagged_at, None if following is None else following.flagged_at)
            for contact in contacts
            for version, _, following in claims(
                contact, lambda v: True if v.values.get("opted_out") else None
            )
        ]
    )
    return [turn for period in periods for turn in period if turn is not None]
