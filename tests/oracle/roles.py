"""Who worked where and held which role when, as the records say (departures not yet considered)."""

from dataclasses import dataclass

from .days import Millis, moment
from .exports import (
    Record,
    Span,
    Tables,
    created_at,
    deleted_at,
    flagged_by,
    history,
    is_merged,
    is_true,
    modified_at,
    survivor,
)
from .identity import Person
from .own_tables import CHAMPION, ROLE
from .words import listed, role_of


@dataclass(frozen=True)
class Employment:
    """A person at an employer; contact is the record that says so."""

    person: Person
    account: str
    contact: str
    since: Millis
    until: Millis | None

    def holds(self, as_of: Millis) -> bool:
        return self.since <= as_of and (self.until is None or as_of < self.until)


@dataclass(frozen=True)
class RoleHeld:
    """A role of a person at an account."""

    person: Person
    account: str
    role: str
    since: Millis
    until: Millis | None

    def holds(self, as_of: Millis) -> bool:
        return self.since <= as_of and (self.until is None or as_of < self.until)


def earliest(*ends: Millis | None) -> Millis | None:
    return min((end for end in ends if end is not None), default=None)


def never_stood(record: Record) -> bool:
    """Whether a record was deleted at the very moment it was created."""
    gone = deleted_at(record)
    return gone is not None and gone <= created_at(record)


def account_history(tables: Tables, contact: Record) -> list[Span]:
    """Which account (after merges) a contact's AccountId named, and when."""
    spans: list[Span] = []
    for span in history(contact, "AccountId"):
        account = survivor(tables["Account"], span.value)
        if spans and spans[-1].value == account:
            spans[-1] = Span(account, spans[-1].since, span.until)
        else:
            spans.append(Span(account, span.since, span.until))
    return spans


def relations_of(tables: Tables, contact: str, account: str) -> list[Record]:
    """The AccountContactRelations of a contact and an account, deleted ones too. "Of a merged
    record its relations pass to the survivor." """
    return [
        relation
        for relation in tables["AccountContactRelation"].values()
        if survivor(tables["Contact"], relation.get("ContactId")) == contact
        and survivor(tables["Account"], relation.get("AccountId")) == account
    ]


def direct_relations(tables: Tables, contact: str, account: str) -> list[Record]:
    return [
        relation
        for relation in relations_of(tables, contact, account)
        if is_true(relation.get("IsDirect"))
    ]


def relation_start(relation: Record) -> Millis:
    """ "Roles hold from StartDate, else from the relation's CreatedDate." """
    start = moment(relation.get("StartDate"))
    return created_at(relation) if start is None else start


def relation_end(relation: Record) -> Millis | None:
    """ "A relation ends at 00:00 UTC of its EndDate; one that is inactive without an EndDate ended
    at its LastModifiedDate; a past EndDate ends it even if it is marked active; inactive with a
    future EndDate ended at its LastModifiedDate; a future EndDate that passes without a newer
    export ends it then." """
    end = moment(relation.get("EndDate"))
    inactive_since: Millis | None = None
    for version, active in relation.stating("IsActive"):
        if active == "" or is_true(active):
            inactive_since = None
        elif inactive_since is None:
            inactive_since = modified_at(version)
    if inactive_since is None:
        return end
    if end is None or end > first_shown(relation):
        return inactive_since
    return end


def first_shown(record: Record) -> Millis:
    """When the first export was taken that showed the record as it is now."""
    shown = record.newest
    for version in reversed(record.versions):
        if version.row != shown.row:
            break
        shown = version
    return shown.taken_at


def employments(tables: Tables, person_of: dict[str, Person]) -> list[Employment]:
    """ "Employment holds from the contact's CreatedDate, unless its direct relation has a
    StartDate"; "AccountId says where somebody works"."""
    found = []
    for key, contact in tables["Contact"].items():
        if is_merged(contact):
            continue
        for span in account_history(tables, contact):
            if never_stood(contact):
                continue
            starts = [
                start
                for relation in direct_relations(tables, key, span.value)
                if deleted_at(relation) is None
                and (start := moment(relation.get("StartDate"))) is not None
            ]
            since = min(starts) if starts else span.since
            until = earliest(span.until, deleted_at(contact))
            if span.value in tables["Account"] and (until is None or since < until):
                found.append(Employment(person_of[key], span.value, key, since, until))
    return found


def roles_held(tables: Tables, person_of: dict[str, Person]) -> list[RoleHeld]:
    """Every role anybody ever held by the records, from all places that state one."""
    found = [
        *roles_on_relations(tables, person_of),
        *roles_on_opportunities(tables, person_of),
        *roles_on_contacts(tables, person_of),
    ]
    return [held for held in found if held.until is None or held.since < held.until]


def roles_on_relations(tables: Tables, person_of: dict[str, Person]) -> list[RoleHeld]:
    """AccountContactRelation.Roles. "A deleted contact ends its roles at its LastModifiedDate." """
    found = []
    for relation in tables["AccountContactRelation"].values():
        contact = survivor(tables["Contact"], relation.get("ContactId"))
        account = survivor(tables["Account"], relation.get("AccountId"))
        if contact not in tables["Contact"] or account not in tables["Account"]:
            continue
        if never_stood(relation):
            continue
        gone = earliest(
            relation_end(relation), deleted_at(relation), deleted_at(tables["Contact"][contact])
        )
        for place, span in enumerate(history(relation, "Roles")):
            start = relation_start(relation)
            since = start if place == 0 else max(start, span.since)
            for word in listed(span.value):
                until = earliest(span.until, gone)
                found.append(RoleHeld(person_of[contact], account, role_of(word), since, until))
    return found


def roles_on_opportunities(tables: Tables, person_of: dict[str, Person]) -> list[RoleHeld]:
    """ "A role on an opportunity holds from its CreatedDate on, also after the opportunity closes";
    "Roles on a deleted opportunity end at its LastModifiedDate." """
    found = []
    for link in tables["OpportunityContactRole"].values():
        contact = survivor(tables["Contact"], link.get("ContactId"))
        opportunity = tables["Opportunity"].get(link.get("OpportunityId"))
        if contact not in tables["Contact"] or opportunity is None:
            continue
        account = survivor(tables["Account"], opportunity.get("AccountId"))
        if account not in tables["Account"]:
            continue
        gone = earliest(
            deleted_at(link), deleted_at(opportunity), deleted_at(tables["Contact"][contact])
        )
        for span in history(link, "Role"):
            if span.value:
                until = earliest(span.until, gone)
                found.append(
                    RoleHeld(person_of[contact], account, role_of(span.value), span.since, until)
                )
    return found


def roles_on_contacts(tables: Tables, person_of: dict[str, Person]) -> list[RoleHeld]:
    """Champion__c ("flags hold from the record's LastModifiedDate") and Role__c ("everything else
    from the record's CreatedDate"), at the account that AccountId names. "Of a merged record its
    columns do not pass." """
    found = []
    for key, contact in tables["Contact"].items():
        if is_merged(contact):
            continue
        said = [("champion", span) for span, _ in flagged_by(contact, CHAMPION)]
        said += [
            (role_of(word), span) for span in history(contact, ROLE) for word in listed(span.value)
        ]
        for account in account_history(tables, contact):
            if account.value not in tables["Account"]:
                continue
            for role, span in said:
                since = max(account.since, span.since)
                until = earliest(account.until, span.until, deleted_at(contact))
                found.append(RoleHeld(person_of[key], account.value, role, since, until))
    return found
