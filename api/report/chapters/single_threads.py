"""Single threads: customers whose relation with us hangs on one person."""

from api.report.document import Better, Chapter, Column, Definition, Kind, Ref, Table
from api.report.reckoning import (
    Amounts,
    accounts_of,
    arr_sum,
    compared,
    day,
    money_figures,
    phrase,
    word,
)
from api.report.standing import Standing, asking
from api.report.subject import Subject
from queries.relationships.single_threaded import SINGLE_THREADED_ACCOUNTS

TITLE = "Single threads"
THREADS = asking(SINGLE_THREADED_ACCOUNTS)

SINGLE = Definition(
    "Single-threaded customers",
    "Customers of a segment that wants two or more contacts where exactly one person known there "
    "took part in touches of the last 90 days. Where a feed of touchpoints ended more than seven "
    "days before, nothing is concluded.",
    better=Better.LESS,
)
SINGLE_ARR = Definition(
    "ARR on a single thread",
    "ARR of the single-threaded customers, each once.",
    Kind.MONEY,
    Better.LESS,
)


def tell(now: Standing, before: Standing | None) -> Chapter:
    """Which customers hang on one person, and on whom."""
    count = _count(now)
    return Chapter(
        TITLE,
        lead=f"At {phrase(count, 'customer')} one person carries the whole relation."
        if count
        else "Nowhere does one person carry the whole relation.",
        figures=(
            compared(SINGLE, _count, now, before),
            *money_figures(SINGLE_ARR, _arr, now, before),
        ),
        tables=(_threads(now),),
    )


def _count(standing: Standing) -> int:
    return len({row.account for row in standing.rows(THREADS)})


def _arr(standing: Standing) -> Amounts:
    return arr_sum(accounts_of(standing, (row.account for row in standing.rows(THREADS))))


def _threads(now: Standing) -> Table:
    return Table(
        "Single-threaded customers, the gravest first",
        (
            Column("Customer"),
            Column("Segment"),
            Column("Hangs on"),
            Column("Severity"),
            Column("Share of touches", Kind.SHARE),
            Column("ARR", Kind.MONEY),
            Column("Renewal", Kind.DAY),
            Column("Next", wide=True),
        ),
        tuple(
            (
                now.accounts[row.account].name,
                word(now.accounts[row.account].segment),
                None if row.person is None else Ref(row.person),
                word(row.severity),
                row.share,
                row.arr,
                day(row.renewal_on),
                row.next_action,
            )
            for row in now.rows(THREADS)
        ),
        empty="No customer hangs on one person.",
    )


SUBJECT = Subject(TITLE, (THREADS,), (SINGLE, SINGLE_ARR), tell)
