"""Where somebody worked, under which title, and when."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.projection.of_one import PersonRecords
from graph.projection.periods import Period, earlier, later
from graph.projection.stated import ended_by_people, only_ends, stated_periods
from graph.values.seniority import seniority
from graph.versions import SourceRecord, Spell, Version, runs

Row = dict[str, Any]


def employments_of(person: PersonRecords) -> list[Row]:
    """The employments that contacts and stated employments tell of, as far as nobody ended them."""
    direct = person.direct_affiliations
    rows = [row for contact in person.contacts for row in _of_contact(person, contact, direct)]
    rows += _stated(person)
    return ended_by_people(
        rows,
        person.by_kind["WORKS_AT"],
        lambda v: person.account(v.text("account")),
        lambda row: row["account"],
    )


def _of_contact(
    person: PersonRecords,
    contact: SourceRecord,
    direct: Mapping[tuple[str, str], list[SourceRecord]],
) -> list[Row]:
    rows: list[Row] = []
    places: dict[str, Period] = {}
    for spell, account in person.places(contact):
        period = Period(spell.since, spell.until)
        relations = direct.get((contact.key, account), [])
        if account not in places:
            starts = [v for r in relations if (v := r.newest.whole("since")) is not None]
            if starts:
                period = Period(min(starts), period.until)
        places[account] = period
        for title_spell, (title, department) in runs(contact, _title_and_department):
            rows += _employment_rows(contact, account, period, title_spell, title, department)
    return rows


def _stated(person: PersonRecords) -> Iterator[Row]:
    for record in person.by_kind["WORKS_AT"]:
        account = person.account(record.newest.text("account"))
        if account is None or only_ends(record):
            continue
        for (title, department), periods in stated_periods(record, _title_and_department).items():
            for period in periods:
                yield {
                    "account": account,
                    "title": title,
                    "department": department,
                    "seniority": seniority(title),
                    "since": period.since,
                    "until": period.until,
                    "record": record.key,
                }


def _title_and_department(version: Version) -> tuple[str | None, str | None]:
    return version.text("title"), version.text("department")


def _employment_rows(
    contact: SourceRecord,
    account: str,
    period: Period,
    spell: Spell,
    title: str | None,
    department: str | None,
) -> list[Row]:
    """One employment under one title: where the employment and the title's time overlap."""
    first = spell.version is contact.versions[0]
    since = period.since if first else later(period.since, spell.since)
    part = Period(since, earlier(period.until, spell.until))
    if part.empty:
        return []
    return [
        {
            "account": account,
            "title": title,
            "department": department,
            "seniority": seniority(title),
            "since": part.since,
            "until": part.until,
            "record": contact.key,
        }
    ]
