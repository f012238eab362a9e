"""Books: how much each of us carries, and how much can be carried, by two formulas."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from api.report.document import (
    ABOVE,
    Better,
    Cell,
    Chapter,
    Column,
    Definition,
    Figure,
    Kind,
    Table,
)
from api.report.reckoning import (
    arr_sum,
    compared,
    main_currencies,
    owner_or_team,
    phrase,
    told,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.leadership.book_balance import ARR_A_TEAMMATE, BOOK_BALANCE, BookBalance
from queries.row import Money
from queries.rules.money import DEFAULT_CURRENCY

TITLE = "Books"
BOOKS = asking(BOOK_BALANCE)

NEEDED_BY_ACTIVITIES = Definition(
    "Teammates needed, by activities",
    "Touches that the policies promise all customers in 30 days, divided by the 600 activities "
    "that one teammate can do in a month.",
    Kind.NUMBER,
)
NEEDED_BY_ARR = Definition(
    "Teammates needed, by ARR",
    "ARR of all customers that pay in one currency, divided by the 1.5 million of it that one "
    "teammate can look after; each currency by itself. Of a book with several it is not known.",
    Kind.NUMBER,
)
CARRYING = Definition(
    "Teammates who carry customers",
    "Teammates who are the active CSM, else the active owner, of at least one customer.",
)
TOO_LARGE = Definition(
    "Books too large",
    "Books that need more teammates than they have, by at least one of the two formulas; by ARR, "
    "where one currency alone makes it so.",
    better=Better.LESS,
)
DISAGREEING = Definition(
    "Books on which the formulas disagree",
    "Books that are too large by one formula and not by the other.",
)
UNOWNED = Definition(
    "Customers of nobody",
    "Customers without an active CSM and without an active owner.",
    better=Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """Who carries how much, by both formulas side by side."""
    large, split = _too_large(now), _disagreeing(now)
    return Chapter(
        TITLE,
        lead=f"{phrase(_carrying(now), 'teammate carries', 'teammates carry')} customers; "
        f"{phrase(large, 'book is', 'books are')} too large by one formula at least, "
        f"on {split:,} the two disagree.",
        figures=(
            compared(CARRYING, _carrying, now, before),
            compared(
                NEEDED_BY_ACTIVITIES,
                lambda s: sum(row.needed_by_activities for row in s.rows(BOOKS)),
                now,
                before,
            ),
            *_needed_by_arr(now, before),
            compared(TOO_LARGE, _too_large, now, before),
            compared(DISAGREEING, _disagreeing, now, before),
            compared(UNOWNED, _unowned, now, before),
        ),
        tables=(_books(now),),
        missing="" if now.rows(BOOKS) else "No customer is in anybody's book.",
    )


def _needed_by_arr(now: Standing, before: Standing | None) -> Iterator[Figure]:
    """How many of us the customers of each currency need."""
    for currency in main_currencies(now) or [DEFAULT_CURRENCY]:
        yield compared(
            NEEDED_BY_ARR,
            partial(_needed_in, currency),
            now,
            before,
            f"in {currency}",
        )


def _needed_in(currency: str, standing: Standing) -> float:
    amount = arr_sum(standing.accounts.values()).get(currency, Decimal(0))
    return float(amount / ARR_A_TEAMMATE)


def _carrying(standing: Standing) -> int:
    return sum(row.teammates for row in standing.rows(BOOKS))


def _too_large(standing: Standing) -> int:
    return sum(bool(row.over_by_activities or row.over_by_arr) for row in standing.rows(BOOKS))


def _disagreeing(standing: Standing) -> int:
    return sum(row.disagree for row in standing.rows(BOOKS))


def _unowned(standing: Standing) -> int:
    return sum(row.account_count for row in standing.rows(BOOKS) if not row.teammates)


def _books(now: Standing) -> Table:
    return Table(
        f"Books by {owner_or_team(now).lower()}",
        (
            Column(owner_or_team(now)),
            Column("Customers", Kind.WHOLE),
            Column("ARR", Kind.MONEY),
            Column("Touches in 30 days", Kind.WHOLE),
            Column("Activities promised", Kind.NUMBER),
            Column("Needed by activities", Kind.NUMBER, NEEDED_BY_ACTIVITIES),
            Column("Needed by ARR", Kind.NUMBER, NEEDED_BY_ARR),
            Column("Too large by"),
        ),
        tuple(line for row in now.rows(BOOKS) for line in _lines(row)),
        empty="",
        shown=30,
    )


def _lines(row: BookBalance) -> Iterator[tuple[Cell, ...]]:
    """A line for each currency of a book; what is not money stands on the first."""
    amounts: list[Money | None] = [*row.arr] or [None]
    yield (
        told(row.group, "nobody"),
        row.account_count,
        amounts[0],
        row.touches,
        row.promised_activities,
        row.needed_by_activities,
        row.needed_by_arr,
        _verdict(row),
    )
    for amount in amounts[1:]:
        yield (told(row.group, "nobody"), ABOVE, amount, *(ABOVE,) * 5)


def _verdict(row: BookBalance) -> str:
    if row.over_by_activities and row.over_by_arr:
        return "both"
    if row.disagree:
        return "activities, not ARR" if row.over_by_activities else "ARR, not activities"
    return ""


SUBJECT = Subject(
    TITLE,
    (BOOKS,),
    (CARRYING, NEEDED_BY_ACTIVITIES, NEEDED_BY_ARR, TOO_LARGE, DISAGREEING, UNOWNED),
    tell,
)
