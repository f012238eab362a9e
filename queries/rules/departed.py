"""Whether somebody has left an account, judged from evidence and decisions. Never stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from graph.cases import REPORTED
from graph.model import Millis
from graph.projection.acquaintances import PROFILE
from graph.values.calendar import DAY
from graph.values.employers import same_company
from graph.values.mailboxes import company_domain, is_within
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts, holds
from queries.row import At, Private, Row
from queries.rules.days import date_words, days_words
from queries.rules.feeds import stale_since
from queries.rules.once import once
from queries.rules.scoring import confidence

SUSPECTED = Decimal("0.5")
CONFIRMED = Decimal("0.9")
ENDED = ("crm_flag", "employment_ended", "moved")
"""Kinds that speak of one record; another active record of the person there outweighs them."""
SILENCE_FACTOR = 3
LEAST_GAP = 10 * DAY
SILENCE_WEIGHT = REFUSALS_WEIGHT = BOUNCE_WEIGHT = 0.3


class DepartureStatus(StrEnum):
    """Where a departure stands."""

    SUSPECTED = "SUSPECTED"
    CONFIRMED = "CONFIRMED"
    DISMISSED = "DISMISSED"
    RESOLVED = "RESOLVED"


class Evidence(Row):
    """One piece of evidence: kind, when, how strong (0 to 1), which source says it.

    `note` is what a colleague wrote who heard of it, or what a mail said in its own words.
    """

    kind: str
    at: At
    weight: float
    source: str
    detail: str
    note: Private[str | None] = None


@dataclass(frozen=True)
class Departure:
    """A departure of one person from one account."""

    person: PersonFacts
    status: DepartureStatus
    evidence: tuple[Evidence, ...]
    decision: Mapping[str, Any] | None = None

    @property
    def decided_at(self) -> Millis | None:
        """When somebody decided, if that is why it stands so."""
        return None if self.decision is None else int(self.decision["at"])

    @cached_property
    def confidence(self) -> Decimal:
        """1 - product(1 - w) over the strongest evidence of each kind."""
        return confidence(strongest(self.evidence).values())

    @property
    def confirmed(self) -> bool:
        """The person counts as gone."""
        return self.status in (DepartureStatus.CONFIRMED, DepartureStatus.RESOLVED)

    @cached_property
    def detected_at(self) -> Millis:
        """When evidence first sufficed for the case, or somebody decided."""
        return self._reached(SUSPECTED)

    @cached_property
    def confirmed_at(self) -> Millis:
        """When the person began to count as gone."""
        return self._reached(CONFIRMED)

    def _reached(self, threshold: Decimal) -> Millis:
        known: list[Evidence] = []
        for piece in sorted(self.evidence, key=lambda e: e.at):
            known.append(piece)
            if confidence(strongest(known).values()) >= threshold:
                return piece.at
        return self.decided_at if self.decided_at is not None else self.evidence[-1].at


def strongest(evidence: Iterable[Evidence]) -> dict[str, float]:
    """One weight per kind: a kind counts once, at its strongest."""
    found: dict[str, float] = {}
    for piece in evidence:
        found[piece.kind] = max(piece.weight, found.get(piece.kind, 0.0))
    return found


@once
def departures(deployment: Deployment, account: AccountFacts) -> Mapping[str, Departure]:
    """The departures from an account by person; people without a case are left out.

    Needs the columns of FACTS.
    """
    judged = (_judged(deployment, account, person) for person in account.people)
    return {case.person.id: case for case in judged if case is not None}


FACTS = (
    *("people", "touches", "signals", "bounces", "refusals", "decisions"),
    *("domains_elsewhere", "relatives"),
)
"""The columns that judging departures needs."""


def known_there(account: AccountFacts, cases: Mapping[str, Departure]) -> list[PersonFacts]:
    """People employed or holding a role there, without those whose departure is confirmed."""
    return [
        person
        for person in account.people
        if (person.jobs_now or person.roles) and not gone(person, cases)
    ]


def gone(person: PersonFacts, cases: Mapping[str, Departure]) -> bool:
    """Whether the person's departure from the account is confirmed."""
    case = cases.get(person.id)
    return case is not None and case.confirmed


def _judged(deployment: Deployment, account: AccountFacts, person: PersonFacts) -> Departure | None:
    life = person.last_touch_at
    evidence = sorted(
        (
            piece
            for piece in _evidence(deployment, account, person, life)
            if life is None or piece.at >= life
        ),
        key=lambda e: (e.at, e.kind, e.detail),
    )
    decided = _decided(account, person, evidence, life)
    if decided is not None:
        status = DepartureStatus[decided["verdict"].upper()]
        return Departure(person, status, tuple(evidence), decided)
    sure = confidence(strongest(evidence).values())
    if sure < SUSPECTED:
        return None
    status = DepartureStatus.CONFIRMED if sure >= CONFIRMED else DepartureStatus.SUSPECTED
    return Departure(person, status, tuple(evidence))


def _decided(
    account: AccountFacts, person: PersonFacts, evidence: list[Evidence], life: Millis | None
) -> Mapping[str, Any] | None:
    """The newest decision, while no newer sign of life or evidence of another kind overtakes it.

    What a colleague heard after it is news, even if something of the kind was heard before.
    """
    decisions = account.rows_of("decisions", person.id)
    if not decisions:
        return None
    newest = max(decisions, key=lambda d: (d["at"], d["verdict"]))
    at: Millis = newest["at"]
    if newest["verdict"] != "dismissed":
        return None if life is not None and life > at else newest
    before = {e.kind for e in evidence if e.at <= at and e.weight > 0}
    news = {e.kind for e in evidence if e.at > at and e.weight > 0}
    return None if news - (before - {REPORTED}) else newest


def _evidence(
    deployment: Deployment, account: AccountFacts, person: PersonFacts, life: Millis | None
) -> Iterable[Evidence]:
    signals = account.rows_of("signals", person.id)
    for row in signals:
        if row["kind"] in ENDED and _another_record_stands(person, row["record"], signals):
            continue
        if row["about"] is None and not _speaks_of(account, person, row):
            continue
        yield Evidence(
            kind=row["kind"],
            at=row["at"],
            weight=row["weight"],
            source=row["source"] or "",
            detail=row["detail"] or "",
            note=row["note"],
        )
    for row in account.rows_of("bounces", person.id):
        if _employed(person, row["at"]) and _is_address_there(account, person, row["named"]):
            yield Evidence(
                kind="bounce",
                at=row["at"],
                weight=BOUNCE_WEIGHT,
                source=row["source"],
                detail="a mail came back, no reason given",
            )
    yield from silence(deployment, account, person)
    yield from _refusals(account, person, life)


def _speaks_of(account: AccountFacts, person: PersonFacts, row: dict[str, Any]) -> bool:
    """Whether a signal that names no account speaks of this one."""
    if row["kind"] in PROFILE:
        return _employed(person, row["at"]) and _is_another(account, row["detail"] or "")
    return _is_address_there(account, person, row["named"])


def _is_another(account: AccountFacts, employer: str) -> bool:
    """Whether the employer in a profile is neither the account nor one of its group."""
    own = account.row["account"]
    group = [(account.name, own["domain"])]
    group += [(row["name"] or "", row["domain"]) for row in account.row["relatives"]]
    return not any(same_company(employer, name, domain) for name, domain in group)


def _is_address_there(account: AccountFacts, person: PersonFacts, named: str | None) -> bool:
    """Whether evidence about an address speaks of this account: not if it is one elsewhere.

    An address whose domain no employer of the person has speaks of all of them, and so does
    evidence that names the person otherwise.
    """
    domain = company_domain((named or "").removeprefix("email:"))
    if domain is None or is_within(domain, account.row["account"]["domain"]):
        return True
    elsewhere = account.rows_of("domains_elsewhere", person.id)
    return not any(is_within(domain, row["domain"]) for row in elsewhere)


def _employed(person: PersonFacts, moment: Millis) -> bool:
    return any((job["since"] or 0) <= moment and holds(job, moment) for job in person.jobs)


def _another_record_stands(
    person: PersonFacts, record: str, signals: list[dict[str, object]]
) -> bool:
    ended = {row["record"] for row in signals if row["kind"] in ENDED}
    return any(job["record"] not in ended and job["record"] != record for job in person.jobs_now)


def silence(
    deployment: Deployment, account: AccountFacts, person: PersonFacts
) -> Iterable[Evidence]:
    """No touch for longer than three times the person's own mean gap, ten days at the least.

    One piece of evidence, or none. Needs the column `touches`.
    """
    touches = person.touches
    if touches["count"] < 3:
        return
    watermark = stale_since(deployment, account, account.as_of)
    judged_at = account.as_of if watermark is None else watermark
    gaps = touches["count"] - 1
    span = max(touches["last"] - touches["first"], LEAST_GAP * gaps)
    # Whole numbers: silent for longer than 3 * span / gaps.
    if (judged_at - touches["last"]) * gaps > SILENCE_FACTOR * span:
        rhythm = span / gaps
        silent = days_words((judged_at - touches["last"]) // DAY)
        until = "" if watermark is None else f" until {date_words(watermark)}, where the feed ends"
        yield Evidence(
            kind="silence",
            at=touches["last"] + int(SILENCE_FACTOR * rhythm),
            weight=SILENCE_WEIGHT,
            source="rapport",
            detail=f"last touch on {date_words(touches['last'])}, silent for {silent}{until}; "
            f"usually every {days_words(round(rhythm / DAY))}",
        )


def _refusals(
    account: AccountFacts, person: PersonFacts, life: Millis | None
) -> Iterable[Evidence]:
    """Two meetings declined since the last sign of life; dated by the second."""
    declined = sorted(
        row["at"]
        for row in account.rows_of("refusals", person.id)
        if life is None or row["at"] >= life
    )
    if len(declined) >= 2:
        yield Evidence(
            kind="refusals",
            at=declined[1],
            weight=REFUSALS_WEIGHT,
            source="rapport",
            detail=f"declined {len(declined)} meetings in a row",
        )
