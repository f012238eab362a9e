"""What stands against asking somebody now, and the day it lifts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .accounts import days_to_renewal, renewal_on
from .days import DAY, Millis, day_of, days_between, moment, within
from .evidence import status
from .exports import (
    Record,
    Row,
    created_at,
    exists,
    is_flagged,
    is_true,
    own_rows,
    survivor,
    value_at,
)
from .facts import Facts
from .identity import Person
from .own_tables import ASKS, COMPETITORS, CONSENTS, HOLDS
from .strength import current_sentiment, newest_readings
from .words import listed, slug

Criteria = dict[str, Any]
EFFORTS = {
    "social_post": 1,
    "quote": 1,
    "review": 1,
    "survey": 1,
    "logo": 2,
    "referral": 2,
    "peer_introduction": 2,
    "interview": 2,
    "beta_test": 2,
    "reference_call": 3,
    "case_study": 3,
    "speaking": 3,
    "site_visit": 3,
    "analyst_call": 3,
    "advisory_board": 3,
}
LARGE = 3


@dataclass(frozen=True)
class Blocker:
    code: str
    lifts_on: date | None = None


@dataclass(frozen=True)
class Case:
    """One candidate for one request."""

    facts: Facts
    person: Person
    account: str
    criteria: Criteria
    as_of: Millis


def blockers_of(case: Case) -> list[Blocker]:
    """ "Blockers, all that apply, each with the day it lifts (null: not by itself)" """
    found = [
        no_consent(case),
        consent_expired(case),
        consent_scope(case),
        opted_out(case),
        cooldown(case),
        cap_person(case),
        cap_account(case),
        open_escalation(case),
        renewal_window(case),
        detractor(case),
        person_departed(case),
        owner_hold(case),
        competitor_of_prospect(case),
        pending_elsewhere(case),
        ladder(case),
    ]
    return [blocker for blocker in found if blocker is not None]


def happened(row: Row, column: str, as_of: Millis) -> Millis | None:
    """The moment in a column, if it has come."""
    at = moment(row.get(column, ""))
    return at if at is not None and at <= as_of else None


# Consents


def consents(case: Case) -> list[Row]:
    return consents_there(case.facts, case.person, case.account, case.as_of)


def consents_there(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Row]:
    """What the person ever allowed as somebody of the account. A consent names no account here: it
    was given where the person worked or played a role then; where nobody knows, anywhere."""
    found = []
    for row in own_rows(facts.world, CONSENTS):
        given = happened(row, "from", as_of)
        if given is None or facts.person_of.get(row["person"]) != person:
            continue
        worked = {
            *(e.account for e in facts.employments if e.person == person and e.holds(given)),
            *(r.account for r in facts.roles if r.person == person and r.holds(given)),
        }
        if not worked or account in worked:
            found.append(row)
    return found


def names_act(row: Row, case: Case) -> bool:
    return case.criteria["act"] in listed(row["acts"])


def in_force(row: Row, case: Case) -> bool:
    return (
        happened(row, "to", case.as_of) is None and happened(row, "revoked_at", case.as_of) is None
    )


def covers(row: Row, case: Case) -> bool:
    """In force, for this act and for the region asked for."""
    region, wanted = slug(row.get("region", "")), slug(case.criteria.get("region") or "")
    fits_region = not region or not wanted or region == wanted
    return in_force(row, case) and names_act(row, case) and fits_region


def is_allowed(case: Case) -> bool:
    return any(covers(row, case) for row in consents(case))


def no_consent(case: Case) -> Blocker | None:
    """ "NO_CONSENT (never one that names the act)" """
    if any(names_act(row, case) for row in consents(case)):
        return None
    return Blocker("NO_CONSENT")


def consent_expired(case: Case) -> Blocker | None:
    """ "CONSENT_EXPIRED (one that did, ended or revoked)" """
    lapsed = any(names_act(row, case) and not in_force(row, case) for row in consents(case))
    return Blocker("CONSENT_EXPIRED") if lapsed and not is_allowed(case) else None


def consent_scope(case: Case) -> Blocker | None:
    """ "CONSENT_SCOPE (one in force, but for another act, region or channel)" """
    other = any(in_force(row, case) for row in consents(case))
    return Blocker("CONSENT_SCOPE") if other and not is_allowed(case) else None


def opted_out(case: Case) -> Blocker | None:
    """ "OPTED_OUT (one of several records suffices)" """
    contacts = case.facts.tables["Contact"]
    out = any(
        is_flagged(contacts[key], "HasOptedOutOfEmail", case.as_of)
        for key in case.facts.records_of(case.person)
    )
    return Blocker("OPTED_OUT") if out else None


# Asks


def asks(facts: Facts, as_of: Millis) -> list[Row]:
    """ "An ask counts from the invitation; one the prospect missed does not count." """
    return [
        row
        for row in own_rows(facts.world, ASKS)
        if happened(row, "invited_at", as_of) is not None
        and happened(row, "missed_at", as_of) is None
    ]


def asks_of_person(facts: Facts, person: Person, as_of: Millis) -> list[Row]:
    return [row for row in asks(facts, as_of) if facts.person_of.get(row["person"]) == person]


def asks_of_account(facts: Facts, account: str, as_of: Millis) -> list[Row]:
    accounts = facts.tables["Account"]
    return [row for row in asks(facts, as_of) if survivor(accounts, row["account"]) == account]


def dates(rows: list[Row], column: str, as_of: Millis) -> list[Millis]:
    """The moments in a column that have come, newest first."""
    moments = [happened(row, column, as_of) for row in rows]
    return sorted((at for at in moments if at is not None), reverse=True)


def cooldown(case: Case) -> Blocker | None:
    """ "COOLDOWN (asked less than 30 days ago, or declined less than 180)" """
    rows = asks_of_person(case.facts, case.person, case.as_of)
    lifting = [
        at + rest * DAY
        for column, rest in (("invited_at", 30), ("declined_at", 180))
        for at in dates(rows, column, case.as_of)
        if days_between(at, case.as_of) < rest
    ]
    return Blocker("COOLDOWN", day_of(max(lifting))) if lifting else None


def cap(code: str, rows: list[Row], most: int, as_of: Millis) -> Blocker | None:
    """ "3 asks in 180 days; lifts when the third newest leaves the window" """
    recent = [at for at in dates(rows, "invited_at", as_of) if within(180, at, as_of)]
    if len(recent) < most:
        return None
    return Blocker(code, day_of(recent[most - 1] + 181 * DAY))


def cap_person(case: Case) -> Blocker | None:
    rows = asks_of_person(case.facts, case.person, case.as_of)
    return cap("CAP_PERSON", rows, 3, case.as_of)


def cap_account(case: Case) -> Blocker | None:
    rows = asks_of_account(case.facts, case.account, case.as_of)
    return cap("CAP_ACCOUNT", rows, 6, case.as_of)


def pending_elsewhere(case: Case) -> Blocker | None:
    """ "PENDING_ELSEWHERE (an ask invited, accepted or scheduled; lifts when its reservation
    ends)" """
    pending = []
    for row in asks_of_person(case.facts, case.person, case.as_of):
        over = [happened(row, column, case.as_of) for column in ("completed_at", "declined_at")]
        reserved_until = happened(row, "reserved_until", case.as_of)
        if over == [None, None] and reserved_until is None:
            pending.append(moment(row.get("reserved_until", "")))
    if not pending:
        return None
    ends = [end for end in pending if end is not None]
    lifts = day_of(max(ends)) if len(ends) == len(pending) else None
    return Blocker("PENDING_ELSEWHERE", lifts)


def completed(facts: Facts, person: Person, as_of: Millis) -> list[tuple[Millis, str]]:
    rows = asks_of_person(facts, person, as_of)
    return [(at, row["act"]) for row in rows if (at := happened(row, "completed_at", as_of))]


def ladder(case: Case) -> Blocker | None:
    """ "LADDER (an act of large effort and no act of any effort completed before)" """
    is_large = EFFORTS[case.criteria["act"]] == LARGE
    done = completed(case.facts, case.person, case.as_of)
    return Blocker("LADDER") if is_large and not done else None


# The account


def open_escalation(case: Case) -> Blocker | None:
    """ "any case of the account, not closed, that is escalated or of priority High, Critical or
    Urgent" """
    facts, as_of = case.facts, case.as_of
    for ticket in newest_only(facts.tables["Case"].values()):
        if survivor(facts.tables["Account"], ticket.get("AccountId")) != case.account:
            continue
        if not exists(ticket, as_of) or is_closed(ticket, as_of):
            continue
        priority = slug(value_at(ticket, "Priority", as_of))
        if is_flagged(ticket, "IsEscalated", as_of) or priority in ("high", "critical", "urgent"):
            return Blocker("OPEN_ESCALATION")
    return None


def newest_only(records: Iterable[Record]) -> list[Record]:
    """The records as if only the last export had shown them: cases keep no history."""
    return [Record(record.id, record.versions[-1:]) for record in records]


def is_closed(ticket: Record, as_of: Millis) -> bool:
    """A case is closed from its ClosedDate, else since its flag says so."""
    closed = moment(ticket.get("ClosedDate"))
    if is_true(ticket.get("IsClosed")) and closed is not None:
        return max(closed, created_at(ticket)) <= as_of
    return is_flagged(ticket, "IsClosed", as_of)


def renewal_window(case: Case) -> Blocker | None:
    """ "RENEWAL_WINDOW (renewal 0 to 60 days ahead; lifts the day after)" """
    ahead = days_to_renewal(case.facts, case.account, case.as_of)
    day = renewal_on(case.facts, case.account, case.as_of)
    if day is None or ahead is None or not 0 <= ahead <= 60:
        return None
    return Blocker("RENEWAL_WINDOW", day + timedelta(days=1))


def owner_hold(case: Case) -> Blocker | None:
    """ "OWNER_HOLD (until its date)" """
    accounts = case.facts.tables["Account"]
    until = [
        moment(row["until"])
        for row in own_rows(case.facts.world, HOLDS)
        if survivor(accounts, row["account"]) == case.account
        and happened(row, "from", case.as_of) is not None
        and happened(row, "until", case.as_of) is None
    ]
    if not until:
        return None
    ends = [end for end in until if end is not None]
    return Blocker("OWNER_HOLD", day_of(max(ends)) if len(ends) == len(until) else None)


def competitor_of_prospect(case: Case) -> Blocker | None:
    """The prospect is listed as a competitor of the candidate's company."""
    accounts = case.facts.tables["Account"]
    prospect = (case.criteria.get("prospect_domain") or "").casefold()
    listed_there = {
        row["domain"].casefold()
        for row in own_rows(case.facts.world, COMPETITORS)
        if survivor(accounts, row["account"]) == case.account
    }
    return Blocker("COMPETITOR_OF_PROSPECT") if prospect in listed_there else None


# The person


def detractor(case: Case) -> Blocker | None:
    """ "DETRACTOR (newest NPS in the lowest band within 365 days, or current sentiment below
    -0.2)" """
    readings = newest_readings(case.facts, case.person, case.as_of)
    if "nps" in readings and float(readings["nps"][1]["score"]) <= 6:
        return Blocker("DETRACTOR", day_of(readings["nps"][0] + 366 * DAY))
    felt = current_sentiment(case.facts, case.person, case.as_of)
    return Blocker("DETRACTOR") if felt is not None and felt < -0.2 else None


def person_departed(case: Case) -> Blocker | None:
    """ "PERSON_DEPARTED (confirmed or suspected there)" """
    if status(case.facts, case.person, case.account, case.as_of) is None:
        return None
    return Blocker("PERSON_DEPARTED")
