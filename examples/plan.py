"""What a demo account is made of: plans say it, the other modules act it out.

Days count back from the day the demo is seen from: `latest=12` is twelve days ago, `due=40` lies
forty days ahead. Roles are written in the words a CRM user would pick.
"""

from dataclasses import dataclass
from typing import Literal

Host = Literal["csm", "executive", "account_manager"]
Segment = Literal["Strategic", "Enterprise", "Mid-Market", "SMB", "Digital"]


@dataclass(frozen=True)
class Rhythm:
    """Two-way dealings with a person: about `every` days, the last one `latest` days ago."""

    every: int
    latest: int
    since: int = 700
    host: Host = "csm"
    channels: tuple[str, ...] = ("meeting", "call", "mail", "mail")


@dataclass(frozen=True)
class OneWay:
    """Mails of ours that were never answered."""

    count: int
    every: int
    latest: int
    channels: tuple[str, ...] = ("mail", "mail", "voicemail")


@dataclass(frozen=True)
class Bounce:
    """A mail that came back, as the CRM keeps it on the contact (`on_mail`: on the mail too)."""

    reason: str
    days_ago: int
    on_mail: bool = False


@dataclass(frozen=True)
class Reading:
    """How a person felt: a survey score, or a judgement of ours from -1 to 1."""

    kind: Literal["nps", "csat", "judgement"]
    value: float
    days_ago: int
    note: str = ""


@dataclass(frozen=True)
class Consent:
    """What a person allowed, where, and until when (`days_left` below zero: ran out)."""

    acts: tuple[str, ...]
    granted: int
    days_left: int | None = 400
    regions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    revoked: int | None = None


@dataclass(frozen=True)
class Ask:
    """One request for advocacy: when, for what, how it went; `reserved_for` days from now."""

    act: str
    asked: int
    state: str = "completed"
    reserved_for: int | None = None
    request: str = ""


@dataclass(frozen=True)
class Asset:
    """Something published, or about to be, that features the person."""

    kind: Literal["quote", "case_study", "logo", "video"]
    title: str
    published: int | None


@dataclass(frozen=True)
class PersonPlan:
    """A person at an account: who, in which roles, and what passes between them and us.

    `roles` stand on the relation to the account, `deal_role` on its first deal, `own_roles` and
    `champion` on the contact itself. `also_at` names further accounts, with the roles there.
    `reports_to` names a person of the account or of its parent.
    """

    name: str
    title: str
    department: str = ""
    email: str = ""
    roles: tuple[str, ...] = ()
    deal_role: str = ""
    own_roles: tuple[str, ...] = ()
    champion: bool = False
    reports_to: str = ""
    also_at: tuple[tuple[str, tuple[str, ...]], ...] = ()
    joined: int = 720
    rhythm: Rhythm | None = None
    one_way: OneWay | None = None
    executive_meetings: tuple[int, ...] = ()
    meetings: tuple[int, ...] = ()
    declines: tuple[int, ...] = ()
    upcoming: tuple[int, ...] = ()
    burst: int = 0
    automatic_replies: tuple[int, ...] = ()
    flagged_gone: int | None = None
    relation_ended: int | None = None
    bounce: Bounce | None = None
    opted_out: bool = False
    preferred_days: int | None = None
    duplicate: str = ""
    readings: tuple[Reading, ...] = ()
    goals: tuple[str, ...] = ()
    consents: tuple[Consent, ...] = ()
    asks: tuple[Ask, ...] = ()
    assets: tuple[Asset, ...] = ()
    benefits: tuple[str, ...] = ()


@dataclass(frozen=True)
class CasePlan:
    """A support case; an open one has no `closed`."""

    subject: str
    opened: int
    closed: int | None = None
    priority: str = "Medium"
    escalated: bool = False
    contact: str = ""


@dataclass(frozen=True)
class DealPlan:
    """An opportunity: what stage it is in, closing (or closed) how many days ago."""

    name: str
    stage: str
    amount: int
    opened: int
    closes: int


@dataclass(frozen=True)
class AccountPlan:
    """A company and everybody we know there.

    `segment` None leaves it to be derived from `arr`; `arr` None leaves both unknown.
    `bystanders` is how many more people work there of whom we know little but the name.
    """

    name: str
    segment: Segment | None
    arr: int | None
    industry: str
    country: str
    employees: int
    people: tuple[PersonPlan, ...]
    type: str = "Customer"
    renewal_in: int | None = None
    currency: str = "USD"
    parent: str = ""
    csm: str = ""
    account_manager: str = ""
    executive: str = ""
    owner: str = ""
    customer_since: int = 730
    review_every: int = 0
    webinars: bool = True
    shared_mailbox: str = ""
    cases: tuple[CasePlan, ...] = ()
    deals: tuple[DealPlan, ...] = ()
    bystanders: int = 0
    use_cases: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    hold_days: int | None = None
    support_desk: bool = False
