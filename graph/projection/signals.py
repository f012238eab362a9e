"""What speaks of somebody's departure: flags, moves, bounces, ended relations, new titles."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from graph.ids import id_from
from graph.model import Millis
from graph.projection.acquaintances import employer_signals
from graph.projection.affiliations import endings
from graph.projection.of_one import PersonRecords
from graph.versions import SourceRecord, Spell, Version, claims, runs

Row = dict[str, Any]


def signals_of(person: PersonRecords) -> list[Row]:
    """All evidence in the records about somebody, each piece with an id of its own."""
    rows = [
        row
        for contact in person.contacts
        for row in _contact_signals(person, contact)
        if row["account"]
    ]
    rows += _ended_relations(person)
    rows += employer_signals(person.by_kind["KNOWS"])
    return _told_apart(rows)


def _contact_signals(person: PersonRecords, contact: SourceRecord) -> Iterator[Row]:
    for version, _, taken_back in claims(contact, lambda v: True if v.values.get("left") else None):
        account = person.account(version.text("account"))
        until = None if taken_back is None else taken_back.flagged_at
        yield _signal(contact, "crm_flag", 1.0, version.flagged_at, account, until, "")
    for account, moved_at in _moves(person, contact):
        back = next(
            (s.since for s, a in person.places(contact) if a == account and _after(s, moved_at)),
            None,
        )
        yield _signal(contact, "moved", 1.0, moved_at, account, back, "")
    for version, (at, weight, reason), _ in claims(contact, _bounce):
        account = person.account(version.text("account"))
        moment = version.flagged_at if at is None else at
        yield _signal(contact, "bounce", weight, moment, account, None, reason)
    yield from _title_changes(person, contact)


def _title_changes(person: PersonRecords, contact: SourceRecord) -> Iterator[Row]:
    """New titles at the same account: they weigh nothing, and tell of a change of role."""
    previous: Spell | None = None
    for spell, title in runs(contact, lambda v: v.text("title")):
        before = None if previous is None else previous.version
        if before is not None and spell.since is not None:
            here = person.account(spell.version.text("account"))
            if here is not None and here == person.account(before.text("account")):
                detail = f"{before.text('title')} → {title}"
                yield _signal(contact, "title_change", 0.0, spell.since, here, None, detail)
        previous = spell


def _moves(person: PersonRecords, contact: SourceRecord) -> Iterator[tuple[str, Millis]]:
    """Which accounts the record left for another, and when."""
    before: str | None = None
    for spell, account in person.places(contact):
        if before is not None and before != account and spell.since is not None:
            yield before, spell.since
        before = account


def _ended_relations(person: PersonRecords) -> Iterator[Row]:
    for (contact, account), relations in person.direct_affiliations.items():
        for at, until in endings(relations):
            if at is not None:
                row = _signal(relations[0], "employment_ended", 1.0, at, account, until, "")
                yield row | {"record": contact}


def _signal(
    record: SourceRecord,
    kind: str,
    weight: float,
    at: Millis,
    account: str | None,
    until: Millis | None,
    detail: str,
) -> Row:
    return {
        "id": id_from("Signal", f"{record.key}:{kind}:{account}:{at}"),
        "kind": kind,
        "weight": weight,
        "at": at,
        "until": until,
        "account": account,
        "detail": detail,
        "source": record.source,
        "record": record.key,
    }


def _told_apart(signals: list[Row]) -> list[Row]:
    """The signals, each with an id of its own: versions of a record may differ in little."""
    counts: Counter[str] = Counter()
    for signal in signals:
        counts[signal["id"]] += 1
        if (number := counts[signal["id"]]) > 1:
            signal["id"] = id_from("Signal", f"{signal['id']}:{number}")
    return signals


def _bounce(version: Version) -> tuple[Millis | None, float, str] | None:
    weight = version.values.get("bounce_weight")
    if not isinstance(weight, int | float) or not weight:
        return None
    return version.whole("bounced_at"), float(weight), version.text("bounce_reason") or ""


def _after(spell: Spell, moment: Millis) -> bool:
    return spell.since is not None and spell.since > moment
