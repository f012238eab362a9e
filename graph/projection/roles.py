"""Which roles somebody held at which account, and when."""

from collections.abc import Iterator
from typing import Any

from graph.projection.affiliations import role_periods
from graph.projection.of_one import PersonRecords
from graph.projection.periods import Period
from graph.projection.stated import ended_by_people, only_ends, stated_periods
from graph.versions import SourceRecord, Version, claims, runs

Row = dict[str, Any]


def roles_of(person: PersonRecords) -> list[Row]:
    """Roles in their own records, in a CRM's relations and stated, as far as nobody ended them."""
    rows = [row for contact in person.contacts for row in _own_roles(person, contact)]
    rows += _affiliated_roles(person)
    rows += _stated_roles(person)
    return ended_by_people(
        rows,
        person.by_kind["STAKEHOLDER_IN"],
        lambda v: (person.account(v.text("account")), v.text("role")),
        lambda row: (row["account"], row["role"]),
    )


def _own_roles(person: PersonRecords, contact: SourceRecord) -> Iterator[Row]:
    """Roles in columns of the person's own record hold where the record puts them."""
    names = {role for version in contact.versions for role in version.words("roles")}
    for role in sorted(names):

        def place(version: Version, role: str = role) -> str | None:
            held = role in version.words("roles")
            return person.account(version.text("account")) if held else None

        for spell, account in runs(contact, place):
            yield _role(contact, account, role, Period(spell.since, spell.until))
    yield from _ticked_roles(person, contact)


def _ticked_roles(person: PersonRecords, contact: SourceRecord) -> Iterator[Row]:
    """A ticked box is a flag: it holds from the record's last modification on, where it is."""
    for role in sorted({r for v in contact.versions for r in v.words("ticked_roles")}):

        def ticked(version: Version, role: str = role) -> bool | None:
            return role in version.words("ticked_roles") or None

        for version, _, following in claims(contact, ticked):
            until = None if following is None else following.flagged_at
            for spell, account in person.places(contact):
                period = Period(version.flagged_at, until)
                period = period.within(Period(spell.since, spell.until))
                if not period.empty:
                    yield _role(contact, account, role, period)


def _affiliated_roles(person: PersonRecords) -> Iterator[Row]:
    for record in person.by_kind["AFFILIATED"]:
        account = person.account(record.newest.text("account"))
        if account is None:
            continue
        for role, periods in sorted(role_periods(record).items()):
            for period in periods:
                kept = _while_there(person, record, period)
                if not kept.empty:
                    yield _role(record, account, role, kept)


def _stated_roles(person: PersonRecords) -> Iterator[Row]:
    for record in person.by_kind["STAKEHOLDER_IN"]:
        deal = person.known.deals.get(record.through or "")
        account = person.account(record.newest.text("account"))
        if account is None and deal is not None:
            account = deal.account
        if account is None or only_ends(record):
            continue
        for role, periods in stated_periods(record, lambda v: v.text("role")).items():
            for period in periods:
                held = _while_there(
                    person, record, period.ended_at(None if deal is None else deal.deleted_at)
                )
                if not held.empty:
                    yield _role(record, account, role, held)


def _role(record: SourceRecord, account: str, role: str, period: Period) -> Row:
    return {
        "account": account,
        "role": role,
        "attitude": record.newest.text("attitude"),
        "confidence": record.newest.values.get("confidence"),
        "since": period.since,
        "until": period.until,
        "record": record.key,
        "source": record.source,
    }


def _while_there(person: PersonRecords, record: SourceRecord, period: Period) -> Period:
    """A role ends when the contact that holds it is deleted, or absent."""
    contact = next((c for c in person.contacts if c.key == person.contact_of(record)), None)
    gone = contact is not None and contact.newest.gone
    return period.ended_at(contact.newest.flagged_at) if contact and gone else period
