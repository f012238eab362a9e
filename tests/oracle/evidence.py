"""Evidence that somebody left an employer, and the confidence it gives."""

from dataclasses import dataclass
from itertools import pairwise

from .accounts import is_stale
from .days import DAY, Millis, moment
from .exports import created_at, deleted_at, flagged_by, is_flagged, survivor
from .facts import Facts, touches_of
from .identity import Person
from .own_tables import LEFT
from .roles import account_history, direct_relations, relation_end
from .words import bounce_weight

SUSPECTED, CONFIRMED = 0.5, 0.9
RELATION_ENDED, MOVED, FLAGGED = "employment_ended", "moved", "crm_flag"
BOUNCE, SILENCE, REFUSALS = "bounce", "silence", "refusals"


@dataclass(frozen=True)
class Evidence:
    kind: str
    at: Millis
    weight: float


def standing_evidence(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    """What speaks of a departure now, oldest first. "A sign of life is a touch, anywhere; it clears
    all evidence dated before it"."""
    touches = touches_of(facts, person, as_of)
    found = [
        evidence
        for evidence in all_evidence(facts, person, account, as_of)
        if evidence.at <= as_of
        and evidence.weight > 0
        and not (touches and evidence.at < touches[-1].at)
    ]
    return sorted(found, key=lambda one: (one.at, one.kind))


def strongest(evidence: list[Evidence]) -> list[Evidence]:
    """ "One kind of evidence counts once, at its strongest", of several such the newest."""
    counts: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda one: (one.weight, one.at)):
        counts[one.kind] = one
    return sorted(counts.values(), key=lambda one: (one.at, one.kind))


def all_evidence(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    return [
        *ended_relations(facts, person, account, as_of),
        *moves(facts, person, account, as_of),
        *flags(facts, person, account, as_of),
        *bounces(facts, person, account),
        *silence(facts, person, account, as_of),
        *declined_meetings(facts, person, as_of),
    ]


def confidence_of(evidence: list[Evidence]) -> float:
    """ "confidence = 1 - product(1 - w)"; "A kind below 0.5 alone is never a case." """
    doubt = 1.0
    for one in strongest(evidence):
        doubt *= 1 - one.weight
    return 1 - doubt


def confidence(facts: Facts, person: Person, account: str, as_of: Millis) -> float:
    return confidence_of(standing_evidence(facts, person, account, as_of))


def status_of(value: float) -> str | None:
    """ "Suspected from 0.5, confirmed from 0.9"; "Compared unrounded with >=." """
    if value >= CONFIRMED:
        return "CONFIRMED"
    return "SUSPECTED" if value >= SUSPECTED else None


def status(facts: Facts, person: Person, account: str, as_of: Millis) -> str | None:
    return status_of(confidence(facts, person, account, as_of))


def has_left(facts: Facts, person: Person, account: str, as_of: Millis) -> bool:
    return status(facts, person, account, as_of) == "CONFIRMED"


def confirmed_since(facts: Facts, person: Person, account: str, as_of: Millis) -> Millis | None:
    """When the person was first known to have left; None where that is not confirmed."""
    return reached(standing_evidence(facts, person, account, as_of), CONFIRMED)


def reached(evidence: list[Evidence], threshold: float) -> Millis | None:
    """The date of the evidence with which the standing confidence first reached the threshold."""
    so_far: list[Evidence] = []
    for one in evidence:
        so_far.append(one)
        if confidence_of(so_far) >= threshold:
            return one.at
    return None


# Records


def works_there_by(facts: Facts, contact_id: str, account: str, as_of: Millis) -> bool:
    """Whether a record still says directly that its contact works at the account: AccountId names
    it, nothing is flagged or deleted, and the direct relation has not ended."""
    contact = facts.tables["Contact"][contact_id]
    gone = deleted_at(contact)
    if created_at(contact) > as_of or (gone is not None and gone <= as_of):
        return False
    if is_flagged(contact, LEFT, as_of):
        return False
    if relation_ended_at(facts, contact_id, account, as_of) is not None:
        return False
    return any(
        job.contact == contact_id and job.account == account and job.holds(as_of)
        for job in facts.employments
    )


def another_record_stands(
    facts: Facts, person: Person, contact_id: str, account: str, as_of: Millis
) -> bool:
    """ "With two records of one person at one account, one ended or flagged is evidence only if no
    other direct record there is active." """
    return any(
        works_there_by(facts, other, account, as_of)
        for other in facts.records_of(person)
        if other != contact_id
    )


def relation_ended_at(facts: Facts, contact_id: str, account: str, as_of: Millis) -> Millis | None:
    """When the direct relation of a contact to an account ended, if it has; the last one counts and
    one that is active outweighs those that ended. One that ended before its StartDate never held; a
    deleted one says nothing; one without StartDate may be older than its record."""
    ended: list[Millis] = []
    for relation in direct_relations(facts.tables, contact_id, account):
        start, end = moment(relation.get("StartDate")), relation_end(relation)
        if deleted_at(relation) is not None or (start is not None and start > as_of):
            continue
        if end is None or end > as_of:
            return None
        if start is None or start < end:
            ended.append(end)
    return max(ended, default=None)


def ended_relations(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    """ "A direct relation that ended is a departure (1.0), an indirect one only ends its
    roles." """
    return [
        Evidence(RELATION_ENDED, end, 1.0)
        for contact_id in facts.records_of(person)
        if (end := relation_ended_at(facts, contact_id, account, as_of)) is not None
        and not another_record_stands(facts, person, contact_id, account, as_of)
    ]


def moves(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    """ "AccountId moved to another account: 1.0" """
    found = []
    for contact_id in facts.records_of(person):
        spans = account_history(facts.tables, facts.tables["Contact"][contact_id])
        for before, after in pairwise(spans):
            moved = before.value == account and after.value != "" and after.since <= as_of
            if moved and not another_record_stands(facts, person, contact_id, account, as_of):
                found.append(Evidence(MOVED, after.since, 1.0))
    return found


def flags(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    """No_Longer_At_Company__c: "CRM says so" (1.0), of the account the record named when it first
    said so."""
    found = []
    for contact_id in facts.records_of(person):
        for span, version in flagged_by(facts.tables["Contact"][contact_id], LEFT):
            named = survivor(facts.tables["Account"], version.row.get("AccountId", ""))
            speaks = named == account and span.holds(as_of)
            if speaks and not another_record_stands(facts, person, contact_id, account, as_of):
                found.append(Evidence(FLAGGED, span.since, 1.0))
    return found


def bounces(facts: Facts, person: Person, account: str) -> list[Evidence]:
    """EmailBouncedDate and EmailBouncedReason of the contact, and "no reason given 0.3 (also
    EmailMessage.IsBounced, at its MessageDate)"."""
    found = []
    for contact_id in facts.records_of(person):
        contact = facts.tables["Contact"][contact_id]
        seen: set[Millis] = set()
        for version in contact.versions:
            at = moment(version.row.get("EmailBouncedDate", ""))
            if at is None or at in seen:
                continue
            seen.add(at)
            if survivor(facts.tables["Account"], version.row.get("AccountId", "")) == account:
                reason = version.row.get("EmailBouncedReason", "")
                found.append(Evidence(BOUNCE, at, bounce_weight(reason)))
    jobs = [job for job in facts.employments if job.person == person and job.account == account]
    for mail in facts.bounced_mails:
        if person in mail.people and any(job.holds(mail.at) for job in jobs):
            found.append(Evidence(BOUNCE, mail.at, bounce_weight("")))
    return found


# Behaviour


def silence(facts: Facts, person: Person, account: str, as_of: Millis) -> list[Evidence]:
    """ "no touch for strictly longer than three times the person's mean gap between touches (exact,
    not whole days), at least three touches, the gap taken as no less than 10 days"; "[on a stale
    account] silence is judged at the watermark, not at as_of". Dated when three gaps were over."""
    judged_at = as_of
    if is_stale(facts, account, as_of):
        if facts.touchpoints_until is None:
            return []
        judged_at = facts.touchpoints_until
    touches = touches_of(facts, person, judged_at)
    if len(touches) < 3:
        return []
    mean_gap = (touches[-1].at - touches[0].at) / (len(touches) - 1)
    allowed = 3 * max(mean_gap, 10 * DAY)
    if judged_at - touches[-1].at > allowed:
        return [Evidence(SILENCE, touches[-1].at + int(allowed), 0.3)]
    return []


def declined_meetings(facts: Facts, person: Person, as_of: Millis) -> list[Evidence]:
    """ "two declined meetings since the last sign of life; the evidence is dated by the second" """
    touches = touches_of(facts, person, as_of)
    since = touches[-1].at if touches else None
    dates = sorted(
        refusal.at
        for refusal in facts.refusals
        if refusal.person == person
        and refusal.at <= as_of
        and (since is None or refusal.at >= since)
    )
    return [Evidence(REFUSALS, dates[1], 0.3)] if len(dates) >= 2 else []
