"""Accounts as of a moment: customers, segment, policy, renewal, owners, staleness of their feed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .days import Millis, days_ahead, moment
from .exports import Record, exists, is_stale_source, is_true, own_rows, value_at
from .facts import Facts
from .own_tables import ARR, CSM, POLICY, RENEWAL, SEGMENT
from .words import is_customer_type, listed, slug


@dataclass(frozen=True)
class Policy:
    """roles: required role -> cadence in days (None: no human cadence)."""

    roles: dict[str, int | None]
    contacts: int
    executive_days: int | None

    @property
    def has_human_cadence(self) -> bool:
        return any(days is not None for days in self.roles.values())


DEFAULT_POLICIES = {
    "strategic": Policy(
        {
            "champion": 14,
            "executive_sponsor": 30,
            "economic_buyer": 30,
            "decision_maker": 30,
            "technical_lead": 30,
            "admin": 30,
        },
        5,
        90,
    ),
    "enterprise": Policy(
        {"champion": 14, "executive_sponsor": 90, "economic_buyer": 30, "admin": 30}, 4, 90
    ),
    "mid_market": Policy({"champion": 30, "economic_buyer": 90, "admin": 90}, 2, None),
    "smb": Policy({"champion": 90, "admin": 90}, 1, None),
    "digital": Policy({"admin": None}, 0, None),
}


def account_record(facts: Facts, account: str) -> Record:
    return facts.tables["Account"][account]


def customers(facts: Facts, as_of: Millis) -> list[str]:
    """ "This and every question asks of customers only"; "Deleted and merged accounts have no rows
    anywhere." """
    return sorted(
        key
        for key, account in facts.tables["Account"].items()
        if exists(account, as_of) and is_customer_type(value_at(account, "Type", as_of))
    )


def arr(facts: Facts, account: str, as_of: Millis) -> Decimal | None:
    """Annual recurring revenue in the account's own currency, in major units."""
    text = value_at(account_record(facts, account), ARR, as_of)
    return Decimal(text) if text else None


def derived_segment(revenue: Decimal | None) -> str:
    """ ">= 1,000,000 strategic, >= 250,000 enterprise, >= 50,000 mid_market, >= 10,000 smb, else
    digital; no ARR: smb" """
    if revenue is None:
        return "smb"
    for least, segment in (
        (1_000_000, "strategic"),
        (250_000, "enterprise"),
        (50_000, "mid_market"),
        (10_000, "smb"),
    ):
        if revenue >= least:
            return segment
    return "digital"


def policy_segment(facts: Facts, account: str, as_of: Millis) -> str:
    """ "stated by a source, else derived from ARR"; "A stated segment that the policy does not know
    takes the policy of the derived one." """
    stated = slug(value_at(account_record(facts, account), SEGMENT, as_of))
    if stated in DEFAULT_POLICIES:
        return stated
    return derived_segment(arr(facts, account, as_of))


def policy_of(facts: Facts, account: str, as_of: Millis) -> Policy:
    """The policy of the account's segment that is in force; the newest row of the table wins."""
    segment = policy_segment(facts, account, as_of)
    policy, newest = DEFAULT_POLICIES[segment], None
    for row in own_rows(facts.world, POLICY):
        since = moment(row["from"])
        if slug(row["segment"]) != segment or since is None or since > as_of:
            continue
        if newest is None or since > newest:
            policy, newest = stated_policy(row), since
    return policy


def stated_policy(row: dict[str, str]) -> Policy:
    roles: dict[str, int | None] = {}
    for words in listed(row["roles"]):
        role, _, days = words.partition(":")
        roles[role] = int(days) if days else None
    executive = row.get("executive_days", "")
    return Policy(roles, int(row["contacts"]), int(executive) if executive else None)


def renewal_on(facts: Facts, account: str, as_of: Millis) -> date | None:
    text = value_at(account_record(facts, account), RENEWAL, as_of)
    return date.fromisoformat(text[:10]) if text else None


def days_to_renewal(facts: Facts, account: str, as_of: Millis) -> int | None:
    day = renewal_on(facts, account, as_of)
    return None if day is None else days_ahead(day, as_of)


def is_renewal_near(facts: Facts, account: str, as_of: Millis, days: int) -> bool:
    """ "the renewal lies 0 to 90 days ahead by date" """
    ahead = days_to_renewal(facts, account, as_of)
    return ahead is not None and 0 <= ahead <= days


def is_active_teammate(facts: Facts, user: str) -> bool:
    """ "Whether a user is active has no history." One whom no export shows counts as active."""
    if user not in facts.tables["User"]:
        return user != ""
    return is_true(facts.tables["User"][user].get("IsActive"))


def is_owned(facts: Facts, account: str, as_of: Millis) -> bool:
    """Not "neither an active CSM nor an active owner"."""
    record = account_record(facts, account)
    return any(
        is_active_teammate(facts, value_at(record, column, as_of)) for column in (CSM, "OwnerId")
    )


def brought_touchpoints(facts: Facts, account: str) -> bool:
    """Whether the source ever brought the account a touchpoint: any touch, attempt or planned
    meeting with somebody who ever worked or held a role there."""
    ever_there = {job.person for job in facts.employments if job.account == account}
    ever_there |= {held.person for held in facts.roles if held.account == account}
    return any(
        ever_there & (activity.took_part | activity.attempted) for activity in facts.activities
    )


def is_stale(facts: Facts, account: str, as_of: Millis) -> bool:
    """ "An account is stale when any source that ever brought it touchpoints is stale, or when no
    source of touchpoints was ever imported." Salesforce is the only such source here."""
    if facts.touchpoints_until is None:
        return True
    return brought_touchpoints(facts, account) and is_stale_source(facts.touchpoints_until, as_of)
