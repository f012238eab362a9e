"""What follows from all the records about one person: employments, roles, lines and signals."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from graph.ids import id_from
from graph.model import Millis
from graph.projection.acquaintances import acquaintances, employer_signals
from graph.projection.affiliations import endings, role_periods
from graph.projection.periods import Period, earlier, later
from graph.projection.properties import properties_of
from graph.projection.stated import ended_by_people, only_ends, stated_periods
from graph.seniority import seniority
from graph.versions import SourceRecord, Spell, Version, claims, completed, runs, spells

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity through which somebody holds a role."""

    account: str | None
    deleted_at: Millis | None


@dataclass(frozen=True, slots=True)
class Known:
    """What the keys in the records stand for: ids of nodes, and the deals."""

    accounts: Mapping[str, str]
    people: Mapping[str, str]
    teammates: Mapping[str, str]
    deals: Mapping[str, Deal]


@dataclass(slots=True)
class PersonProjection:
    """One person as the graph shows them; each list holds rows ready to be written."""

    known: bool
    properties: Row
    employments: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)
    managers: list[Row] = field(default_factory=list)
    influenced: list[Row] = field(default_factory=list)
    successors: list[Row] = field(default_factory=list)
    looked_after_by: list[Row] = field(default_factory=list)
    known_by: list[Row] = field(default_factory=list)
    signals: list[Row] = field(default_factory=list)


def project_person(records: Iterable[SourceRecord], known: Known) -> PersonProjection:
    """The person that `records` (all there are about them) describe."""
    return _Projector([completed(r) for r in sorted(records, key=lambda r: r.key)], known).person()


class _Projector:
    def __init__(self, records: list[SourceRecord], known: Known) -> None:
        self.known = known
        self.by_kind: dict[str, list[SourceRecord]] = defaultdict(list)
        for record in records:
            self.by_kind[record.kind].append(record)
        merged = {
            record.key: record.newest.merged_into
            for record in self.by_kind["Person"]
            if record.newest.merged_into
        }
        self.survivors = {key: _survivor(key, merged) for key in merged}
        self.contacts = [r for r in self.by_kind["Person"] if r.key not in merged]

    def person(self) -> PersonProjection:
        person = PersonProjection(bool(self.contacts), properties_of(self.contacts))
        direct = self._direct_affiliations()
        for contact in self.contacts:
            person.employments += self._employments(contact, direct)
            person.roles += self._own_roles(contact)
            person.signals += (s for s in self._contact_signals(contact) if s["account"])
            person.managers += self._managers(contact)
        person.employments += self._stated_employments()
        person.signals += self._ended_relations(direct)
        person.roles += self._affiliated_roles()
        person.roles += self._stated_roles()
        person.roles = ended_by_people(
            person.roles,
            self.by_kind["STAKEHOLDER_IN"],
            lambda v: (self._account(v.text("account")), v.text("role")),
            lambda row: (row["account"], row["role"]),
        )
        person.employments = ended_by_people(
            person.employments,
            self.by_kind["WORKS_AT"],
            lambda v: self._account(v.text("account")),
            lambda row: row["account"],
        )
        person.managers += self._lines("REPORTS_TO", "manager")
        person.influenced += self._lines("INFLUENCES", "influenced")
        person.successors += self._lines("SUCCEEDED_BY", "successor")
        for record in self.by_kind["LOOKS_AFTER"]:
            for spell in spells(record):
                row = self._stated(record, spell)
                teammate = self.known.teammates.get(spell.version.text("teammate") or "")
                if row is not None and teammate is not None:
                    person.looked_after_by.append(row | {"teammate": teammate})
        person.known_by += acquaintances(self.by_kind["KNOWS"], self.known.teammates)
        person.signals += employer_signals(self.by_kind["KNOWS"])
        person.signals = _told_apart(person.signals)
        for rows in (person.managers, person.influenced, person.successors):
            rows[:] = [row for row in rows if row.get("other") is not None]
        return person

    # --- where somebody works

    def _places(self, contact: SourceRecord) -> Iterator[tuple[Spell, str]]:
        """When the record put the person at which account."""
        yield from runs(contact, lambda v: self._account(v.text("account")))

    def _employments(
        self,
        contact: SourceRecord,
        direct: Mapping[tuple[str, str], list[SourceRecord]],
    ) -> list[Row]:
        rows: list[Row] = []
        places: dict[str, Period] = {}
        for spell, account in self._places(contact):
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

    def _direct_affiliations(self) -> dict[tuple[str, str], list[SourceRecord]]:
        """Relations to an employer by contact and account; a deleted one tells nothing."""
        found: dict[tuple[str, str], list[SourceRecord]] = defaultdict(list)
        for record in self.by_kind["AFFILIATED"]:
            said = record.newest
            account = self._account(said.text("account"))
            if account is not None and said.values.get("direct") and not said.deleted:
                found[self._contact_of(record), account].append(record)
        return found

    def _stated_employments(self) -> Iterator[Row]:
        for record in self.by_kind["WORKS_AT"]:
            account = self._account(record.newest.text("account"))
            if account is None or only_ends(record):
                continue
            for (title, department), periods in stated_periods(
                record, _title_and_department
            ).items():
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

    # --- which roles somebody holds

    def _own_roles(self, contact: SourceRecord) -> Iterator[Row]:
        """Roles in columns of the person's own record hold where the record puts them."""
        names = {role for version in contact.versions for role in version.words("roles")}
        for role in sorted(names):

            def place(version: Version, role: str = role) -> str | None:
                held = role in version.words("roles")
                return self._account(version.text("account")) if held else None

            for spell, account in runs(contact, place):
                yield self._role(contact, account, role, Period(spell.since, spell.until))
        yield from self._ticked_roles(contact)

    def _ticked_roles(self, contact: SourceRecord) -> Iterator[Row]:
        """A ticked box is a flag: it holds from the record's last modification on, where it is."""
        for role in sorted({r for v in contact.versions for r in v.words("ticked_roles")}):

            def ticked(version: Version, role: str = role) -> bool | None:
                return role in version.words("ticked_roles") or None

            for version, _, following in claims(contact, ticked):
                until = None if following is None else following.flagged_at
                for spell, account in self._places(contact):
                    period = Period(version.flagged_at, until)
                    period = period.within(Period(spell.since, spell.until))
                    if not period.empty:
                        yield self._role(contact, account, role, period)

    def _affiliated_roles(self) -> Iterator[Row]:
        for record in self.by_kind["AFFILIATED"]:
            account = self._account(record.newest.text("account"))
            if account is None:
                continue
            for role, periods in sorted(role_periods(record).items()):
                for period in periods:
                    kept = self._while_there(record, period)
                    if not kept.empty:
                        yield self._role(record, account, role, kept)

    def _stated_roles(self) -> Iterator[Row]:
        for record in self.by_kind["STAKEHOLDER_IN"]:
            deal = self.known.deals.get(record.through or "")
            account = self._account(record.newest.text("account"))
            if account is None and deal is not None:
                account = deal.account
            if account is None or only_ends(record):
                continue
            for role, periods in stated_periods(record, lambda v: v.text("role")).items():
                for period in periods:
                    held = self._while_there(
                        record, period.ended_at(None if deal is None else deal.deleted_at)
                    )
                    if not held.empty:
                        yield self._role(record, account, role, held)

    def _role(self, record: SourceRecord, account: str, role: str, period: Period) -> Row:
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

    def _while_there(self, record: SourceRecord, period: Period) -> Period:
        """A role ends when the contact that holds it is deleted, or absent."""
        contact = next((c for c in self.contacts if c.key == self._contact_of(record)), None)
        gone = contact is not None and contact.newest.gone
        return period.ended_at(contact.newest.flagged_at) if contact and gone else period

    # --- what speaks of a departure

    def _contact_signals(self, contact: SourceRecord) -> Iterator[Row]:
        for version, _, taken_back in claims(
            contact, lambda v: True if v.values.get("left") else None
        ):
            account = self._account(version.text("account"))
            until = None if taken_back is None else taken_back.flagged_at
            yield self._signal(contact, "crm_flag", 1.0, version.flagged_at, account, until, "")
        for account, moved_at in self._moves(contact):
            back = next(
                (s.since for s, a in self._places(contact) if a == account and _after(s, moved_at)),
                None,
            )
            yield self._signal(contact, "moved", 1.0, moved_at, account, back, "")
        for version, (at, weight, reason), _ in claims(contact, _bounce):
            account = self._account(version.text("account"))
            moment = version.flagged_at if at is None else at
            yield self._signal(contact, "bounce", weight, moment, account, None, reason)
        previous: Spell | None = None
        for spell, title in runs(contact, lambda v: v.text("title")):
            before = None if previous is None else previous.version
            if before is not None and spell.since is not None:
                here = self._account(spell.version.text("account"))
                if here is not None and here == self._account(before.text("account")):
                    detail = f"{before.text('title')} → {title}"
                    yield self._signal(
                        contact, "title_change", 0.0, spell.since, here, None, detail
                    )
            previous = spell

    def _moves(self, contact: SourceRecord) -> Iterator[tuple[str, Millis]]:
        """Which accounts the record left for another, and when."""
        before: str | None = None
        for spell, account in self._places(contact):
            if before is not None and before != account and spell.since is not None:
                yield before, spell.since
            before = account

    def _ended_relations(
        self, direct: Mapping[tuple[str, str], list[SourceRecord]]
    ) -> Iterator[Row]:
        for (contact, account), relations in direct.items():
            for at, until in endings(relations):
                if at is not None:
                    row = self._signal(
                        relations[0], "employment_ended", 1.0, at, account, until, ""
                    )
                    yield row | {"record": contact}

    def _signal(
        self,
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

    # --- small words

    def _account(self, key: str | None) -> str | None:
        return None if key is None else self.known.accounts.get(key)

    def _contact_of(self, record: SourceRecord) -> str:
        return self.survivors.get(record.subject, record.subject)

    def _lines(self, kind: str, other: str) -> list[Row]:
        return [
            self._line(record, spell, spell.version.text(other))
            for record in self.by_kind[kind]
            for spell in spells(record)
        ]

    def _managers(self, contact: SourceRecord) -> Iterator[Row]:
        """Lines in the person's own records; of somebody deleted everywhere the last one stays."""
        ends = [c.newest.flagged_at for c in self.contacts if c.newest.deleted]
        gone = len(ends) == len(self.contacts)
        for spell, manager in runs(contact, lambda v: v.text("reports_to")):
            last = gone and spell.until == contact.newest.flagged_at == max(ends)
            until = None if last else spell.until
            yield self._line(contact, replace(spell, until=until), manager)

    def _line(self, record: SourceRecord, spell: Spell, key: str | None) -> Row:
        stated = self._stated(record, spell) or {}
        return stated | {"other": self.known.people.get(key or "") if stated else None}

    def _stated(self, record: SourceRecord, spell: Spell) -> Row | None:
        """The dates a relation states of itself, within the time the record said so."""
        since = spell.version.whole("since")
        until = earlier(spell.version.whole("until"), spell.until)
        period = Period(spell.since if since is None else since, until)
        if period.empty:
            return None
        return {"since": period.since, "until": period.until, "record": record.key}


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


def _after(spell: Spell, moment: Millis) -> bool:
    return spell.since is not None and spell.since > moment


def _survivor(key: str, merged: Mapping[str, str]) -> str:
    seen = {key}
    while (following := merged.get(key)) is not None and following not in seen:
        key = following
        seen.add(key)
    return key
