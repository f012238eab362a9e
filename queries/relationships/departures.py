"""Champion departures: who has left or is leaving, what hung on them, who can follow?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.cases import REPORTED, case_id
from graph.model import Millis
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts, holds
from queries.parameters import Parameters
from queries.row import AccountId, At, Money, On, PersonId, Row, TeammateId
from queries.rules.days import date_words, days_ahead
from queries.rules.departed import (
    FACTS,
    Departure,
    DepartureStatus,
    Evidence,
    departures,
    known_there,
)
from queries.rules.exposure import FACTS as HANGING
from queries.rules.exposure import DepartureExposure, exposure_of
from queries.rules.money import arr_of
from queries.rules.promises import policy_of
from queries.rules.severity import WORST_FIRST, Severity, base, raised, renewal_near
from queries.rules.successors import Successor, successors_of

STATUS_ORDER = list(DepartureStatus)


class Destination(Row):
    """Where the person works now: an account and what it is to us, and who of us knows them.

    A warm path, where it is a prospect.
    """

    account: AccountId
    status: str
    title: str | None
    since: At | None
    known_by: list[TeammateId]


class ChampionDeparture(Row):
    """Who has left or is leaving, what hung on them, who can follow?

    One row for each person with a role who left an account, or seems to, with the evidence.
    """

    id: str
    account: AccountId
    person: PersonId
    roles: list[str]
    status: DepartureStatus
    confidence: float
    evidence: list[Evidence]
    detected_at: At
    confirmed_at: At | None
    arr: Money | None
    renewal_on: On | None
    days_to_renewal: int | None
    severity: Severity
    exposure: DepartureExposure
    remaining_contacts: list[PersonId]
    successors: list[Successor]
    destination: Destination | None
    successor: PersonId | None
    because: str
    next_action: str


class ChampionDepartureParameters(Parameters):
    """`statuses`, `roles` and `severities` narrow the answer; open cases unless told otherwise."""

    statuses: tuple[DepartureStatus, ...] = (
        DepartureStatus.SUSPECTED,
        DepartureStatus.CONFIRMED,
    )
    roles: tuple[str, ...] | None = None
    severities: tuple[Severity, ...] | None = None


def champion_departures(
    deployment: Deployment,
    accounts: Sequence[AccountFacts],
    parameters: ChampionDepartureParameters,
) -> Iterator[ChampionDeparture]:
    """The departures from each account, as far as they are asked for."""
    for account in accounts:
        cases = departures(deployment, account)
        known = known_there(account, cases)
        for case in cases.values():
            if not case.person.ever_held or case.status not in parameters.statuses:
                continue
            row = _row(deployment, account, case, known)
            if (parameters.roles is None or set(row.roles) & set(parameters.roles)) and (
                parameters.severities is None or row.severity in parameters.severities
            ):
                yield row


def roles_then(person: PersonFacts, moment: Millis) -> list[str]:
    """The roles the person held just before `moment`; else all they ever held there."""
    held = {
        spell["role"]
        for spell in person.ever_held
        if (spell["since"] or 0) <= moment and (holds(spell, moment) or spell["until"] == moment)
    }
    return sorted(held or {spell["role"] for spell in person.ever_held})


def _row(
    deployment: Deployment,
    account: AccountFacts,
    case: Departure,
    known: Sequence[PersonFacts],
) -> ChampionDeparture:
    person = case.person
    roles = roles_then(person, case.detected_at)
    remaining = [p for p in known if p.id != person.id]
    successors = successors_of(account, person, roles, remaining)
    exposure = exposure_of(account, case, roles, remaining)
    return ChampionDeparture(
        id=case_id(account.id, person.id),
        account=account.id,
        person=person.id,
        roles=roles,
        status=case.status,
        confidence=float(case.confidence),
        evidence=list(case.evidence),
        detected_at=case.detected_at,
        confirmed_at=case.confirmed_at if case.confirmed else None,
        arr=arr_of(account),
        renewal_on=account.renewal_on,
        days_to_renewal=days_ahead(account.renewal_on, account.as_of),
        severity=_severity(deployment, account, case),
        exposure=exposure,
        remaining_contacts=[p.id for p in remaining],
        successors=successors,
        destination=_destination(account, person, exposure),
        successor=None if case.decision is None else case.decision["successor"],
        because=_because(account, case, roles, exposure),
        next_action=_next_action(case, successors, exposure),
    )


def _severity(deployment: Deployment, account: AccountFacts, case: Departure) -> Severity:
    """The segment's base, one milder while only suspected, one up when the renewal is near."""
    steps = 1 if renewal_near(account, account.as_of) else 0
    if not case.confirmed:
        steps -= 1
    return raised(base(policy_of(deployment, account)), steps)


def _destination(
    account: AccountFacts, person: PersonFacts, exposure: DepartureExposure
) -> Destination | None:
    found = _elsewhere(account, person)
    if found is None:
        return None
    return Destination(
        account=found["account"],
        status=found["status"],
        title=found["title"],
        since=found["since"],
        known_by=[bond.teammate for bond in exposure.known_by],
    )


def _elsewhere(account: AccountFacts, person: PersonFacts) -> Mapping[str, Any] | None:
    """The newest other account that employs the person."""
    return max(
        account.rows_of("elsewhere", person.id),
        key=lambda row: (row["since"] or 0, row["account"]),
        default=None,
    )


WORDS = {
    "auto_reply_left": "their mailbox answered that they left",
    "on_leave": "their mailbox answered that they are on leave",
    "absent": "their mailbox answered that they are away",
    "crm_flag": "the CRM says so",
    "employment_ended": "the CRM's relation ended",
    "moved": "the CRM moved the contact to another account",
    "bounce": "mail came back",
    "silence": "went silent",
    "refusals": "declined meetings",
    "title_change": "changed title",
    "employer_changed": "a profile names another employer",
    REPORTED: "a colleague heard so",
}


def _because(
    account: AccountFacts, case: Departure, roles: Sequence[str], exposure: DepartureExposure
) -> str:
    """The evidence, what hung on them, and where they went."""
    name = f"{case.person.name} ({', '.join(role.replace('_', ' ') for role in roles)})"
    said = "; ".join(map(_evidence_words, _told(case.evidence)))
    if case.status is DepartureStatus.DISMISSED:
        against = f": {said}" if said else ""
        return f"{name} is said to be still at {account.name}{against}."
    left = "left" if case.confirmed else "seems to be leaving"
    sentences = [f"{name} {left} {account.name}: {said or 'a colleague decided so'}."]
    if hung := _hung(exposure):
        sentences.append(f"On them {'hung' if case.confirmed else 'hangs'}: {hung}.")
    if (elsewhere := _elsewhere(account, case.person)) is not None:
        title = f" ({elsewhere['title']})" if elsewhere["title"] else ""
        status = {"customer": "", "churned": ", a former customer"}.get(
            elsewhere["status"], f", a {elsewhere['status']}"
        )
        if elsewhere["name"]:
            sentences.append(f"Now at {elsewhere['name']}{title}{status}.")
        else:
            sentences.append(f"Now elsewhere{title}: which company, no record names.")
    if case.decision is not None and case.decision["successor"] is not None:
        sentences.append(f"{case.decision['successor_name'] or 'Somebody'} follows.")
    elif heirs := account.rows_of("heirs", case.person.id):
        # The ranking of successors knows nothing of it, so it is told beside.
        told = {f"{h['name'] or 'somebody no record names'} ({_source(h)})" for h in heirs}
        sentences.append(f"Named to follow: {', '.join(sorted(told))}.")
    return " ".join(sentences)


def _source(row: Mapping[str, Any]) -> str:
    """The source of the record that a row stands on."""
    return str(row["record"]).partition(":")[0]


def _told(evidence: Iterable[Evidence]) -> list[Evidence]:
    """One piece of each kind, the strongest and newest: two reports of one bounce are one."""
    told = {piece.kind: piece for piece in sorted(evidence, key=lambda e: (e.weight, e.at))}
    return sorted(told.values(), key=lambda e: (e.at, e.kind))


def _evidence_words(piece: Evidence) -> str:
    words = WORDS.get(piece.kind, piece.kind.replace("_", " "))
    if piece.kind == "silence":  # counts from a day on which nothing happened
        return f"{words} ({piece.detail})"
    detail = f" ({piece.detail})" if piece.detail else ""
    return f"{words} on {date_words(piece.at)}{detail}"


def _hung(exposure: DepartureExposure) -> str:
    numbers = (
        (len(exposure.goals), "goal"),
        (len(exposure.asks), "open ask"),
        (len(exposure.consents), "consent"),
        (len(exposure.assets), "asset"),
    )
    return ", ".join(f"{n} {what}{'' if n == 1 else 's'}" for n, what in numbers if n)


def _next_action(
    case: Departure, successors: Sequence[Successor], exposure: DepartureExposure
) -> str:
    best = successors[0].because if successors else ""
    if case.status is DepartureStatus.RESOLVED:
        return "None: it is resolved."
    if not case.confirmed:
        asked = f"Ask somebody there whether {case.person.name} is still with them."
        return f"{asked} Could follow: {best}" if best else asked
    if not best:
        return "Nobody else is known there: find a new contact at once."
    named = f"Name a successor, first choice {best}"
    return f"{named} Re-approve what hung on them." if _hung(exposure) else named


CHAMPION_DEPARTURES = Question(
    name="champion_departures",
    parameters=ChampionDepartureParameters,
    row=ChampionDeparture,
    facts=(*FACTS, *HANGING, "strengths", "elsewhere", "heirs"),
    answer=champion_departures,
    orders={
        "SEVERITY": lambda row: (WORST_FIRST.index(row.severity), -row.detected_at),
        "DETECTED": lambda row: (-row.detected_at,),
        "RENEWAL": lambda row: (row.renewal_on or "9999-12-31",),
    },
    unique=lambda row: (row.account, row.person),
)
