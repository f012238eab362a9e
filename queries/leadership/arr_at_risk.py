"""ARR at risk: which revenue hangs on relationships that are missing, fading or gone?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

from pydantic import Field

from graph.model import MOST_DAYS
from queries.catalogue import Look, Question, View
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.leadership.risks import FACTS, Exposure, Risk, RiskReason, exposure_of
from queries.parameters import ComparedParameters, Parameters, Shapes
from queries.row import AccountId, Money, On, Row
from queries.rules.days import date_words, days_ahead
from queries.rules.money import arr_in, arr_of, currency_of, money_words
from queries.rules.severity import WORST_FIRST, Severity

RENEWAL_WITHIN = 90
Within = Annotated[int, Shapes(), Field(ge=0, le=MOST_DAYS)]


class AccountAtRisk(Row):
    """Which accounts pay us and hang on relationships that are missing, fading or gone?

    One row for each account with a reason, worst first, with every reason. `unjudged` names what
    cannot be told because the feed of touchpoints ended.
    """

    account: AccountId
    severity: Severity
    arr: Money | None
    renewal_on: On | None
    days_to_renewal: int | None
    risks: list[Risk]
    unjudged: list[RiskReason]
    because: str
    next_action: str


class AccountsAtRiskParameters(Parameters):
    """`reasons` narrows the answer; sentiment counts where the renewal lies within so many days."""

    renewal_within: Within = RENEWAL_WITHIN
    reasons: tuple[RiskReason, ...] | None = None


def accounts_at_risk(
    deployment: Deployment, accounts: Sequence[AccountFacts], parameters: AccountsAtRiskParameters
) -> Iterator[AccountAtRisk]:
    """The accounts for which a reason applies."""
    for account in accounts:
        exposure = exposure_of(deployment, account, parameters.renewal_within, parameters.reasons)
        if exposure.risks:
            yield AccountAtRisk(
                account=account.id,
                severity=exposure.severity,
                arr=arr_of(account),
                renewal_on=account.renewal_on,
                days_to_renewal=days_ahead(account.renewal_on, account.as_of),
                risks=list(exposure.risks),
                unjudged=list(exposure.unjudged),
                because=" ".join(risk.because for risk in exposure.risks),
                next_action=exposure.next_action,
            )


ACCOUNTS_AT_RISK = Question(
    name="accounts_at_risk",
    parameters=AccountsAtRiskParameters,
    row=AccountAtRisk,
    facts=FACTS,
    answer=accounts_at_risk,
    orders={
        "SEVERITY": lambda row: (WORST_FIRST.index(row.severity), row.renewal_on or "9999-12-31"),
        "ARR": lambda row: (-float(row.arr.amount) if row.arr else 1.0,),
        "RENEWAL": lambda row: (row.renewal_on or "9999-12-31",),
    },
    unique=lambda row: (row.account,),
)


class ArrAtRisk(Row):
    """How much revenue hangs on relationships that are missing, fading or gone, and why?

    One row for each reason and currency. An account is counted under every reason that applies to
    it, and once under ANY, so that the reasons may add up to more than ANY; `arr_alone` is what no
    other reason puts at risk. `share` is of all ARR asked about in that currency. `unjudged` are
    accounts under no such reason whose feed of touchpoints ended, so that it cannot be told.
    Accounts whose ARR no source states have rows of their own, without an amount.

    A champion or sponsor is missing, or left without a successor, where the policy requires one. A
    relation is stale where the holders of a required role were all touched longer ago than
    promised, or never. Sentiment falls where a stakeholder's is 0.2 or more below what it was 90
    days before, and is negative where the mean of all stakeholders is below -0.2, both on a scale
    from -1 to 1 and only where the contract renews soon.
    """

    reason: RiskReason
    account_count: int
    arr: Money | None
    share: float | None
    arr_alone: Money | None
    accounts: list[AccountId]
    unjudged: list[AccountId]
    arr_unjudged: Money | None
    account_count_before: int | None
    arr_before: Money | None
    change: Money | None
    because: str


class ArrAtRiskParameters(ComparedParameters):
    """`reasons` are those that count; sentiment does where the renewal is so many days ahead."""

    renewal_within: Within = RENEWAL_WITHIN
    reasons: tuple[RiskReason, ...] | None = None


async def arr_at_risk(look: Look, parameters: ArrAtRiskParameters) -> Iterator[ArrAtRisk]:
    """The rows as of one moment, held against another if one is named."""
    now = await look(parameters.as_of)
    before = None if parameters.compare_to is None else await look(parameters.compare_to)
    return risk_rows(now, before, parameters)


def risk_rows(
    now: View, before: View | None, parameters: ArrAtRiskParameters
) -> Iterator[ArrAtRisk]:
    """A row for each reason and currency there is, or was; ANY for each currency in any case."""
    today = _exposures(now, parameters)
    then = None if before is None else _exposures(before, parameters)
    currencies = dict.fromkeys(currency_of(e.account) for e in (*today, *(then or ())))
    for currency in currencies:
        here = _paying(today, currency)
        there = None if then is None else _paying(then, currency)
        for reason in RiskReason:
            exposed = _under(here, reason)
            were = None if there is None else _under(there, reason)
            if exposed or were or reason is RiskReason.ANY:
                yield _row(reason, currency, here, were, parameters)


def _exposures(view: View, parameters: ArrAtRiskParameters) -> list[Exposure]:
    return [
        exposure_of(view.deployment, account, parameters.renewal_within, parameters.reasons)
        for account in view.accounts
    ]


def _paying(exposures: Iterable[Exposure], currency: str | None) -> list[Exposure]:
    return [e for e in exposures if currency_of(e.account) == currency]


def _under(exposures: Iterable[Exposure], reason: RiskReason) -> list[Exposure]:
    return [e for e in exposures if reason in e.reasons]


def _row(
    reason: RiskReason,
    currency: str | None,
    here: Sequence[Exposure],
    were: Sequence[Exposure] | None,
    parameters: ArrAtRiskParameters,
) -> ArrAtRisk:
    exposed = _under(here, reason)
    unjudged = [e for e in here if reason not in e.reasons and _unjudged(reason, e)]
    arr, everything = _arr(exposed, currency), _arr(here, currency)
    before = None if were is None else _arr(were, currency)
    return ArrAtRisk(
        reason=reason,
        account_count=len(exposed),
        arr=arr,
        share=_share(arr, everything),
        arr_alone=_arr([e for e in exposed if e.reasons <= {reason, RiskReason.ANY}], currency)
        if reason is not RiskReason.ANY
        else arr,
        accounts=[e.account.id for e in exposed],
        unjudged=[e.account.id for e in unjudged],
        arr_unjudged=_arr(unjudged, currency),
        account_count_before=None if were is None else len(were),
        arr_before=before,
        change=None
        if arr is None or before is None
        else Money(amount=arr.amount - before.amount, currency=arr.currency),
        because=_because(reason, exposed, arr, everything, before, parameters),
    )


def _unjudged(reason: RiskReason, exposure: Exposure) -> bool:
    if reason is RiskReason.ANY:
        return bool(exposure.unjudged)
    return reason in exposure.unjudged


def _arr(exposures: Iterable[Exposure], currency: str | None) -> Money | None:
    return arr_in((e.account for e in exposures), currency)


def _share(part: Money | None, whole: Money | None) -> float | None:
    if part is None or whole is None or not whole.amount:
        return None
    return float(part.amount / whole.amount)


WORDS = {
    RiskReason.ANY: "is at risk, for whatever reason",
    RiskReason.DEPARTED_CHAMPION: "hangs on a champion who left",
    RiskReason.MISSING_CHAMPION: "has no champion",
    RiskReason.DEPARTED_SPONSOR: "hangs on an executive sponsor who left",
    RiskReason.MISSING_SPONSOR: "has no executive sponsor",
    RiskReason.SINGLE_THREADED: "hangs on one person",
    RiskReason.STALE_RELATION: "hangs on people we have lost touch with",
    RiskReason.FALLING_SENTIMENT: "hangs on people whose mood falls",
    RiskReason.NEGATIVE_SENTIMENT: "hangs on people who are unhappy",
}


def _because(
    reason: RiskReason,
    exposed: Sequence[Exposure],
    arr: Money | None,
    everything: Money | None,
    before: Money | None,
    parameters: ArrAtRiskParameters,
) -> str:
    accounts = "1 account" if len(exposed) == 1 else f"{len(exposed)} accounts"
    words = WORDS[reason]
    if reason in (RiskReason.FALLING_SENTIMENT, RiskReason.NEGATIVE_SENTIMENT):
        words += f", with a renewal within {parameters.renewal_within} days"
    if arr is None or everything is None:
        return f"An unknown amount, of {accounts} whose ARR no source states, {words}."
    sentence = f"{money_words(arr)} of {money_words(everything)}, at {accounts}, {words}"
    if before is None or parameters.compare_to is None:
        return f"{sentence}."
    return f"{sentence}; it was {money_words(before)} on {date_words(parameters.compare_to)}."


def _currency(row: ArrAtRisk) -> str:
    return "~" if row.arr is None else row.arr.currency


ARR_AT_RISK = Question(
    name="arr_at_risk",
    parameters=ArrAtRiskParameters,
    row=ArrAtRisk,
    facts=FACTS,
    over_time=arr_at_risk,
    orders={
        "REASON": lambda row: (_currency(row), list(RiskReason).index(row.reason)),
        "ARR": lambda row: (_currency(row), -float(row.arr.amount) if row.arr else 0.0),
    },
    unique=lambda row: (row.reason.value, _currency(row)),
)
