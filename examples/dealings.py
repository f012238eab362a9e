"""What passed between us and an account's people: plans turned into meetings, calls, mails."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal

from examples import subjects
from examples.names import COUNTRY_LANGUAGE
from examples.plan import AccountPlan, OneWay, PersonPlan, Rhythm
from examples.worktime import Clock

MARKETING = "Yara Haddow"
NEWSLETTER_EVERY = 91
WEBINAR_EVERY = 75
REPLY_HOURS = (1, 2, 3)
HISTORY = 720


@dataclass(frozen=True)
class Meeting:
    """An event in somebody's calendar; a webinar, a cancelled or private one included."""

    at: datetime
    minutes: int
    subject: str
    host: str
    type: str = "Meeting"
    attendees: tuple[PersonPlan, ...] = ()
    declined: tuple[PersonPlan, ...] = ()
    colleagues: tuple[str, ...] = ()
    private: bool = False
    out_of_office: bool = False
    deleted: bool = False


@dataclass(frozen=True)
class Call:
    """A phone call, answered or not; an internal one has no person."""

    at: datetime
    seconds: int
    direction: Literal["Inbound", "Outbound", "Internal"]
    disposition: str
    subject: str
    teammate: str
    person: PersonPlan | None = None


@dataclass(frozen=True)
class Mail:
    """A mail between a teammate and a person. `headers` mark what a machine sent."""

    at: datetime
    incoming: bool
    subject: str
    person: PersonPlan
    teammate: str
    headers: str = ""
    copied: tuple[PersonPlan, ...] = ()
    draft: bool = False
    to_list: bool = False
    bounced: bool = False


@dataclass(frozen=True)
class Todo:
    """A task nobody has done yet."""

    at: datetime
    subject: str
    teammate: str
    person: PersonPlan


Dealing = Meeting | Call | Mail | Todo


def dealings(plan: AccountPlan, clock: Clock, rng: Random) -> Iterator[Dealing]:
    """Everything that passed with one account, in no particular order."""
    stage = _Stage(plan, clock, rng)
    for person in plan.people:
        yield from stage.with_person(person)
    yield from stage.reviews()
    if plan.webinars:
        yield from stage.webinars()
        yield from stage.newsletters()
    yield from stage.noise()


@dataclass(frozen=True)
class _Stage:
    """An account whose plan is being acted out."""

    plan: AccountPlan
    clock: Clock
    rng: Random

    def host(self, role: str) -> str:
        """Who of us does the talking; whoever there is, where that seat is empty."""
        plan = self.plan
        by_role = {
            "csm": plan.csm,
            "executive": plan.executive,
            "account_manager": plan.account_manager,
        }
        candidates = (by_role[role], plan.csm, plan.account_manager, plan.owner, MARKETING)
        return next(name for name in candidates if name)

    def subject(self, kind: str) -> str:
        """A subject line in the account's language."""
        return self.rng.choice(subjects.of(kind, COUNTRY_LANGUAGE[self.plan.country]))

    def with_person(self, person: PersonPlan) -> Iterator[Dealing]:
        """All one-to-one dealings that the person's plan speaks of."""
        if person.rhythm:
            yield from self.rhythm(person, person.rhythm)
        if person.one_way:
            yield from self.unanswered(person, person.one_way)
        for days in person.executive_meetings:
            yield self.meeting(days, (person,), self.host("executive"))
        for days in person.meetings:
            yield self.meeting(days, (person,), self.host("csm"))
        for days in person.declines:
            yield self.meeting(days, (), self.host("csm"), declined=(person,))
        for days in person.upcoming:
            at = self.clock.ahead(days, self.rng)
            yield Meeting(at, 30, self.subject("meeting"), self.host("csm"), attendees=(person,))
        for touch in range(person.burst):
            yield from self.exchange(person, 1 + touch % 5, self.host("csm"))
        for days in person.automatic_replies:
            yield self.automatic_reply(person, days)
        if person.bounce and person.bounce.on_mail:
            at = self.clock.moment(person.bounce.days_ago, self.rng)
            yield Mail(at, False, self.subject("mail"), person, self.host("csm"), bounced=True)

    def rhythm(self, person: PersonPlan, rhythm: Rhythm) -> Iterator[Dealing]:
        """Walks back from the latest touch in steps that vary around the person's rhythm."""
        first = min(rhythm.since, person.joined, self.plan.customer_since, HISTORY)
        host = self.host(rhythm.host)
        days = float(rhythm.latest)
        while days <= first:
            match self.rng.choice(rhythm.channels):
                case "meeting":
                    yield self.meeting(int(days), (person,), host)
                case "call":
                    yield from self.call(person, int(days), host)
                case _:
                    yield from self.exchange(person, int(days), host)
            days += max(1.0, rhythm.every * self.rng.uniform(0.6, 1.4))

    def meeting(
        self,
        days: int,
        attendees: tuple[PersonPlan, ...],
        host: str,
        declined: tuple[PersonPlan, ...] = (),
    ) -> Meeting:
        """A meeting on a working day, now and then on site or with our sales engineer."""
        rng = self.rng
        return Meeting(
            self.clock.weekday_moment(days, rng),
            rng.choice((30, 30, 45, 60)),
            self.subject("meeting"),
            host,
            type=rng.choice(("Meeting", "Meeting", "Meeting", "In Person")),
            attendees=attendees,
            declined=declined,
            colleagues=("Emil Brandt",) if rng.random() < 0.1 else (),
        )

    def call(self, person: PersonPlan, days: int, host: str) -> Iterator[Call]:
        """A call that reached the person, sometimes after one that did not."""
        rng = self.rng
        at = self.clock.weekday_moment(days, rng)
        subject = self.subject("call")
        if rng.random() < 0.25:
            missed = rng.choice(("Left voicemail", "No answer", "Busy"))
            yield Call(at - timedelta(hours=1), 0, "Outbound", missed, subject, host, person)
        direction: Literal["Inbound", "Outbound"] = rng.choice(("Inbound", "Outbound", "Outbound"))
        yield Call(at, rng.randrange(120, 2400), direction, "Connected", subject, host, person)

    def exchange(self, person: PersonPlan, days: int, host: str) -> Iterator[Mail]:
        """A mail of theirs, as the answer to ours or answered by us; theirs is the touch."""
        rng = self.rng
        at = self.clock.weekday_moment(days, rng)
        subject = self.subject("mail")
        others = [other for other in self.plan.people if other is not person]
        copied = (rng.choice(others),) if others and rng.random() < 0.15 else ()
        if rng.random() < 0.5:
            before = at - timedelta(hours=rng.randrange(2, 27))
            yield Mail(before, False, subject, person, host, copied=copied)
            yield Mail(at, True, f"Re: {subject}", person, host, copied=copied)
        else:
            after = at + timedelta(hours=rng.choice(REPLY_HOURS))
            yield Mail(at, True, subject, person, host, copied=copied)
            yield Mail(after, False, f"Re: {subject}", person, host)

    def unanswered(self, person: PersonPlan, one_way: OneWay) -> Iterator[Dealing]:
        """Attempts: mails nobody answers, calls that end in the mailbox."""
        for attempt in range(one_way.count):
            at = self.clock.weekday_moment(one_way.latest + attempt * one_way.every, self.rng)
            host = self.host("csm")
            if self.rng.choice(one_way.channels) == "mail":
                yield Mail(at, False, self.subject("mail"), person, host)
            else:
                subject = self.subject("call")
                yield Call(at, 0, "Outbound", "Left voicemail", subject, host, person)

    def automatic_reply(self, person: PersonPlan, days: int) -> Mail:
        """An absence note, as the mail program writes it."""
        return Mail(
            self.clock.moment(days, self.rng),
            True,
            f"{self.subject('automatic reply')}: {self.subject('mail')}",
            person,
            self.host("csm"),
            headers="Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All",
        )

    def reviews(self) -> Iterator[Meeting]:
        """Regular reviews with everybody who is in touch at that time, one or two declining."""
        every = self.plan.review_every
        if not every:
            return
        rng = self.rng
        for days in range(rng.randrange(8, every), min(HISTORY, self.plan.customer_since), every):
            present = [p for p in self.plan.people if in_touch(p, days) and rng.random() < 0.8]
            if not present:
                continue
            absent = tuple(present[3:4]) if rng.random() < 0.3 else ()
            yield Meeting(
                self.clock.weekday_moment(days, rng),
                90,
                self.subject("review"),
                self.host("csm"),
                type="Meeting",
                attendees=tuple(p for p in present[:8] if p not in absent),
                declined=absent,
                colleagues=tuple(
                    name for name in (self.plan.executive, self.plan.account_manager) if name
                ),
            )

    def webinars(self) -> Iterator[Meeting]:
        """Webinars of ours that some of the account's people sat in."""
        rng = self.rng
        for days in range(rng.randrange(5, WEBINAR_EVERY), HISTORY, WEBINAR_EVERY):
            listeners = tuple(p for p in self.plan.people if _listens(p, days, rng))
            if listeners and days < self.plan.customer_since:
                at = self.clock.weekday_moment(days, rng)
                yield Meeting(
                    at, 45, self.subject("webinar"), MARKETING, type="Webinar", attendees=listeners
                )

    def newsletters(self) -> Iterator[Mail]:
        """The quarterly newsletter, sent to a list."""
        for days in range(self.rng.randrange(3, NEWSLETTER_EVERY), HISTORY, NEWSLETTER_EVERY):
            if days >= self.plan.customer_since:
                return
            at = self.clock.weekday_moment(days, self.rng)
            for person in self.plan.people[:6]:
                if _there(person, days) and not person.opted_out:
                    headers = "Precedence: bulk\nList-Unsubscribe: <https://news.cadrelle.example>"
                    subject = "Cadrelle quarterly"
                    yield Mail(at, False, subject, person, MARKETING, headers, to_list=True)

    def noise(self) -> Iterator[Dealing]:
        """What a calendar and an outbox also hold, none of which is a touch."""
        rng, host = self.rng, self.host("csm")
        moment = self.clock.weekday_moment
        someone = next((p for p in self.plan.people if p.rhythm), None)
        if someone and rng.random() < 0.6:
            word = self.subject("cancelled")
            yield Meeting(
                moment(rng.randrange(2, 60), rng),
                30,
                f"{word}: {self.subject('meeting')}",
                host,
                attendees=(someone,),
            )
        if rng.random() < 0.4:
            yield Meeting(moment(rng.randrange(90), rng), 60, "Dentist", host, private=True)
        if rng.random() < 0.3:
            at = moment(rng.randrange(200), rng)
            yield Meeting(at, 480, "Annual leave", host, out_of_office=True)
        if rng.random() < 0.5:
            at = moment(rng.randrange(60), rng)
            yield Call(at, 600, "Internal", "Connected", f"Prep: {self.plan.name}", host)
        if someone and rng.random() < 0.3:
            at = moment(rng.randrange(1, 10), rng)
            yield Mail(at, False, self.subject("mail"), someone, host, draft=True)
        if someone and rng.random() < 0.3:
            at = moment(rng.randrange(1, 40), rng)
            subject = self.subject("meeting")
            yield Meeting(at, 30, subject, host, attendees=(someone,), deleted=True)
        if someone and rng.random() < 0.5:
            at = self.clock.ahead(rng.randrange(1, 30), rng)
            yield Todo(at, f"Prepare: {self.subject('review')}", host, someone)


def _there(person: PersonPlan, days_ago: int) -> bool:
    """Whether the person was with the account then, as far as anybody knows now."""
    bounced = person.bounce.days_ago if person.bounce else None
    ends = (person.flagged_gone, person.relation_ended, bounced)
    gone = max((end for end in ends if end is not None), default=-1)
    return gone < days_ago <= person.joined


def _listens(person: PersonPlan, days_ago: int, rng: Random) -> bool:
    """Whether the person joins a webinar: not one who answers nothing of ours anyway."""
    return _there(person, days_ago) and person.one_way is None and rng.random() < 0.2


def in_touch(person: PersonPlan, days_ago: int) -> bool:
    """Whether the person was answering us then: joining a review never makes a touch newer."""
    rhythm = person.rhythm
    return rhythm is not None and rhythm.latest <= days_ago <= min(rhythm.since, person.joined)
