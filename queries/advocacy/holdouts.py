"""Campaign holdouts: whom must we not write to now, why, and until when?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

from graph.model import STATUSES
from graph.values.calendar import DAY
from queries.advocacy.pressure import PRESSURE_FACTS, Contact, ContactKind, contacts_of
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import PeopleParameters
from queries.relationships.recency import TOO_MANY
from queries.row import AccountId, On, PersonId, Row
from queries.rules.blockers import BLOCKER_FACTS, blockers_of_any_act
from queries.rules.days import date_words, day_of
from queries.rules.departed import Departure, departures, gone
from queries.rules.thresholds import PRESSURE_DAYS


class HoldCode(StrEnum):
    """Why somebody is held out of a campaign."""

    NOT_KNOWN = "NOT_KNOWN"
    OPTED_OUT = "OPTED_OUT"
    PERSON_DEPARTED = "PERSON_DEPARTED"
    OPEN_ESCALATION = "OPEN_ESCALATION"
    RENEWAL_WINDOW = "RENEWAL_WINDOW"
    PENDING_ELSEWHERE = "PENDING_ELSEWHERE"
    OWNER_HOLD = "OWNER_HOLD"
    DETRACTOR = "DETRACTOR"
    OVER_TOUCHED = "OVER_TOUCHED"
    SAME_PURPOSE = "SAME_PURPOSE"


Place = tuple[AccountFacts, PersonFacts, Mapping[str, Departure]]
"""An account to which a person belonged, with the departures from it."""
OF_AN_ACCOUNT = {code.value for code in HoldCode if code is not HoldCode.OPTED_OUT}
"""Blockers of an ask that hold out of a campaign too, for the sake of one account."""


class HoldReason(Row):
    """One reason to hold somebody out; `lifts_on` empty: it does not lift by itself."""

    code: HoldCode
    account: AccountId | None
    because: str
    lifts_on: On | None


class CampaignHoldout(Row):
    """Who must be held out of a campaign now, why, and until when?

    One row for each person (of the people given, else of everybody we know) with a reason: opted
    out; left, or seems to be leaving, and known nowhere else; an open escalation, a renewal within
    60 days, an owner's hold; being asked for something already; a detractor; approached more than 5
    times within seven days; contacted or asked by us for the same `purpose` or campaign within 30
    days. Of the people given, one whom no account we know ever had is held out too: nothing is
    known against writing to them, and nothing for it. Whoever has no row may be written to. The
    reasons of every account a person belongs to count; the person is held until the last lifts.
    """

    person: PersonId
    reasons: list[HoldReason]
    until: On | None
    because: str


class CampaignHoldoutParameters(PeopleParameters):
    """`people` is the audience of the campaign, `purpose` what it is for."""

    status: tuple[str, ...] = STATUSES
    purpose: str | None = None


def campaign_holdouts(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: CampaignHoldoutParameters
) -> Iterator[CampaignHoldout]:
    """Everybody who must be held out."""
    names: dict[str, str] = {}
    places: dict[str, list[Place]] = defaultdict(list)
    for account in accounts:
        cases = departures(deployment, account)
        for person in account.people:
            if parameters.asks_about(person.id):
                names[person.id] = person.name
                places[person.id].append((account, person, cases))
    for id_, known_at in places.items():
        reasons = list(_reasons(known_at, parameters.purpose))
        if reasons:
            yield _row(id_, names[id_], reasons)
    if parameters.accounts is None and parameters.segments is None and parameters.owners is None:
        for id_ in dict.fromkeys(parameters.people or ()):
            if id_ not in places:
                unknown = _reason(HoldCode.NOT_KNOWN, None, "belongs to no account we know")
                yield _row(id_, "Somebody", [unknown])


def _reasons(places: Sequence[Place], purpose: str | None) -> Iterator[HoldReason]:
    """What holds one person out, at each account where they are, or else where they were."""
    _, anywhere, _ = places[0]
    if anywhere.opted_out:
        yield _reason(HoldCode.OPTED_OUT, None, "opted out")
    here = [
        (account, person, cases)
        for account, person, cases in places
        if (person.jobs_now or person.roles) and not gone(person, cases)
    ]
    if not here:
        account = places[-1][0]
        yield _reason(HoldCode.PERSON_DEPARTED, account, f"left {account.name}")
        return
    staying = [place for place in here if not _leaving(place)]
    for account, person, cases in staying or here:
        for blocker in blockers_of_any_act(account, person, cases.get(person.id)):
            if blocker.code.value in OF_AN_ACCOUNT:
                code = HoldCode(blocker.code.value)
                yield HoldReason(
                    code=code,
                    account=account.id,
                    because=blocker.because,
                    lifts_on=blocker.lifts_on,
                )
    account, person, _ = here[0]
    yield from _too_much(account, contacts_of(account, person.id, PRESSURE_DAYS), purpose)


def _leaving(place: Place) -> bool:
    _, person, cases = place
    case = cases.get(person.id)
    return case is not None and case.status == "SUSPECTED"


def _too_much(
    account: AccountFacts, contacts: Iterable[Contact], purpose: str | None
) -> Iterator[HoldReason]:
    """Too many contacts within a week, or one for the same purpose; wherever they were made."""
    made = [contact for contact in contacts if not contact.planned]
    week = [
        c.at
        for c in made
        if c.kind in (ContactKind.TOUCH, ContactKind.ATTEMPT) and c.at > account.as_of - 7 * DAY
    ]
    if len(week) > TOO_MANY:
        # It lifts when so many of them are seven days old that few enough are left.
        lifts = day_of(sorted(week)[len(week) - TOO_MANY - 1] + 7 * DAY)
        because = f"approached {len(week)} times in seven days"
        yield _reason(HoldCode.OVER_TOUCHED, None, because, lifts)
    if purpose is None:
        return
    same = [
        c
        for c in contacts
        if not c.from_them and (_same(c.purpose, purpose) or _same(c.campaign, purpose))
    ]
    if same:
        last = max(contact.at for contact in same)
        planned = last > account.as_of
        when = f"{'planned for' if planned else 'contacted on'} {date_words(last)}"
        lifts = day_of(last) + timedelta(days=PRESSURE_DAYS + 1)
        because = f"{when} for the same purpose, {purpose}"
        yield _reason(HoldCode.SAME_PURPOSE, None, because, lifts)


def _same(one: str | None, other: str) -> bool:
    def plain(word: str) -> str:
        return word.strip().casefold().replace("_", " ")

    return one is not None and plain(one) == plain(other)


def _reason(
    code: HoldCode, account: AccountFacts | None, because: str, lifts_on: date | None = None
) -> HoldReason:
    return HoldReason(
        code=code,
        account=None if account is None else account.id,
        because=because,
        lifts_on=None if lifts_on is None else lifts_on.isoformat(),
    )


def _row(person: str, name: str, reasons: list[HoldReason]) -> CampaignHoldout:
    ordered = sorted(reasons, key=lambda r: (list(HoldCode).index(r.code), r.account or ""))
    days = [reason.lifts_on for reason in ordered]
    said = ", ".join(dict.fromkeys(reason.because for reason in ordered))
    return CampaignHoldout(
        person=person,
        reasons=ordered,
        until=None if None in days else max(day for day in days if day is not None),
        because=f"{name}: {said}.",
    )


CAMPAIGN_HOLDOUTS = Question(
    name="campaign_holdouts",
    parameters=CampaignHoldoutParameters,
    row=CampaignHoldout,
    facts=(*BLOCKER_FACTS, *PRESSURE_FACTS),
    answer=campaign_holdouts,
    orders={
        "UNTIL": lambda row: (row.until or "9999-12-31",),
        "REASON": lambda row: (min(list(HoldCode).index(r.code) for r in row.reasons),),
    },
    unique=lambda row: (row.person,),
)
