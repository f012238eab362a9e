"""Coverage gaps: whom should we know at each customer, and don't?"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from graph.model import Millis
from graph.policy import SegmentPolicy
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts, holds
from queries.parameters import Parameters
from queries.row import AccountId, At, Money, On, PersonId, Row
from queries.rules.days import days_between, days_words
from queries.rules.departed import FACTS, Departure, departures, gone, known_there
from queries.rules.feeds import feed_words, stale_feeds, stale_since
from queries.rules.money import arr_of
from queries.rules.once import once
from queries.rules.promises import Promise, policy_of, promise_to
from queries.rules.scoring import RECENT_DAYS
from queries.rules.severity import WORST_FIRST, Severity, base, raised, renewal_near


class CoverageGapKind(StrEnum):
    """What is missing."""

    MISSING_ROLE = "MISSING_ROLE"
    DEPARTED_ROLE = "DEPARTED_ROLE"
    NEVER_TOUCHED = "NEVER_TOUCHED"
    STALE = "STALE"
    UNOWNED = "UNOWNED"
    NO_GOAL = "NO_GOAL"
    FEW_CONTACTS = "FEW_CONTACTS"
    SINGLE_THREADED = "SINGLE_THREADED"
    NO_EXECUTIVE_CONTACT = "NO_EXECUTIVE_CONTACT"
    FEED_STALE = "FEED_STALE"


AT_BASE = {
    CoverageGapKind.MISSING_ROLE,
    CoverageGapKind.DEPARTED_ROLE,
    CoverageGapKind.SINGLE_THREADED,
    CoverageGapKind.NO_EXECUTIVE_CONTACT,
}
ALWAYS_LOW = {CoverageGapKind.NO_GOAL, CoverageGapKind.FEED_STALE}


class CoverageGap(Row):
    """Whom should we know at each customer, and don't?

    One row for each thing missing at an account, with the people it concerns, why, and what to do.
    """

    account: AccountId
    kind: CoverageGapKind
    role: str | None
    people: list[PersonId]
    since: At | None
    last_touch_at: At | None
    cadence_days: int | None
    overdue_days: int | None
    arr: Money | None
    renewal_on: On | None
    severity: Severity
    because: str
    next_action: str


class CoverageGapParameters(Parameters):
    """`kinds`, `roles` and `severities` narrow the answer."""

    kinds: tuple[CoverageGapKind, ...] | None = None
    roles: tuple[str, ...] | None = None
    severities: tuple[Severity, ...] | None = None


def coverage_gaps(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: CoverageGapParameters
) -> Iterator[CoverageGap]:
    """The gaps of each account, as far as they are asked for."""
    for account in accounts:
        for gap in gaps_of(deployment, account):
            if (
                (parameters.kinds is None or gap.kind in parameters.kinds)
                and (parameters.roles is None or gap.role in parameters.roles)
                and (parameters.severities is None or gap.severity in parameters.severities)
            ):
                yield gap


@once
def gaps_of(deployment: Deployment, account: AccountFacts) -> Sequence[CoverageGap]:
    """Everything missing at one account."""
    return tuple(_Account(deployment, account).gaps())


class _Account:
    """One account under its policy."""

    def __init__(self, deployment: Deployment, account: AccountFacts) -> None:
        self.deployment = deployment
        self.account = account
        self.as_of = account.as_of
        self.policy: SegmentPolicy = policy_of(deployment, account)
        self.cases = departures(deployment, account)
        self.known = known_there(account, self.cases)
        self.stale_feed = stale_since(deployment, account, self.as_of)
        self.with_goal = set(account.row["goals"])

    def gaps(self) -> Iterator[CoverageGap]:
        for role in self.policy.cadences:
            yield from self._role(role)
        if self.policy.human_cadence:
            yield from self._unowned()
        if len(self.known) < self.policy.contacts:
            yield self._gap(
                CoverageGapKind.FEW_CONTACTS,
                f"We know {_count(len(self.known), 'person', 'people')} at {self.account.name}; "
                f"{self.policy.segment} accounts are promised {self.policy.contacts}.",
                "Ask for introductions to more people there.",
                people=self.known,
            )
        if self.stale_feed is None:
            yield from self._single_threaded()
            yield from self._no_executive_contact()
        elif self.policy.human_cadence:
            yield self._feed_stale(self.stale_feed)

    # --- per role

    def _role(self, role: str) -> Iterator[CoverageGap]:
        holders = [p for p in self.known if role in p.roles]
        if not holders:
            yield self._nobody(role)
            return
        if self.stale_feed is None:
            yield from self._out_of_touch(role, holders)
        if self.deployment.goals_recorded and not any(p.id in self.with_goal for p in holders):
            yield self._gap(
                CoverageGapKind.NO_GOAL,
                f"No goal of {_names(holders)}, {_words(role)} at {self.account.name}, is known.",
                "Ask what they want to reach, and note it.",
                role=role,
                people=holders,
            )

    def _nobody(self, role: str) -> CoverageGap:
        held = [
            (person, spell)
            for person in self.account.people
            for spell in person.ever_held
            if spell["role"] == role
        ]
        departed = {p.id: self.cases[p.id] for p, _ in held if gone(p, self.cases)}
        if departed and not self._refilled(held, departed):
            people = [case.person for case in departed.values()]
            return self._gap(
                CoverageGapKind.DEPARTED_ROLE,
                f"{_names(people)}, {_words(role)} at {self.account.name}, left; "
                "nobody has taken over.",
                f"Find out who the new {_words(role)} is.",
                role=role,
                people=people,
                since=max(case.confirmed_at for case in departed.values()),
            )
        ends = [spell["until"] for _, spell in held if spell["until"] is not None]
        return self._gap(
            CoverageGapKind.MISSING_ROLE,
            f"Nobody at {self.account.name} is known as {_words(role)}, "
            f"which {self.policy.segment.replace('_', ' ')} accounts need.",
            f"Find out who the {_words(role)} is.",
            role=role,
            since=max(ends, default=None),
        )

    def _refilled(
        self, held: list[tuple[PersonFacts, dict[str, Any]]], departed: dict[str, Departure]
    ) -> bool:
        """Whether somebody who did not leave held the role after the last of them left."""
        left_at = max(case.confirmed_at for case in departed.values())
        return any(person.id not in departed and holds(spell, left_at) for person, spell in held)

    def _out_of_touch(self, role: str, holders: list[PersonFacts]) -> Iterator[CoverageGap]:
        promises = [promise_to(self.policy, p, [role], self.as_of) for p in holders]
        touched = [p for p in promises if p.days is not None]
        if not touched:
            cadences = [p.cadence for p in promises if p.cadence is not None]
            if cadences:
                since = [s["since"] for p in holders for s in p.ever_held if s["role"] == role]
                yield self._gap(
                    CoverageGapKind.NEVER_TOUCHED,
                    f"Nobody of us was ever in touch with {_names(holders)}, "
                    f"{_words(role)} at {self.account.name}.",
                    "Introduce yourself.",
                    role=role,
                    people=holders,
                    cadence=min(cadences),
                    since=min((s for s in since if s is not None), default=None),
                )
            return
        if any(p.overdue is None for p in touched):
            return
        best = min(touched, key=lambda p: (p.overdue or 0, p.days or 0, p.person.id))
        yield self._stale(role, holders, best)

    def _stale(self, role: str, holders: list[PersonFacts], best: Promise) -> CoverageGap:
        cadence, days = best.cadence or 0, best.days or 0
        return self._gap(
            CoverageGapKind.STALE,
            f"The last touch with {best.person.name}, {_words(role)} at {self.account.name}, "
            f"was {days_words(days)} ago; promised is every {days_words(cadence)}.",
            f"Get in touch with {best.person.name}.",
            role=role,
            people=holders,
            cadence=cadence,
            overdue=best.overdue,
            last=best.person.last_touch_at,
            since=best.person.last_touch_at,
            steps=1 if days > 2 * cadence else 0,
        )

    # --- per account

    def _unowned(self) -> Iterator[CoverageGap]:
        if any(o["active"] and o["function"] in ("owner", "csm") for o in self.account.owners):
            return
        inactive = {o["name"] for o in self.account.owners if o["name"] and not o["active"]}
        verb = "is" if len(inactive) == 1 else "are"
        why = f" ({_listed(inactive)} {verb} no longer active)" if inactive else ""
        yield self._gap(
            CoverageGapKind.UNOWNED,
            f"Nobody of us owns {self.account.name}{why}.",
            "Name an owner.",
        )

    def _single_threaded(self) -> Iterator[CoverageGap]:
        recent = [p for p in self.known if self._touched_recently(p)]
        if self.policy.contacts < 2 or len(recent) != 1:
            return
        yield self._gap(
            CoverageGapKind.SINGLE_THREADED,
            f"{recent[0].name} is the only one at {self.account.name} we were in touch with "
            f"for {RECENT_DAYS} days.",
            f"Meet somebody beside {recent[0].name}.",
            people=recent,
            last=recent[0].last_touch_at,
        )

    def _touched_recently(self, person: PersonFacts) -> bool:
        last = person.last_touch_at
        return last is not None and days_between(last, self.as_of) <= RECENT_DAYS

    def _no_executive_contact(self) -> Iterator[CoverageGap]:
        promised = self.policy.executive_days
        if promised is None:
            return
        executives = [p for p in self.known if p.executive]
        met = self.account.by_person("executive_meetings")
        moments = [met[p.id]["last"] for p in executives if p.id in met]
        last = max(moments, default=None)
        if last is not None and days_between(last, self.as_of) <= promised:
            return
        ago = (
            "never met"
            if last is None
            else f"last met {days_words(days_between(last, self.as_of))} ago"
        )
        yield self._gap(
            CoverageGapKind.NO_EXECUTIVE_CONTACT,
            f"Executives of {self.account.name} and ours {ago}; "
            f"promised is every {days_words(promised)}.",
            "Bring executives of both sides together."
            if executives
            else "Find an executive there, and bring ours together with them.",
            people=executives,
            cadence=promised,
            last=last,
            since=last,
        )

    def _feed_stale(self, watermark: Millis) -> CoverageGap:
        feeds = stale_feeds(self.deployment, self.account, self.as_of)
        told = feed_words(feeds) if feeds else "No source of touchpoints was ever imported"
        return self._gap(
            CoverageGapKind.FEED_STALE,
            f"{told}: whether {self.account.name} went quiet cannot be told.",
            f"Import a newer export of {_listed(feeds)}."
            if feeds
            else "Import an export that holds meetings, calls or mails.",
            since=watermark or None,
        )

    def _gap(
        self,
        kind: CoverageGapKind,
        because: str,
        next_action: str,
        *,
        role: str | None = None,
        people: Iterable[PersonFacts] = (),
        since: Millis | None = None,
        last: Millis | None = None,
        cadence: int | None = None,
        overdue: int | None = None,
        steps: int = 0,
    ) -> CoverageGap:
        return CoverageGap(
            account=self.account.id,
            kind=kind,
            role=role,
            people=[p.id for p in people],
            since=since,
            last_touch_at=last,
            cadence_days=cadence,
            overdue_days=overdue,
            arr=arr_of(self.account),
            renewal_on=self.account.renewal_on,
            severity=self._severity(kind, steps),
            because=because,
            next_action=next_action,
        )

    def _severity(self, kind: CoverageGapKind, steps: int) -> Severity:
        if kind in ALWAYS_LOW:
            severity = Severity.LOW
        elif kind in AT_BASE:
            severity = base(self.policy)
        else:
            severity = raised(base(self.policy), -1)
        near = 1 if renewal_near(self.account, self.as_of) else 0
        return raised(severity, near + steps)


def _words(role: str) -> str:
    return role.replace("_", " ")


def _names(people: Sequence[PersonFacts]) -> str:
    return _listed(p.name for p in people)


def _listed(words: Iterable[str]) -> str:
    *most, last = sorted(words)
    return f"{', '.join(most)} and {last}" if most else last


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


COVERAGE_GAPS = Question(
    name="coverage_gaps",
    parameters=CoverageGapParameters,
    row=CoverageGap,
    facts=(*FACTS, "goals", "executive_meetings"),
    answer=coverage_gaps,
    orders={
        "SEVERITY": lambda gap: (WORST_FIRST.index(gap.severity), *_soonest(gap.renewal_on)),
        "RENEWAL": lambda gap: _soonest(gap.renewal_on),
        "ARR": lambda gap: (-float(gap.arr.amount) if gap.arr else 1.0,),
    },
    unique=lambda gap: (gap.account, list(CoverageGapKind).index(gap.kind), gap.role or ""),
)


def _soonest(day: str | None) -> tuple[str]:
    return (day or "9999-12-31",)
