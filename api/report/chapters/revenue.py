"""Influenced revenue: which deals references helped to close, and what they were worth."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from api.report.document import (
    Better,
    Cell,
    Chapter,
    Chart,
    Column,
    Definition,
    Figure,
    Kind,
    Series,
    Shape,
    Table,
)
from api.report.reckoning import phrase, word
from api.report.standing import Standing, asking
from api.report.subject import Subject
from api.report.words import large_words
from graph.values.calendar import DAY
from queries.advocacy.influenced import (
    INFLUENCED_QUARTERS,
    INFLUENCED_REVENUE,
    InfluencedQuarter,
    quarter_of,
)
from queries.row import Money
from queries.rules.days import day_of

TITLE = "Influenced revenue"
DEALS = asking(INFLUENCED_REVENUE)
QUARTERS = asking(INFLUENCED_QUARTERS)

WON_DEALS = Definition(
    "Deals that references helped to close",
    "Deals won in the quarter for which a request was made of which an act (a reference call, a "
    "case study …) was completed by the day the deal closed. A deal counts once, however many "
    "references it used. The quarter is the calendar quarter in which the day before the report's "
    "lies.",
    better=Better.MORE,
)
WON_AMOUNT = Definition(
    "Influenced revenue",
    "What those deals were worth by the CRM's amounts; each currency by itself. A deal without an "
    "amount adds nothing.",
    Kind.MONEY,
    Better.MORE,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """What references helped to close in the quarter, and in those before."""
    quarter = _quarter(now)
    rows = _of_quarter(now)
    amounts = tuple(_amounts(now, before))
    return Chapter(
        TITLE,
        lead=_lead(quarter, rows),
        figures=(
            Figure(
                WON_DEALS,
                _count(rows),
                None if before is None else _count(_of_quarter(before)),
                _remark(now, before),
            ),
            *amounts,
        ),
        charts=tuple(_charts(now)),
        tables=(_by_quarter(now), _deals(now)),
        headline=(WON_AMOUNT if amounts else WON_DEALS,),
        missing="" if now.rows(DEALS) else "No deal that was won used a reference.",
    )


def _quarter(standing: Standing) -> str:
    return quarter_of(day_of(standing.as_of - DAY).isoformat())


def _of_quarter(standing: Standing) -> list[InfluencedQuarter]:
    quarter = _quarter(standing)
    return [row for row in standing.rows(QUARTERS) if row.quarter == quarter]


def _count(rows: list[InfluencedQuarter]) -> int:
    return sum(row.deals for row in rows)


def _lead(quarter: str, rows: list[InfluencedQuarter]) -> str:
    deals = phrase(_count(rows), "deal")
    amounts = [large_words(row.amount) for row in rows if row.amount is not None]
    worth = f" worth {' and '.join(amounts)}" if amounts else ""
    return f"References helped close {deals}{worth} in {quarter}."


def _remark(now: Standing, before: Standing | None) -> str:
    if before is None or _quarter(before) == _quarter(now):
        return f"in {_quarter(now)}"
    return f"in {_quarter(now)}, before in {_quarter(before)}"


def _amounts(now: Standing, before: Standing | None) -> Iterator[Figure]:
    amounts = _by_currency(now)
    then = {} if before is None else _by_currency(before)
    for currency in dict.fromkeys((*amounts, *then)):
        nothing = Money(amount=Decimal(0), currency=currency)
        yield Figure(
            WON_AMOUNT,
            amounts.get(currency, nothing),
            None if before is None else then.get(currency, nothing),
            _remark(now, before),
        )


def _by_currency(standing: Standing) -> dict[str, Money]:
    rows = sorted(_of_quarter(standing), key=lambda row: -row.deals)
    return {row.amount.currency: row.amount for row in rows if row.amount is not None}


def _charts(now: Standing) -> Iterator[Chart]:
    """The quarters in the currency of most deals, where there are several."""
    found: dict[str, dict[str, float]] = {}
    deals: dict[str, int] = {}
    for row in now.rows(QUARTERS):
        if row.amount is not None and row.quarter:
            of = row.amount.currency
            found.setdefault(of, {})[row.quarter] = float(row.amount.amount)
            deals[of] = deals.get(of, 0) + row.deals
    currency = min(found, key=lambda c: (-deals[c], c), default=None)
    if currency is not None and len(found[currency]) > 1:
        quarters = sorted(found[currency])[-8:]
        yield Chart(
            f"Won with references, by quarter, in {currency}",
            Shape.BARS,
            labels=tuple(quarters),
            series=(Series("won", tuple(found[currency][quarter] for quarter in quarters)),),
            kind=Kind.MONEY,
            currency=currency,
        )


def _by_quarter(now: Standing) -> Table:
    rows = sorted(now.rows(QUARTERS), key=lambda row: row.quarter, reverse=True)
    return Table(
        "Won with references, by quarter",
        (
            Column("Quarter"),
            Column("Deals", Kind.WHOLE, WON_DEALS),
            Column("Worth", Kind.MONEY, WON_AMOUNT),
            Column("References used", Kind.WHOLE),
            Column("People", Kind.WHOLE),
        ),
        tuple(
            (row.quarter or "without a day", row.deals, row.amount, row.references, len(row.people))
            for row in rows
        ),
        empty="No deal that was won used a reference.",
    )


def _deals(now: Standing) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            row.name,
            None if row.closes_on is None else date.fromisoformat(row.closes_on),
            row.amount,
            len(row.references),
            ", ".join(map(word, row.acts)),
        )
        for row in now.rows(DEALS)
    ]
    return Table(
        "Deals won with references, the newest first",
        (
            Column("Deal", wide=True),
            Column("Closed", Kind.DAY),
            Column("Worth", Kind.MONEY, WON_AMOUNT),
            Column("References", Kind.WHOLE),
            Column("Acts"),
        ),
        tuple(rows),
        empty="No deal that was won used a reference.",
    )


SUBJECT = Subject(TITLE, (DEALS, QUARTERS), (WON_DEALS, WON_AMOUNT), tell)
