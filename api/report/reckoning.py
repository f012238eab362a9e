"""Arithmetic that chapters share: sums by currency, shares, groups of customers, comparisons."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from api.report.document import Cell, Column, Definition, Figure, Kind, difference
from api.report.standing import Asking, Standing
from graph.policy import DEFAULTS
from queries.facts import AccountFacts
from queries.row import Money
from queries.rules.groups import GroupBy, Grouped
from queries.rules.money import arr_of

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
G = TypeVar("G", bound=Grouped)
Amounts = Mapping[str, Decimal]
"""Amounts by currency; they are never added to one another."""

SEGMENTS = tuple(DEFAULTS)
"""Segments in the order that people expect; an operator's own follow by name."""


def compared(
    definition: Definition,
    reckon: Callable[[Standing], Cell],
    now: Standing,
    before: Standing | None,
    remark: str = "",
) -> Figure:
    """A figure of both days."""
    return Figure(definition, reckon(now), None if before is None else reckon(before), remark)


def money_figures(
    definition: Definition,
    reckon: Callable[[Standing], Amounts],
    now: Standing,
    before: Standing | None,
    remark: str = "",
) -> Iterator[Figure]:
    """A figure for each currency, the one most customers pay in first."""
    amounts = reckon(now)
    then = {} if before is None else reckon(before)
    currencies = set(amounts) | set(then) or set(main_currencies(now)[:1])
    for currency in main_currencies(now, currencies):
        yield Figure(
            definition,
            Money(amount=amounts.get(currency, Decimal(0)), currency=currency),
            None
            if before is None
            else Money(amount=then.get(currency, Decimal(0)), currency=currency),
            remark,
        )


def main_currencies(standing: Standing, among: Iterable[str] | None = None) -> list[str]:
    """Currencies (of some, or of all customers), the one most customers pay in first."""
    paid = Counter(arr.currency for a in standing.accounts.values() if (arr := arr_of(a)))
    wanted = set(paid) if among is None else set(among)
    return sorted(wanted, key=lambda currency: (-paid[currency], currency))


def arr_sum(accounts: Iterable[AccountFacts]) -> Amounts:
    """The ARR of accounts, by currency, each account counted once."""
    sums: dict[str, Decimal] = {}
    for account in {account.id: account for account in accounts}.values():
        if (arr := arr_of(account)) is not None:
            sums[arr.currency] = sums.get(arr.currency, Decimal(0)) + arr.amount
    return sums


def accounts_of(standing: Standing, ids: Iterable[str]) -> list[AccountFacts]:
    """The customers with these ids, each once."""
    return [standing.accounts[id_] for id_ in dict.fromkeys(ids) if id_ in standing.accounts]


def by_segment(accounts: Iterable[AccountFacts]) -> dict[str, list[AccountFacts]]:
    """Accounts by segment, in the order of SEGMENTS."""
    found = grouped(accounts, lambda account: account.segment)
    return {name: found[name] for name in sorted(found, key=segment_place)}


def segment_place(segment: str) -> tuple[int, str]:
    """Where a segment stands in a list."""
    known = SEGMENTS.index(segment) if segment in SEGMENTS else len(SEGMENTS)
    return known, segment


def by_segment_place(rows: Iterable[G]) -> list[G]:
    """What was answered by segment, in the order of SEGMENTS; what is in none comes last."""
    return sorted(rows, key=lambda row: segment_place(row.group or "~"))


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """Items by key, in the order in which the keys are met."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def share(part: int, whole: int) -> float | None:
    """A part of a whole, 0 to 1; None of nothing."""
    return part / whole if whole else None


def comparing(kind: Kind, before: Standing | None) -> tuple[Column, ...]:
    """The columns of what was and of how much it changed, where days are compared."""
    if before is None:
        return ()
    return Column("Before", kind), Column("Change", kind, signed=True)


def was_and_change(now: Cell, was: Cell, before: Standing | None) -> tuple[Cell, ...]:
    """The cells of those columns."""
    return () if before is None else (was, difference(now, was))


def day(iso: str | None) -> date | None:
    """The day that an ISO date says."""
    return None if iso is None else date.fromisoformat(iso)


def word(name: str) -> str:
    """A name of ours as people write it: `mid_market` is mid market, STALE is stale."""
    return name.replace("_", " ").lower()


def told(name: str | None, nameless: str = "not stated") -> str:
    """The name of a group: mid market, EMEA; words for one that no source states."""
    return name.replace("_", " ") if name else nameless


def nobody(by: Asking[Any, Any]) -> str:
    """What a group without a name is called: nobody's customers, or what no source states."""
    return "nobody" if ("group_by", GroupBy.OWNER) in by.said else "not stated"


def owner_or_team(standing: Standing) -> str:
    """Of whom a line tells: of one teammate, or of a team."""
    return "Team" if standing.teams_only else "Owner"


def phrase(count: int, one: str, many: str = "") -> str:
    """So many of something: 1 account, 1,204 accounts."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
