"""Reference inventory: whom do we have to speak for us, and is that enough for the pipeline?"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from graph.model import ACTS
from graph.programme.states import consent_holds
from graph.values.money import major_units
from queries.advocacy.influenced import worth_words
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts, PersonFacts
from queries.parameters import Acts, Parameters
from queries.row import Money, PersonId, Row
from queries.rules.asks import asks_of, asks_there
from queries.rules.blockers import (
    BLOCKER_FACTS,
    CAP_ACCOUNT,
    CAP_DAYS,
    CAP_PERSON,
    blockers_of_any_act,
    lifting,
)
from queries.rules.days import day_of, days_ahead, days_between
from queries.rules.departed import departures, gone
from queries.rules.money import DEFAULT_CURRENCY
from queries.rules.thresholds import HISTORY_DAYS, HORIZON_DAYS

UNKNOWN = "unknown"


class InventoryBy(StrEnum):
    """By what the inventory is grouped."""

    INDUSTRY = "INDUSTRY"
    SEGMENT = "SEGMENT"
    REGION = "REGION"
    ACT = "ACT"


class InventoryLine(Row):
    """Whom do we have to speak for us, and is that enough for the deals ahead?

    One row for each industry, segment, region or act. Advocates are people employed at a customer
    now who gave a consent in force, did not opt out and did not leave; of an act, those who agreed
    to it. `available` are those whom nothing stops, consent and prospect aside. `remaining` is how
    often they may be asked within the next 90 days: each 3 times less what they were asked for
    within the last 90 days (the caps reach back 180), no account's people more than 6 times less
    its own asks, and nobody whom something stops for longer. Deals are open ones, of anybody, that
    close within the next 90 days; the need is their number times the references a deal used: acts
    completed for deals closed within 365 days, divided by all deals closed then, rounded up; empty
    while no deal was closed. The gap is what the need exceeds `remaining` by.
    """

    group: str
    advocates: int
    available: int
    remaining: int
    deals: int
    worth: list[Money]
    per_deal: float | None
    need: int | None
    gap: int
    people: list[PersonId]
    because: str


class InventoryParameters(Parameters):
    """`by` says what to group by; `acts` counts only these acts."""

    status: tuple[str, ...] = ("customer", "prospect")
    by: InventoryBy = InventoryBy.INDUSTRY
    acts: Acts = ACTS


@dataclass
class _Group:
    """What was found of one group."""

    advocates: set[str] = field(default_factory=set)
    available: set[str] = field(default_factory=set)
    remaining: int = 0
    deals: list[Mapping[str, Any]] = field(default_factory=list)


def reference_inventory(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: InventoryParameters
) -> Iterator[InventoryLine]:
    """The groups of which we have an advocate or a deal."""
    groups: dict[str, _Group] = defaultdict(_Group)
    for account in accounts:
        if account.status == "customer":
            _count_advocates(groups, deployment, account, parameters)
        for deal in account.row["deals"]:
            if _is_ahead(deal, account):
                for name in _groups_of_deal(account, parameters):
                    groups[name].deals.append(deal)
    per_deal = _per_deal(accounts, parameters.acts)
    for name, group in sorted(groups.items()):
        acts = (name,) if parameters.by is InventoryBy.ACT else parameters.acts
        yield _line(name, group, None if per_deal is None else sum(per_deal[a] for a in acts))


# --- what there is


def _count_advocates(
    groups: dict[str, _Group],
    deployment: Deployment,
    account: AccountFacts,
    parameters: InventoryParameters,
) -> None:
    if not account.row["consents"]:
        return
    cases = departures(deployment, account)
    free: dict[str, int] = defaultdict(int)
    for person in account.people:
        acts = _agreed(account, person) & set(parameters.acts)
        if not acts or not person.jobs_now or person.opted_out or gone(person, cases):
            continue
        blockers = blockers_of_any_act(account, person, cases.get(person.id))
        lifts_on = lifting(blockers)
        askable = not blockers or (
            lifts_on is not None and (days_ahead(lifts_on, account.as_of) or 0) <= HORIZON_DAYS
        )
        for name in (
            sorted(acts) if parameters.by is InventoryBy.ACT else (_value(account, parameters),)
        ):
            groups[name].advocates.add(person.id)
            if not blockers:
                groups[name].available.add(person.id)
            if askable:
                free[name] += max(0, CAP_PERSON - _asked(account, asks_of(account, person.id)))
    most = max(0, CAP_ACCOUNT - _asked(account, asks_there(account)))
    for name, asks in free.items():
        groups[name].remaining += min(asks, most)


def _agreed(account: AccountFacts, person: PersonFacts) -> set[str]:
    """The acts that a consent in force names."""
    consents = account.rows_of("consents", person.id)
    return {act for c in consents if consent_holds(c, account.as_of) for act in c["acts"] or ()}


def _asked(account: AccountFacts, asks: Iterable[Mapping[str, Any]]) -> int:
    """How many asks still count towards a cap at the end of the horizon."""
    within = CAP_DAYS - HORIZON_DAYS
    return sum(days_between(ask["invited_at"], account.as_of) <= within for ask in asks)


# --- what is needed


def _is_ahead(deal: Mapping[str, Any], account: AccountFacts) -> bool:
    """Whether an open deal closes within the horizon."""
    ahead = days_ahead(deal["closes_on"], account.as_of)
    return not deal["closed"] and ahead is not None and 0 <= ahead <= HORIZON_DAYS


def _groups_of_deal(account: AccountFacts, parameters: InventoryParameters) -> Sequence[str]:
    """A deal may need any act, but is of one industry, segment and region."""
    if parameters.by is InventoryBy.ACT:
        return parameters.acts
    return (_value(account, parameters),)


def _value(account: AccountFacts, parameters: InventoryParameters) -> str:
    if parameters.by is InventoryBy.SEGMENT:
        return account.segment
    stated: str | None = account.row["account"][parameters.by.value.lower()]
    return (stated or "").strip() or UNKNOWN


def _per_deal(accounts: Sequence[AccountFacts], acts: Sequence[str]) -> dict[str, float] | None:
    """How many references of each act a deal used that was closed within a year."""
    closed = [
        deal for account in accounts for deal in account.row["deals"] if _is_past(deal, account)
    ]
    if not closed:
        return None
    used = [
        reference["act"]
        for deal in closed
        for reference in deal["references"]
        if day_of(reference["ended_at"]).isoformat() <= deal["closes_on"]
    ]
    return {act: used.count(act) / len(closed) for act in acts}


def _is_past(deal: Mapping[str, Any], account: AccountFacts) -> bool:
    ahead = days_ahead(deal["closes_on"], account.as_of)
    return bool(deal["closed"]) and ahead is not None and -HISTORY_DAYS <= ahead <= 0


def _line(name: str, group: _Group, per_deal: float | None) -> InventoryLine:
    # What floating point adds beyond the ninth place is no reference.
    need = None if per_deal is None else math.ceil(round(len(group.deals) * per_deal, 9))
    gap = max(0, (need or 0) - group.remaining)
    worth = _worth(group.deals)
    said = (
        f"{name}: {_count(len(group.advocates), 'advocate')}, {len(group.available)} available, "
        f"{_count(group.remaining, 'ask')} left; {_count(len(group.deals), 'deal')} ahead"
    )
    said += f" worth {' and '.join(map(worth_words, worth))}" if worth else ""
    if need is not None:
        said += f", which need {_count(need, 'reference')}"
    said += f": {gap} too few" if gap else ""
    return InventoryLine(
        group=name,
        advocates=len(group.advocates),
        available=len(group.available),
        remaining=group.remaining,
        deals=len(group.deals),
        worth=worth,
        per_deal=per_deal,
        need=need,
        gap=gap,
        people=sorted(group.advocates),
        because=f"{said}.",
    )


def _worth(deals: Iterable[Mapping[str, Any]]) -> list[Money]:
    """What deals are worth, currency by currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for deal in deals:
        if deal["amount"] is not None:
            currency = deal["currency"] or DEFAULT_CURRENCY
            sums[currency] += major_units(deal["amount"], currency)
    return [Money(amount=amount, currency=currency) for currency, amount in sorted(sums.items())]


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


REFERENCE_INVENTORY = Question(
    name="reference_inventory",
    parameters=InventoryParameters,
    row=InventoryLine,
    facts=(*BLOCKER_FACTS, "deals"),
    answer=reference_inventory,
    orders={
        "GAP": lambda row: (-row.gap, -row.deals),
        "ADVOCATES": lambda row: (-row.advocates,),
        "GROUP": lambda row: (row.group,),
    },
    unique=lambda row: (row.group,),
)
