"""Influenced revenue: which deals used a reference, and what were they worth?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from graph.model import STATUSES, Millis
from graph.values.money import major_units
from queries.catalogue import Found, Question, row_in_scope
from queries.parameters import Parameters
from queries.row import AccountId, AskId, Day, Money, On, OpportunityId, PersonId, Row
from queries.rules.days import day_of
from queries.rules.money import DEFAULT_CURRENCY


class DealOutcome(StrEnum):
    """How a deal ended; OPEN: it has not."""

    WON = "WON"
    OPEN = "OPEN"
    LOST = "LOST"


class InfluencedDeal(Row):
    """Which deals used a reference, and what were they worth?

    One row for each deal that a request served of which an act was completed: by the day the deal
    closed, or by now if it is open. A deal has one row, however many references it used. It is
    closed from its closing day on, at once if it names none; its amount is the CRM's, empty where
    it names none. Deals of any account count, not of customers only.
    """

    opportunity: OpportunityId
    account: AccountId | None
    name: str
    outcome: DealOutcome
    amount: Money | None
    closes_on: On | None
    references: list[AskId]
    people: list[PersonId]
    acts: list[str]
    because: str


class InfluencedDealParameters(Parameters):
    """`outcomes` narrows the answer, won deals unless told otherwise; so do closing days."""

    status: tuple[str, ...] = STATUSES
    outcomes: tuple[DealOutcome, ...] = (DealOutcome.WON,)
    closed_from: Annotated[str | None, Day()] = None
    closed_to: Annotated[str | None, Day()] = None


def influenced_deals(
    found: Sequence[Found], parameters: InfluencedDealParameters
) -> Iterator[InfluencedDeal]:
    """The deals that used a reference, as far as they are asked for."""
    for row in found:
        if not row_in_scope(row, parameters):
            continue
        deal = _deal(row, parameters.as_of)
        if deal is not None and deal.outcome in parameters.outcomes and _within(deal, parameters):
            yield deal


def _within(deal: InfluencedDeal, parameters: InfluencedDealParameters) -> bool:
    first, last = parameters.closed_from, parameters.closed_to
    if first is None and last is None:
        return True
    day = deal.closes_on
    return day is not None and (first or day) <= day <= (last or day)


def _deal(row: Found, as_of: Millis) -> InfluencedDeal | None:
    deal = row["deal"]
    outcome = _outcome(deal, as_of)
    used = [
        reference
        for reference in row["references"]
        if outcome is DealOutcome.OPEN
        or deal["closes_on"] is None
        or day_of(reference["ended_at"]).isoformat() <= deal["closes_on"]
    ]
    if not used:
        return None
    name = deal["name"] or "A deal without a name"
    amount = _amount(deal)
    acts = sorted({reference["act"] for reference in used})
    worth = "of unknown worth" if amount is None else f"worth {worth_words(amount)}"
    ended = "is open" if outcome is DealOutcome.OPEN else f"was {outcome.value.lower()}"
    if outcome is not DealOutcome.OPEN and deal["closes_on"] is not None:
        ended += f" on {deal['closes_on']}"
    return InfluencedDeal(
        opportunity=deal["id"],
        account=None if row["account"] is None else row["account"]["id"],
        name=name,
        outcome=outcome,
        amount=amount,
        closes_on=deal["closes_on"],
        references=sorted(reference["id"] for reference in used),
        people=sorted({reference["person"] for reference in used}),
        acts=acts,
        because=f"{name}, {worth}, {ended}; it used "
        f"{_references(len(used))}: {', '.join(act.replace('_', ' ') for act in acts)}.",
    )


def _outcome(deal: Mapping[str, Any], as_of: Millis) -> DealOutcome:
    closes_on: str | None = deal["closes_on"]
    if not deal["closed"] or (closes_on or "") > day_of(as_of).isoformat():
        return DealOutcome.OPEN
    return DealOutcome.WON if deal["won"] else DealOutcome.LOST


def _amount(deal: Mapping[str, Any]) -> Money | None:
    if deal["amount"] is None:
        return None
    currency = deal["currency"] or DEFAULT_CURRENCY
    return Money(amount=major_units(deal["amount"], currency), currency=currency)


def worth_words(amount: Money) -> str:
    """An amount in a sentence: 2,500,000.00 USD."""
    return f"{amount.amount:,f} {amount.currency}"


def _references(count: int) -> str:
    return "1 reference" if count == 1 else f"{count} references"


# --- quarter by quarter


class InfluencedQuarter(Row):
    """How many deals did references help close in each quarter, and what were they worth?

    One row for each calendar quarter, outcome and currency; each deal counts once, in the quarter
    of its closing day. Amounts of different currencies are never added; deals whose amount the CRM
    does not name have a row of their own.
    """

    quarter: str
    outcome: DealOutcome
    amount: Money | None
    deals: int
    references: int
    people: list[PersonId]
    because: str


def influenced_quarters(
    found: Sequence[Found], parameters: InfluencedDealParameters
) -> Iterator[InfluencedQuarter]:
    """The deals that are asked for, added up."""
    return totals(influenced_deals(found, parameters))


def totals(deals: Iterable[InfluencedDeal]) -> Iterator[InfluencedQuarter]:
    """Deals added up by quarter, outcome and currency."""
    groups: dict[tuple[str, DealOutcome, str], list[InfluencedDeal]] = defaultdict(list)
    for deal in deals:
        currency = "" if deal.amount is None else deal.amount.currency
        groups[quarter_of(deal.closes_on), deal.outcome, currency].append(deal)
    for (quarter, outcome, currency), group in sorted(groups.items()):
        amounts = [deal.amount.amount for deal in group if deal.amount is not None]
        amount = Money(amount=sum(amounts, Decimal(0)), currency=currency) if amounts else None
        yield InfluencedQuarter(
            quarter=quarter,
            outcome=outcome,
            amount=amount,
            deals=len(group),
            references=sum(len(deal.references) for deal in group),
            people=sorted({person for deal in group for person in deal.people}),
            because=_total_words(quarter, outcome, len(group), amount),
        )


HELPED = {
    DealOutcome.WON: "References helped close",
    DealOutcome.OPEN: "References help with",
    DealOutcome.LOST: "References did not win",
}


def _total_words(quarter: str, outcome: DealOutcome, count: int, amount: Money | None) -> str:
    deals = "1 deal" if count == 1 else f"{count} deals"
    worth = "of unknown worth" if amount is None else f"worth {worth_words(amount)}"
    when = f" in {quarter}" if quarter else ""
    return f"{HELPED[outcome]} {deals} {worth}{when}."


def quarter_of(day: str | None) -> str:
    """The calendar quarter of an ISO date: 2026-Q1; nothing for no date."""
    if day is None:
        return ""
    return f"{day[:4]}-Q{(int(day[5:7]) + 2) // 3}"


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


INFLUENCED_REVENUE = Question(
    name="influenced_revenue",
    parameters=InfluencedDealParameters,
    row=InfluencedDeal,
    statement="influenced_revenue",
    conclude=influenced_deals,
    orders={
        "NEWEST": lambda row: (0 if row.closes_on is None else -_ordinal(row.closes_on),),
        "AMOUNT": lambda row: (
            "~" if row.amount is None else row.amount.currency,
            0.0 if row.amount is None else -float(row.amount.amount),
        ),
    },
    unique=lambda row: (row.opportunity,),
)

INFLUENCED_QUARTERS = Question(
    name="influenced_quarters",
    parameters=InfluencedDealParameters,
    row=InfluencedQuarter,
    statement="influenced_revenue",
    conclude=influenced_quarters,
    orders={"QUARTER": lambda row: (row.quarter, list(DealOutcome).index(row.outcome))},
    unique=lambda row: (
        row.quarter,
        row.outcome.value,
        "" if row.amount is None else row.amount.currency,
    ),
)
