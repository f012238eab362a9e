"""What the CRM does not hold, as Rapport's own CSV files: feelings, goals, consents, asks, assets.

The columns are those that the importer reads, so that a property added there appears here.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from examples import names
from examples.dealings import in_touch
from examples.plan import AccountPlan, Ask, Consent, PersonPlan, Reading
from examples.salesforce_records import Export
from examples.team import BY_NAME
from examples.writing import Tables, Value
from graph.model import ENTITIES
from importers.rapport_csv import KINDS, columns_of

SUPPORT_FEED_ENDED = 19
"""Days ago on which the support desk's last export was taken."""
TOLD_BY_HAND = (
    "Sentiment", "Goal", "Resource", "AdvocacyRequest", "Ask", "Consent", "Asset", "Benefit",
)  # fmt: skip
RESOURCES = (
    ("Rollout playbook for a second region", "content", "champion", "", "onboarding"),
    ("Single sign-on in a day", "content", "technical_lead;admin", "", "compliance"),
    ("Utilities round table", "event", "executive_sponsor", "Energy", "field_service"),
    ("Talk to another food producer", "peer_introduction", "champion", "Food & Beverage", ""),
)
REQUESTS = (
    (
        "brightwater-call",
        "Reference call for a grid operator",
        "reference_call",
        "accepted",
        16,
        -9,
    ),
    ("thornwick-story", "Customer story: packaging", "case_study", "accepted", 11, -20),
    ("autumn-stories", "Customer stories for the autumn report", "case_study", "matching", 40, -30),
)


def table_of(kind: str) -> str:
    """The name of the file of a kind, without its ending."""
    return KINDS[kind].removesuffix(".csv")


def rapport_tables(plans: Sequence[AccountPlan], export: Export, seed: int) -> Tables:
    """The folder a team would keep by hand, for the people of the export."""
    folder = _Folder(export, _tables(*TOLD_BY_HAND), Random(f"{seed} rapport"))
    for name, kind, roles, industries, topics in RESOURCES:
        url = f"https://library.cadrelle.example/{names.ascii_word(name)}"
        folder.add(
            "Resource", folder.at(200), name=name, kind=kind, url=url,
            roles=roles, industries=industries, topics=topics,
        )  # fmt: skip
    for key, title, act, state, made, needed in REQUESTS:
        folder.add(
            "AdvocacyRequest", folder.at(made), key=key, title=title, act=act, state=state,
            needed_on=export.clock.day(needed), requester=BY_NAME["Yara Haddow"].email,
        )  # fmt: skip
    for plan in plans:
        for person in plan.people:
            folder.add_person(plan, person)
    return folder.tables


def _tables(*kinds: str) -> Tables:
    return Tables({table_of(kind): tuple(columns_of(kind)) for kind in kinds})


class _Folder:
    """Rows for the people of one export."""

    def __init__(self, export: Export, tables: Tables, rng: Random) -> None:
        self.export = export
        self.tables = tables
        self.rng = rng

    def add(self, label: str, written: str, /, key: str = "", **values: Value) -> None:
        """A row written down at that moment, with an id of its own."""
        table = table_of(label)
        row = key or f"{ENTITIES[label].prefix}-{len(self.tables.rows[table]) + 1:04}"
        self.tables.add(table, id=row, created_at=written, modified_at=written, **values)

    def at(self, days_ago: int) -> str:
        """A moment of that day."""
        return rfc3339(self.export.clock.moment(days_ago, self.rng))

    def add_person(self, plan: AccountPlan, person: PersonPlan) -> None:
        """Everything a person felt, wants, allowed, was asked for and got."""
        who = {
            "person": self.export.addresses[plan.name, person.name],
            "account": self.export.accounts[plan.name],
        }
        for reading in person.readings:
            self.add_reading(reading, who)
        for goal in person.goals:
            self.add_goal(goal, plan, person)
        for consent in person.consents:
            self.add_consent(consent, who)
        for ask in person.asks:
            self.add_ask(ask, who)
        for asset in person.assets:
            published = None if asset.published is None else self.at(asset.published)
            self.add(
                "Asset",
                published or self.at(10),
                title=asset.title,
                kind=asset.kind,
                state="published" if published else "draft",
                url=f"https://stories.cadrelle.example/{names.ascii_word(asset.title)}",
                published_at=published,
                **who,
            )
        for benefit in person.benefits:
            at = self.at(150)
            self.add("Benefit", at, text=benefit, at=at, person=who["person"])

    def add_goal(self, goal: str, plan: AccountPlan, person: PersonPlan) -> None:
        """What a person wants, in every account where they have a say."""
        for account in (plan.name, *(account for account, _ in person.also_at)):
            since = self.at(min(200, person.joined))
            self.add(
                "Goal",
                since,
                text=goal,
                since=since,
                due_on=self.export.clock.day(-180),
                person=self.export.addresses[plan.name, person.name],
                account=self.export.accounts[account],
            )

    def add_reading(self, reading: Reading, who: dict[str, str]) -> None:
        """A survey answer on its own scale, or a judgement straight from -1 to 1."""
        lowest, highest = {"nps": (0, 10), "csat": (1, 5), "judgement": (-1, 1)}[reading.kind]
        score = 2 * (reading.value - lowest) / (highest - lowest) - 1
        at = self.at(reading.days_ago)
        self.add(
            "Sentiment",
            at,
            at=at,
            kind=reading.kind,
            score=round(score, 2),
            raw=reading.value,
            scale_min=lowest,
            scale_max=highest,
            note=reading.note,
            **who,
        )

    def add_consent(self, consent: Consent, who: dict[str, str]) -> None:
        """What was allowed, with its end where it has one."""
        since = self.at(consent.granted)
        revoked = None if consent.revoked is None else self.at(consent.revoked)
        self.add(
            "Consent",
            revoked or since,
            acts=";".join(consent.acts),
            channels=";".join(consent.channels),
            regions=";".join(consent.regions),
            since=since,
            until=None if consent.days_left is None else self.at(-consent.days_left),
            revoked_at=revoked,
            evidence="Signed reference form",
            **who,
        )

    def add_ask(self, ask: Ask, who: dict[str, str]) -> None:
        """One approach: invited, answered two days later, over after eight more."""
        answered = self.at(max(ask.asked - 2, 1))
        ended = ask.state in {"completed", "missed_by_prospect", "cancelled", "expired"}
        over = self.at(max(ask.asked - 10, 0)) if ended else None
        self.add(
            "Ask",
            over or answered,
            act=ask.act,
            state=ask.state,
            invited_at=self.at(ask.asked),
            decided_at=answered,
            ended_at=over,
            reserved_until=None if ask.reserved_for is None else self.at(-ask.reserved_for - 1),
            request=ask.request,
            **who,
        )


def support_desk_tables(plans: Sequence[AccountPlan], export: Export, seed: int) -> Tables:
    """The feed of a second system that stopped: support chats of a few accounts."""
    rng = Random(f"{seed} support desk")
    table, tables = table_of("Touchpoint"), _tables("Touchpoint")
    for plan in plans:
        if plan.support_desk:
            for number, (at, person) in enumerate(_chats(plan, export, rng), start=1):
                address = export.addresses[plan.name, person.name]
                tables.add(
                    table,
                    id=f"{names.ascii_word(plan.name)}-{number:03}",
                    at=rfc3339(at),
                    channel="support",
                    purpose="support",
                    initiation="reactive",
                    reach="human",
                    status="held",
                    direction="in",
                    subject=rng.choice(
                        ("Question about rights", "Export is slow", "New colleague")
                    ),
                    account=export.accounts[plan.name],
                    wrote=address,
                    attended=BY_NAME["Pavel Rusk"].email,
                    created_at=rfc3339(at),
                    modified_at=rfc3339(at),
                )
    return tables


def _chats(plan: AccountPlan, export: Export, rng: Random) -> Iterator[tuple[datetime, PersonPlan]]:
    """A chat every ten days or so, with whoever was in touch then, until the feed ended."""
    days = SUPPORT_FEED_ENDED
    while days < 360:
        asking = [person for person in plan.people if in_touch(person, days)]
        yield (
            export.clock.moment(days, rng) + timedelta(minutes=rng.randrange(15)),
            rng.choice(asking),
        )
        days += rng.randrange(5, 16)


def rfc3339(moment: datetime) -> str:
    """A moment with its zone, as the Rapport files write times."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
