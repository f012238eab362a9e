"""What stands in the way of asking somebody, and on which day it stops doing so."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, field_validator

from graph.model import ACTS, ACTS_BY_EFFORT, CATALOGUE, Millis
from graph.programme.states import consent_holds
from graph.programme.transitions import PENDING
from graph.values.calendar import DAY
from queries.facts import AccountFacts, PersonFacts
from queries.row import On, Row
from queries.rules.asks import asks_of, asks_there
from queries.rules.days import day_of, days_ahead, days_between, days_words
from queries.rules.departed import FACTS, Departure
from queries.rules.sentiment import current_sentiment, detractor_since, mood

COOLDOWN_DAYS = 30
DECLINE_DAYS = 180
CAP_DAYS = 180
CAP_PERSON = 3
CAP_ACCOUNT = 6
RENEWAL_DAYS = 60
SOURED = -0.2
YEAR = 365


class BlockerCode(StrEnum):
    """Why somebody may not be asked."""

    NO_CONSENT = "NO_CONSENT"
    CONSENT_EXPIRED = "CONSENT_EXPIRED"
    CONSENT_SCOPE = "CONSENT_SCOPE"
    OPTED_OUT = "OPTED_OUT"
    COOLDOWN = "COOLDOWN"
    CAP_PERSON = "CAP_PERSON"
    CAP_ACCOUNT = "CAP_ACCOUNT"
    OPEN_ESCALATION = "OPEN_ESCALATION"
    RENEWAL_WINDOW = "RENEWAL_WINDOW"
    DETRACTOR = "DETRACTOR"
    PERSON_DEPARTED = "PERSON_DEPARTED"
    OWNER_HOLD = "OWNER_HOLD"
    COMPETITOR_OF_PROSPECT = "COMPETITOR_OF_PROSPECT"
    PENDING_ELSEWHERE = "PENDING_ELSEWHERE"
    LADDER = "LADDER"


ORDER = {code: place for place, code in enumerate(BlockerCode)}

OF_ONE_ACT = frozenset(
    {
        BlockerCode.NO_CONSENT,
        BlockerCode.CONSENT_EXPIRED,
        BlockerCode.CONSENT_SCOPE,
        BlockerCode.COMPETITOR_OF_PROSPECT,
        BlockerCode.LADDER,
    }
)
"""What stands in the way of one act or one prospect only."""

BLOCKER_FACTS = (*FACTS, "readings", "consents", "asks", "asks_there", "escalations")
"""The columns that telling blockers needs."""


class Blocker(Row):
    """One reason not to ask somebody; `lifts_on` empty: it does not lift by itself."""

    code: BlockerCode
    because: str
    lifts_on: On | None


class Criteria(BaseModel):
    """What a reference is needed for: the act, where it will be used, and who would fit."""

    act: str = "reference_call"
    channel: str | None = None
    industry: str | None = None
    region: str | None = None
    min_employees: int | None = None
    max_employees: int | None = None
    use_case: str | None = None
    persona: str | None = None
    prospect_domain: str | None = None

    @field_validator("act")
    @classmethod
    def _known_act(cls, act: str) -> str:
        if act not in ACTS:
            raise ValueError(f"an act is one of: {', '.join(ACTS)}")
        return act


def blockers_of(
    account: AccountFacts, person: PersonFacts, case: Departure | None, criteria: Criteria
) -> list[Blocker]:
    """Every blocker that applies, in the order of their codes."""
    found = [
        *_consent(account, person, criteria),
        *_asked_enough(account, person),
        *_account_matters(account, criteria),
        *_person_matters(account, person, case, criteria),
    ]
    return sorted(found, key=lambda blocker: ORDER[blocker.code])


def blockers_of_any_act(
    account: AccountFacts, person: PersonFacts, case: Departure | None
) -> list[Blocker]:
    """The blockers that apply whatever the person were asked for."""
    found = blockers_of(account, person, case, Criteria())
    return [blocker for blocker in found if blocker.code not in OF_ONE_ACT]


def lifting(blockers: list[Blocker]) -> str | None:
    """The day on which the last of the blockers lifts; None if one does not by itself."""
    days = [blocker.lifts_on for blocker in blockers]
    return None if None in days else max((day for day in days if day is not None), default=None)


def _blocker(code: BlockerCode, because: str, lifts_on: date | None = None) -> Blocker:
    return Blocker(
        code=code, because=because, lifts_on=None if lifts_on is None else lifts_on.isoformat()
    )


def _consent(account: AccountFacts, person: PersonFacts, criteria: Criteria) -> Iterator[Blocker]:
    as_of = account.as_of
    consents = account.rows_of("consents", person.id)
    for_act = [c for c in consents if criteria.act in (c["acts"] or ())]
    in_force = [c for c in consents if consent_holds(c, as_of)]
    if any(_in_scope(c, criteria) for c in in_force):
        return
    act = CATALOGUE[criteria.act].words
    if not for_act:
        yield _blocker(BlockerCode.NO_CONSENT, f"never agreed to {act}")
    if any(not consent_holds(c, as_of) for c in for_act):
        yield _blocker(BlockerCode.CONSENT_EXPIRED, f"the consent to {act} ended")
    if in_force:
        yield _blocker(
            BlockerCode.CONSENT_SCOPE, "the consent in force is for another act, region or channel"
        )


def _in_scope(consent: dict[str, Any], criteria: Criteria) -> bool:
    return (
        criteria.act in (consent["acts"] or ())
        and _allows(consent["regions"], criteria.region)
        and _allows(consent["channels"], criteria.channel)
    )


def _allows(allowed: list[str] | None, wanted: str | None) -> bool:
    if not allowed or wanted is None:
        return True
    return wanted.casefold() in {word.casefold() for word in allowed}


def _asked_enough(account: AccountFacts, person: PersonFacts) -> Iterator[Blocker]:
    as_of = account.as_of
    asks = asks_of(account, person.id)
    asked = [ask["invited_at"] for ask in asks]
    lifts = [day_of(at + COOLDOWN_DAYS * DAY) for at in asked if _within(at, as_of, COOLDOWN_DAYS)]
    declined = [
        ask["decided_at"]
        for ask in asks
        if ask["state"] == "declined"
        and ask["decided_at"] is not None
        and _within(ask["decided_at"], as_of, DECLINE_DAYS)
    ]
    lifts += [day_of(at + DECLINE_DAYS * DAY) for at in declined]
    if lifts:
        why = "declined not long ago" if declined else "asked not long ago"
        yield _blocker(BlockerCode.COOLDOWN, why, max(lifts))
    yield from _cap(BlockerCode.CAP_PERSON, "asked", asked, CAP_PERSON, as_of)
    yield from _cap(
        BlockerCode.CAP_ACCOUNT,
        f"{account.name} was asked",
        [ask["invited_at"] for ask in asks_there(account)],
        CAP_ACCOUNT,
        as_of,
    )
    pending = [
        ask["reserved_until"]
        for ask in asks
        if ask["state"] in PENDING
        and (ask["reserved_until"] is None or ask["reserved_until"] > as_of)
    ]
    if pending:
        lifts_on = None if None in pending else day_of(max(pending))
        yield _blocker(BlockerCode.PENDING_ELSEWHERE, "being asked already", lifts_on)


def _within(at: Millis, as_of: Millis, days: int) -> bool:
    return days_between(at, as_of) < days


def _cap(
    code: BlockerCode, who: str, asked: list[Millis], cap: int, as_of: Millis
) -> Iterator[Blocker]:
    """So many asks within 180 days; lifts when the cap-th newest leaves the window."""
    recent = [at for at in asked if days_between(at, as_of) <= CAP_DAYS]
    if len(recent) >= cap:
        lifts_on = day_of(recent[-cap] + (CAP_DAYS + 1) * DAY)
        yield _blocker(code, f"{who} {len(recent)} times in {CAP_DAYS} days", lifts_on)


def _account_matters(account: AccountFacts, criteria: Criteria) -> Iterator[Blocker]:
    if count := len(account.row["escalations"]):
        cases = "case" if count == 1 else "cases"
        yield _blocker(
            BlockerCode.OPEN_ESCALATION, f"{account.name} has {count} open urgent {cases}"
        )
    ahead = days_ahead(account.renewal_on, account.as_of)
    if account.renewal_on is not None and ahead is not None and 0 <= ahead <= RENEWAL_DAYS:
        yield _blocker(
            BlockerCode.RENEWAL_WINDOW,
            f"the contract renews in {days_words(ahead)}",
            date.fromisoformat(account.renewal_on) + timedelta(days=1),
        )
    if criteria.prospect_domain and criteria.prospect_domain.casefold() in {
        domain.casefold() for domain in account.row["account"]["competitors"] or ()
    }:
        yield _blocker(
            BlockerCode.COMPETITOR_OF_PROSPECT,
            f"{account.name} competes with {criteria.prospect_domain}",
        )


def _person_matters(
    account: AccountFacts, person: PersonFacts, case: Departure | None, criteria: Criteria
) -> Iterator[Blocker]:
    as_of = account.as_of
    if person.opted_out:
        yield _blocker(BlockerCode.OPTED_OUT, "opted out")
    feeling = current_sentiment(account, person.id)
    detractor = detractor_since(account, person.id)
    if detractor is not None:
        yield _blocker(
            BlockerCode.DETRACTOR,
            "the newest NPS answer is a detractor's",
            day_of(detractor + (YEAR + 1) * DAY),
        )
    elif feeling is not None and feeling < SOURED:
        yield _blocker(BlockerCode.DETRACTOR, mood(feeling))
    if case is not None and (case.confirmed or case.status == "SUSPECTED"):
        why = f"left {account.name}" if case.confirmed else f"seems to be leaving {account.name}"
        yield _blocker(BlockerCode.PERSON_DEPARTED, why)
    holds = [day for day in (person.hold_until, account.row["account"]["hold_until"]) if day]
    today = day_of(as_of).isoformat()
    if holds and max(holds) > today:
        yield _blocker(BlockerCode.OWNER_HOLD, "the owner holds it", date.fromisoformat(max(holds)))
    if criteria.act in ACTS_BY_EFFORT["large"] and not any(
        ask["state"] == "completed" for ask in asks_of(account, person.id)
    ):
        yield _blocker(BlockerCode.LADDER, "did no smaller act before")
