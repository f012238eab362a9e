"""Relationship quality of a book of business, weighed by what it pays us."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Millis
from queries.catalogue import Look, Question, View
from queries.facts import AccountFacts
from queries.parameters import ComparedParameters
from queries.relationships.recency import Trend
from queries.row import Money, Row
from queries.rules.days import date_words
from queries.rules.groups import (
    Group,
    Grouped,
    GroupedParameters,
    by_name,
    group_words,
    grouped,
    identity,
)
from queries.rules.money import arr_in, currency_of, money_words
from queries.rules.quality import FACTS, PARTS, Quality, mean, quality_of

STEADY_WITHIN = 1.0
"""A change of less than one point, of a hundred, is none."""
FIGURES = ("total", *PARTS)


class QualityFigure(Row):
    """One figure of a group, 0 to 100: the total, or coverage, recency, sentiment or depth.

    `value` weighs each account by its ARR, `by_count` counts each alike. Accounts for which the
    figure cannot be known are in neither: `unknown_accounts` of them pay `unknown_arr`. `before` is
    the value as of the moment compared to.
    """

    name: str
    value: float | None
    by_count: float | None
    unknown_accounts: int
    unknown_arr: Money | None
    before: float | None
    change: float | None


class RelationshipQuality(Grouped):
    """How good are our relationships, weighed by what they pay us?

    One row for each group and currency; accounts whose ARR no source states have a row of their
    own, by count only. The rows' ARR adds up to the ARR of all accounts asked about.

    The figures of an account, 0 to 100: coverage, the required roles that somebody holds; recency,
    the holders promised a cadence to whom it is kept; sentiment, the mean of what the stakeholders
    feel; depth, the people touched within 90 days of those the policy wants; total, these four at
    35, 30, 20 and 15 of a hundred, scaled up where one cannot be known. `total`, `total_before` and
    `change` of a group are weighed by ARR; `trend` within a point is steady. `unknown` names the
    parts that cannot be known for some account of the group.
    """

    account_count: int
    arr: Money | None
    total: float | None
    total_by_count: float | None
    figures: list[QualityFigure]
    unknown: list[str]
    account_count_before: int | None
    arr_before: Money | None
    total_before: float | None
    change: float | None
    trend: Trend | None
    because: str


class RelationshipQualityParameters(GroupedParameters, ComparedParameters):
    """Which accounts count; the groups of an earlier moment are made of what was true then."""


async def relationship_quality(
    look: Look, parameters: RelationshipQualityParameters
) -> Iterator[RelationshipQuality]:
    """The rows as of one moment, held against another if one is named."""
    now = await look(parameters.as_of)
    before = None if parameters.compare_to is None else await look(parameters.compare_to)
    return quality_rows(now, before, parameters)


def quality_rows(
    now: View, before: View | None, parameters: RelationshipQualityParameters
) -> Iterator[RelationshipQuality]:
    """A row for each group and currency there is, or was at the moment compared to."""
    today = _slices(now, parameters)
    then = {} if before is None else _slices(before, parameters)
    for key in dict.fromkeys((*today, *then)):
        group, currency = key
        compared = None if before is None else then.get(key, _Slice(currency))
        yield _row(group, today.get(key, _Slice(currency)), compared, parameters)


_Judged = tuple[AccountFacts, Mapping[str, float | None]]
"""An account with its figures, 0 to 100; None where one cannot be known."""


@dataclass(frozen=True, slots=True)
class _Slice:
    """The accounts of one group that pay in one currency, as of one moment."""

    currency: str | None
    accounts: Sequence[_Judged] = ()

    @property
    def arr(self) -> Money | None:
        return arr_in((account for account, _ in self.accounts), self.currency)

    def by_arr(self, name: str) -> float | None:
        """The mean of a figure, each account weighed by what it pays."""
        known = [(max(account.arr or 0, 0), value) for account, value in self._known(name)]
        weight = sum(arr for arr, _ in known)
        return sum(arr * value for arr, value in known) / weight if weight else None

    def by_count(self, name: str) -> float | None:
        return mean(value for _, value in self._known(name))

    def without(self, name: str) -> list[AccountFacts]:
        """The accounts for which a figure cannot be known."""
        return [account for account, figures in self.accounts if figures[name] is None]

    def _known(self, name: str) -> list[tuple[AccountFacts, float]]:
        return [(a, value) for a, f in self.accounts if (value := f[name]) is not None]


def _slices(
    view: View, parameters: RelationshipQualityParameters
) -> dict[tuple[Group, str | None], _Slice]:
    found: dict[tuple[Group, str | None], list[_Judged]] = {}
    for group, accounts in grouped(view.accounts, parameters).items():
        for account in accounts:
            figures = _figures(quality_of(view.deployment, account))
            found.setdefault((group, currency_of(account)), []).append((account, figures))
    return {key: _Slice(key[1], judged) for key, judged in found.items()}


def _figures(quality: Quality) -> Mapping[str, float | None]:
    parts = {name: None if v is None else 100 * v for name, v in quality.parts.items()}
    return {"total": quality.total, **parts}


def _row(
    group: Group, now: _Slice, before: _Slice | None, parameters: RelationshipQualityParameters
) -> RelationshipQuality:
    figures = [_figure(name, now, before) for name in FIGURES]
    total = figures[0]
    return RelationshipQuality(
        group=group.name,
        teammate=group.teammate,
        account=group.account,
        account_count=len(now.accounts),
        arr=now.arr,
        total=total.value,
        total_by_count=total.by_count,
        figures=figures,
        unknown=[f.name for f in figures[1:] if f.unknown_accounts],
        account_count_before=None if before is None else len(before.accounts),
        arr_before=None if before is None else before.arr,
        total_before=total.before,
        change=total.change,
        trend=trend_of(total.change),
        because=_because(group, now, figures, parameters),
    )


def _figure(name: str, now: _Slice, before: _Slice | None) -> QualityFigure:
    value = now.by_arr(name)
    was = None if before is None else before.by_arr(name)
    without = now.without(name)
    return QualityFigure(
        name=name,
        value=value,
        by_count=now.by_count(name),
        unknown_accounts=len(without),
        unknown_arr=arr_in(without, now.currency),
        before=was,
        change=None if value is None or was is None else value - was,
    )


def trend_of(change: float | None) -> Trend | None:
    """Which way a change of points goes."""
    if change is None:
        return None
    if abs(change) < STEADY_WITHIN:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def _because(
    group: Group,
    now: _Slice,
    figures: Sequence[QualityFigure],
    parameters: RelationshipQualityParameters,
) -> str:
    total, *parts = figures
    name = group_words(group, parameters)
    count = len(now.accounts)
    if not count:
        return f"{name}: no account any more."
    accounts = "1 account" if count == 1 else f"{count} accounts"
    paying = "whose ARR no source states" if now.arr is None else f"paying {money_words(now.arr)}"
    stand = f"stand{'s' if count == 1 else ''} at {_points(total.value, total.by_count)}"
    sentences = [f"{name}: {accounts} {paying} {stand}{_compared(total, parameters.compare_to)}."]
    for part in parts:
        if part.unknown_accounts == count:
            sentences.append(f"{part.name.capitalize()} cannot be known.")
        elif part.unknown_accounts:
            sentences.append(
                f"{part.name.capitalize()} cannot be known for {part.unknown_accounts} of them."
            )
    return " ".join(sentences)


def _points(by_arr: float | None, by_count: float | None) -> str:
    if by_count is None:
        return "no known quality"
    if by_arr is None:
        return f"{by_count:.0f} of 100, each counted alike"
    return f"{by_arr:.0f} of 100 ({by_count:.0f} each counted alike)"


def _compared(total: QualityFigure, moment: Millis | None) -> str:
    if moment is None or total.before is None:
        return ""
    return f", after {total.before:.0f} on {date_words(moment)}"


def by_currency(arr: Money | None, before: Money | None = None) -> tuple[str, float]:
    """A key that puts the largest amount of each currency first, and unknown amounts last."""
    if arr is None:
        return ("~" if before is None else before.currency, 0.0)
    return (arr.currency, -float(arr.amount))


def _identity(row: RelationshipQuality) -> tuple[str, str]:
    currency = next((m.currency for m in (row.arr, row.arr_before) if m is not None), "")
    return (identity(row), currency)


def _or_last(value: float | None) -> tuple[float]:
    return (1e9 if value is None else value,)


RELATIONSHIP_QUALITY = Question(
    name="relationship_quality",
    parameters=RelationshipQualityParameters,
    row=RelationshipQuality,
    facts=FACTS,
    over_time=relationship_quality,
    orders={
        "ARR": lambda row: by_currency(row.arr, row.arr_before),
        "TOTAL": lambda row: _or_last(row.total),
        "CHANGE": lambda row: _or_last(row.change),
        "GROUP": by_name,
    },
    unique=_identity,
)
