"""ARR at risk: which revenue hangs on relationships that are missing, fading or gone."""

from collections.abc import Iterator

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
from api.report.reckoning import (
    compared,
    comparing,
    day,
    main_currencies,
    phrase,
    was_and_change,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from api.report.words import large_words
from queries.leadership.arr_at_risk import ACCOUNTS_AT_RISK, ARR_AT_RISK, RENEWAL_WITHIN, ArrAtRisk
from queries.leadership.risks import RiskReason
from queries.row import Money

TITLE = "ARR at risk"
REASONS = asking(ARR_AT_RISK)
ACCOUNTS = asking(ACCOUNTS_AT_RISK)

AT_RISK = Definition(
    "ARR at risk",
    "ARR of customers to which at least one reason applies, each customer once: its champion or "
    "executive sponsor left or is missing, one person carries the relation, we are out of touch "
    "with holders of required roles, or stakeholders feel worse than 90 days ago or are unhappy "
    f"while the renewal lies within {RENEWAL_WITHIN} days.",
    Kind.MONEY,
    Better.LESS,
)
SHARE_AT_RISK = Definition(
    "Share of ARR at risk",
    "ARR at risk divided by all ARR of the same currency.",
    Kind.SHARE,
    Better.LESS,
)
CUSTOMERS_AT_RISK = Definition(
    "Customers at risk", "Customers to which at least one reason applies.", better=Better.LESS
)
ALONE = Definition(
    "For this reason alone",
    "ARR that no other reason puts at risk: what would be safe if this reason were gone.",
    Kind.MONEY,
)
UNJUDGED = Definition(
    "ARR that cannot be judged",
    "ARR of customers to which the reason does not apply as far as we know, but whose feed of "
    "touchpoints ended more than seven days before the day.",
    Kind.MONEY,
    Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """How much is at risk, why, and where."""
    charts = tuple(_by_reason(now, before))
    count = len(now.rows(ACCOUNTS))
    totals = [_total(now, currency) for currency in main_currencies(now)]
    amounts = [large_words(row.arr) for row in totals if row and row.arr and row.arr.amount]
    return Chapter(
        TITLE,
        lead=f"{' and '.join(amounts) or 'No recorded ARR'} {'is' if len(amounts) < 2 else 'are'} "
        f"at risk, at {phrase(count, 'customer')}."
        if count
        else "No reason for risk applies to any customer.",
        figures=(
            *_figures(now, before),
            compared(CUSTOMERS_AT_RISK, lambda s: len(s.rows(ACCOUNTS)), now, before),
        ),
        charts=charts,
        tables=(_reasons(now, before), _accounts(now)),
        notes=(
            "A customer stands under every reason that applies to it and once in the total, so the "
            "reasons add up to more than the total.",
        ),
        headline=(AT_RISK,),
        poster=next(iter(charts), None),
    )


def _total(standing: Standing, currency: str) -> ArrAtRisk | None:
    return next(
        (
            row
            for row in standing.rows(REASONS)
            if row.reason is RiskReason.ANY and _pays(row, currency)
        ),
        None,
    )


def _pays(row: ArrAtRisk, currency: str) -> bool:
    return row.arr is not None and row.arr.currency == currency


def _figures(now: Standing, before: Standing | None) -> Iterator[Figure]:
    for name in ("arr", "share"):
        for currency in main_currencies(now):
            row = _total(now, currency)
            was = None if before is None else _total(before, currency)
            if row is not None:
                definition = AT_RISK if name == "arr" else SHARE_AT_RISK
                value, past = getattr(row, name), None if was is None else getattr(was, name)
                yield Figure(definition, value, past, "" if name == "arr" else f"in {currency}")


def _by_reason(now: Standing, before: Standing | None) -> Iterator[Chart]:
    """The reasons in each currency, the largest first; the currency most customers pay in first."""
    for currency in main_currencies(now):
        rows = [
            row
            for row in now.rows(REASONS)
            if _pays(row, currency) and row.reason is not RiskReason.ANY
        ]
        if rows:
            yield _in_currency(currency, rows, before)


def _in_currency(currency: str, rows: list[ArrAtRisk], before: Standing | None) -> Chart:
    rows.sort(key=lambda row: (-_amount(row), row.reason))
    series = [Series("now", tuple(map(_amount, rows)))]
    if before is not None:
        then = {row.reason: _amount(row) for row in before.rows(REASONS) if _pays(row, currency)}
        series.append(Series("was", tuple(then.get(row.reason, 0.0) for row in rows)))
    return Chart(
        f"ARR at risk by reason, in {currency}",
        Shape.BARS,
        labels=tuple(word(row.reason) for row in rows),
        series=tuple(series),
        kind=Kind.MONEY,
        currency=currency,
    )


def _amount(row: ArrAtRisk) -> float:
    return 0.0 if row.arr is None else float(row.arr.amount)


def _reasons(now: Standing, before: Standing | None) -> Table:
    return Table(
        "ARR at risk by reason",
        (
            Column("Reason"),
            Column("Currency"),
            Column("Customers", Kind.WHOLE),
            Column("ARR", Kind.MONEY, AT_RISK),
            Column("Share", Kind.SHARE, SHARE_AT_RISK),
            Column("For this reason alone", Kind.MONEY, ALONE),
            Column("Cannot be judged", Kind.MONEY, UNJUDGED),
            *comparing(Kind.MONEY, before),
        ),
        tuple(_reason_rows(now, before)),
        empty="No reason for risk applies to any customer.",
        shown=30,
    )


def _reason_rows(now: Standing, before: Standing | None) -> Iterator[tuple[Cell, ...]]:
    then = {} if before is None else {_identity(row): row for row in before.rows(REASONS)}
    for row in now.rows(REASONS):
        if row.arr is None and not row.account_count:
            continue
        was = then.get(_identity(row))
        past = Money(amount=row.arr.amount * 0, currency=row.arr.currency) if row.arr else None
        past = past if was is None else was.arr
        yield (
            "all reasons, each customer once" if row.reason is RiskReason.ANY else word(row.reason),
            None if row.arr is None else row.arr.currency,
            row.account_count,
            row.arr,
            row.share,
            row.arr_alone,
            row.arr_unjudged,
            *was_and_change(row.arr, past, before),
        )


def _identity(row: ArrAtRisk) -> tuple[RiskReason, str]:
    return row.reason, "" if row.arr is None else row.arr.currency


def _accounts(now: Standing) -> Table:
    return Table(
        "Customers at risk, the gravest first",
        (
            Column("Customer"),
            Column("Severity"),
            Column("ARR", Kind.MONEY),
            Column("Renewal", Kind.DAY),
            Column("Reasons", Kind.WHOLE),
            Column("Why", wide=True),
        ),
        tuple(
            (
                now.accounts[row.account].name,
                word(row.severity),
                row.arr,
                day(row.renewal_on),
                len(row.risks),
                row.because,
            )
            for row in now.rows(ACCOUNTS)
        ),
        empty="No customer is at risk.",
    )


SUBJECT = Subject(
    TITLE,
    (REASONS, ACCOUNTS),
    (AT_RISK, SHARE_AT_RISK, CUSTOMERS_AT_RISK, ALONE, UNJUDGED),
    tell,
)
