"""Asset health: is who features in our stories still there, still glad, and still willing?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from graph.model import ACTS, Millis
from graph.programme.states import ENDED, asset_state, consent_holds
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Parameters
from queries.row import AccountId, AssetId, AssetState, At, On, PersonId, Row
from queries.rules.blockers import BLOCKER_FACTS, BlockerCode, blockers_of_any_act
from queries.rules.days import date_words, day_of, days_between
from queries.rules.departed import Departure, DepartureStatus, departures
from queries.rules.thresholds import ENDING_DAYS

OUTSIDE = ("approved", "published")
"""States of an asset that others may see, or will at once."""
RETIRED = "retired"


class AssetFindingCode(StrEnum):
    """What is wrong with an asset, from worst to least."""

    ACCOUNT_CHURNED = "ACCOUNT_CHURNED"
    OPTED_OUT = "OPTED_OUT"
    SUBJECT_LEFT = "SUBJECT_LEFT"
    CONSENT_ENDED = "CONSENT_ENDED"
    NO_CONSENT = "NO_CONSENT"
    SUBJECT_SOURED = "SUBJECT_SOURED"
    SUBJECT_LEAVING = "SUBJECT_LEAVING"
    NEEDS_APPROVAL = "NEEDS_APPROVAL"
    CONSENT_ENDING = "CONSENT_ENDING"


WORST_FIRST = list(AssetFindingCode)
NEXT_ACTIONS: Mapping[AssetFindingCode, str] = {
    AssetFindingCode.ACCOUNT_CHURNED: "Take it down.",
    AssetFindingCode.OPTED_OUT: "Take it down.",
    AssetFindingCode.SUBJECT_LEFT: "Have it approved again by somebody who is still there.",
    AssetFindingCode.CONSENT_ENDED: "Ask for consent again, or take it down.",
    AssetFindingCode.NO_CONSENT: "Ask for consent.",
    AssetFindingCode.SUBJECT_SOURED: "Do not send it to anybody before its subject is content.",
    AssetFindingCode.SUBJECT_LEAVING: "Ask whether its subject is still there.",
    AssetFindingCode.NEEDS_APPROVAL: "Have it approved again.",
    AssetFindingCode.CONSENT_ENDING: "Ask for consent beyond that day.",
}


class AssetFinding(Row):
    """One thing wrong with an asset: about whom of those who feature in it, and from which day."""

    code: AssetFindingCode
    person: PersonId | None
    because: str
    on: On | None


class AssetHealth(Row):
    """Which of our stories may still be told: is their subject there, content and willing?

    One row for each asset that is not retired, of customers and of those who left us. Findings are
    all that apply: the account churned; somebody in it opted out, left, seems to be leaving, or
    soured (a detractor, or sentiment below -0.2); the consent ended, ends within 30 days or was
    never given; it was public and waits for approval again. A consent counts if it names the act
    the asset is (quote, case_study, logo, review …), any consent for an asset that is no act; where
    nobody features, one of anybody's there. Drafts need none yet. A healthy asset has no finding.
    """

    asset: AssetId
    account: AccountId
    people: list[PersonId]
    title: str
    kind: str | None
    state: AssetState
    published_at: At | None
    healthy: bool
    findings: list[AssetFinding]
    because: str
    next_action: str


class AssetHealthParameters(Parameters):
    """`kinds` of assets and `findings` narrow the answer."""

    status: tuple[str, ...] = ("customer", "churned")
    kinds: tuple[str, ...] | None = None
    findings: tuple[AssetFindingCode, ...] | None = None


def asset_health(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: AssetHealthParameters
) -> Iterator[AssetHealth]:
    """The assets of each account, as far as they are asked for."""
    for account in accounts:
        if not account.row["assets"]:
            continue
        cases = departures(deployment, account)
        for stated in account.row["assets"]:
            asset = stated | {"state": asset_state(stated, account.as_of)}
            if asset["state"] == RETIRED or not _of_account(account, asset):
                continue
            if parameters.kinds is not None and asset["kind"] not in parameters.kinds:
                continue
            row = _row(account, asset, cases)
            codes = {finding.code for finding in row.findings}
            if parameters.findings is None or codes & set(parameters.findings):
                yield row


def _of_account(account: AccountFacts, asset: dict[str, Any]) -> bool:
    """Whether an asset about no account in particular is this one's: its people belonged here."""
    at = asset["published_at"]
    people = {person["id"] for person in asset["people"]}
    featured = [person for person in account.people if person.id in people]
    if asset["about"] or at is None:
        return True
    spells = [spell for p in featured for spell in (*p.jobs, *p.ever_held)]
    return any(
        (spell["since"] or 0) <= at and (spell["until"] is None or spell["until"] > at)
        for spell in spells
    )


def _row(
    account: AccountFacts, asset: dict[str, Any], cases: Mapping[str, Departure]
) -> AssetHealth:
    findings = sorted(
        _findings(account, asset, cases),
        key=lambda f: (WORST_FIRST.index(f.code), f.person or "", f.on or ""),
    )
    title = asset["title"] or "An asset without a title"
    said = "; ".join(finding.because for finding in findings)
    return AssetHealth(
        asset=asset["id"],
        account=account.id,
        people=[person["id"] for person in asset["people"]],
        title=title,
        kind=asset["kind"],
        state=asset["state"],
        published_at=asset["published_at"],
        healthy=not findings,
        findings=findings,
        because=f"{title} ({account.name}): {said or 'its subject is there, content and willing'}.",
        next_action=NEXT_ACTIONS[findings[0].code] if findings else "Use it.",
    )


def _findings(
    account: AccountFacts, asset: dict[str, Any], cases: Mapping[str, Departure]
) -> Iterator[AssetFinding]:
    if account.status == "churned":
        yield _finding(AssetFindingCode.ACCOUNT_CHURNED, f"{account.name} is no customer any more")
    if asset["state"] == "in_approval" and asset["published_at"] is not None:
        yield _finding(AssetFindingCode.NEEDS_APPROVAL, "it was public and waits for approval")
    known = {person.id: person for person in account.people}
    featured = [known[person["id"]] for person in asset["people"] if person["id"] in known]
    for person in featured:
        yield from _of_subject(account, person, cases.get(person.id))
        yield from _of_consents(account, asset, person, person.name, [person.id])
    if not asset["people"]:
        yield from _of_consents(account, asset, None, f"anybody at {account.name}", known)


def _of_subject(
    account: AccountFacts, person: PersonFacts, case: Departure | None
) -> Iterator[AssetFinding]:
    blockers = {b.code: b for b in blockers_of_any_act(account, person, case)}
    if person.opted_out:
        yield _finding(AssetFindingCode.OPTED_OUT, f"{person.name} opted out", person)
    if (soured := blockers.get(BlockerCode.DETRACTOR)) is not None:
        because = f"{person.name}: {soured.because}"
        yield _finding(AssetFindingCode.SUBJECT_SOURED, because, person)
    if case is not None and case.confirmed:
        because = f"{person.name} left {account.name}"
        yield _finding(AssetFindingCode.SUBJECT_LEFT, because, person, case.confirmed_at)
    elif not (person.jobs_now or person.roles):
        because = f"{person.name} is not at {account.name} any more"
        yield _finding(AssetFindingCode.SUBJECT_LEFT, because, person)
    elif case is not None and case.status is DepartureStatus.SUSPECTED:
        because = f"{person.name} seems to be leaving {account.name}"
        yield _finding(AssetFindingCode.SUBJECT_LEAVING, because, person, case.detected_at)


def _of_consents(
    account: AccountFacts,
    asset: dict[str, Any],
    person: PersonFacts | None,
    who: str,
    givers: Iterable[str],
) -> Iterator[AssetFinding]:
    """What is wrong with the consent to an asset that others may see."""
    if asset["state"] not in OUTSIDE:
        return
    as_of = account.as_of
    given = [
        consent
        for giver in givers
        for consent in account.rows_of("consents", giver)
        if asset["kind"] not in ACTS or asset["kind"] in (consent["acts"] or ())
    ]
    if not given:
        yield _finding(AssetFindingCode.NO_CONSENT, f"{who} never agreed to it", person)
        return
    standing = [consent["until"] for consent in given if consent_holds(consent, as_of)]
    if not standing:
        ended = max(_ended_at(consent, as_of) for consent in given)
        because = f"the consent of {who} ended on {date_words(ended)}"
        yield _finding(AssetFindingCode.CONSENT_ENDED, because, person, ended)
    elif None not in standing and days_between(as_of, max(standing)) <= ENDING_DAYS:
        because = f"the consent of {who} ends on {date_words(max(standing))}"
        yield _finding(AssetFindingCode.CONSENT_ENDING, because, person, max(standing))


def _ended_at(consent: dict[str, Any], as_of: Millis) -> Millis:
    """When a consent that does not hold any more ended: the first of all that ends one."""
    ends = (consent["until"], consent["revoked_at"], *_ended_here(consent))
    past: list[Millis] = [at for at in ends if at is not None and at <= as_of]
    return min(past)


def _ended_here(consent: dict[str, Any]) -> Iterator[Millis]:
    yield from (step["at"] for step in consent["steps"] if step["state"] == ENDED)


def _finding(
    code: AssetFindingCode, because: str, person: PersonFacts | None = None, at: int | None = None
) -> AssetFinding:
    on: date | None = None if at is None else day_of(at)
    return AssetFinding(
        code=code,
        person=None if person is None else person.id,
        because=because,
        on=None if on is None else on.isoformat(),
    )


ASSET_HEALTH = Question(
    name="asset_health",
    parameters=AssetHealthParameters,
    row=AssetHealth,
    facts=(*BLOCKER_FACTS, "assets"),
    answer=asset_health,
    orders={
        "WORST": lambda row: (
            min((WORST_FIRST.index(f.code) for f in row.findings), default=len(WORST_FIRST)),
            -len(row.findings),
        ),
        "NEWEST": lambda row: (-(row.published_at or 0),),
    },
    unique=lambda row: (row.asset, row.account),
)
