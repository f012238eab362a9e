"""Book balance, told of Tess, whose policy promises twelve touches a month, and of Otto."""

from typing import Any

from hypothesis import given

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.facts import AccountFacts
from queries.leadership.book_balance import (
    BOOK_BALANCE,
    BookBalance,
    BookBalanceParameters,
    book_balance,
)
from tests.queries.books import DEPLOYMENT, added, arr_of_all, books
from tests.queries.world import (
    LONG_AGO,
    NOW,
    account,
    ago,
    call,
    mail_to,
    meeting,
    names,
    person,
    policy,
    teammate,
    tell,
)

MILLION = 1_000_000_00
TWELVE_A_MONTH = policy("enterprise", "champion=5", "admin=5", since=LONG_AGO, contacts=1)


async def books_of(
    database: Database, as_of: Millis = NOW, **asked: Any
) -> dict[str | None, BookBalance]:
    parameters = BOOK_BALANCE.parameters(as_of=as_of, **asked)
    return {row.group: row for row in (await ask(database, BOOK_BALANCE, parameters)).rows}


async def test_both_formulas_and_that_they_disagree(database: Database) -> None:
    """600 activities over 12 for each account are 50 accounts; 15 million take ten of us."""
    await tell(
        database,
        teammate("tess", function="csm"),
        TWELVE_A_MONTH,
        account("acme", arr=9 * MILLION),
        account("birch", arr=6 * MILLION),
    )

    (book,) = (await books_of(database)).values()

    assert (book.account_count, book.teammates, book.promised_activities) == (2, 1, 24.0)
    assert (book.capacity_by_activities, book.needed_by_activities) == (50.0, 0.04)
    assert (book.capacity_by_arr, book.needed_by_arr) == (0.2, 10.0)
    assert (book.over_by_activities, book.over_by_arr, book.disagree) == (False, True, True)
    assert book.because == (
        "Tess carries 2 accounts with 15,000,000 USD. By 600 activities a month the book takes "
        "0.04 teammates, by 1,500,000 of ARR for each 10.00; it has 1. "
        "The two disagree on whether it is too large."
    )


async def test_a_book_too_large_by_one_currency_alone_is_too_large(database: Database) -> None:
    await tell(
        database,
        teammate("tess", function="csm"),
        account("acme", arr=9 * MILLION),
        account("birch", arr=6 * MILLION, currency="EUR"),
    )
    (book,) = (await books_of(database)).values()
    assert (book.needed_by_arr, book.capacity_by_arr, book.over_by_arr) == (None, None, True)
    assert book.disagree


async def test_what_each_book_holds_and_what_was_done(database: Database) -> None:
    """A meeting with people of two accounts counts once, another's call not at all."""
    await tell(
        database,
        teammate("tess", function="csm"),
        teammate("otto", function="csm"),
        teammate("gone", active=False),
        TWELVE_A_MONTH,
        account("acme", arr=90_000_00),
        account("birch", arr=80_000_00, currency="EUR"),
        account("cedar", "digital"),
        account("dune", owner="otto", arr=0),
        account("elm", owner="gone", arr=1),
        person("ann", "acme"),
        person("ben", "birch"),
        meeting(ago(3), "ann", "ben"),
        call(ago(30), "ann"),
        call(ago(31), "ann"),
        call(ago(2), "ben", ours="otto"),
        mail_to(ago(1), "ben"),
    )
    who = await names(database)
    rows = await books_of(database)

    assert {
        name: (
            who.get(row.teammate or ""),
            row.teammates,
            (row.account_count, row.automated_count, row.without_arr),
            [f"{amount.amount} {amount.currency}" for amount in row.arr],
            (row.touches, row.attempts),
            row.promised_activities,
        )
        for name, row in rows.items()
    } == {
        "Tess": ("tess", 1, (3, 1, 1), ["80000.00 EUR", "90000.00 USD"], (2, 1), 24.0),
        "Otto": ("otto", 1, (1, 0, 0), ["0.00 USD"], (0, 0), 12.0),
        None: (None, 0, (1, 0, 0), ["0.01 USD"], (0, 0), 12.0),
    }
    assert rows["Otto"].capacity_by_arr is None
    assert rows[None].because == "Nobody carries 1 account with 0.01 USD."
    assert rows["Tess"].because == (
        "Tess carries 3 accounts with 80,000 EUR and 90,000 USD. By 600 activities a month the "
        "book takes 0.04 teammates, by 1,500,000 of ARR for each 0.05 for EUR and 0.06 for USD, "
        "which are never added; it has 1."
    )
    assert (rows["Tess"].needed_by_arr, rows["Tess"].over_by_arr) == (None, None)
    assert not any(row.disagree for row in rows.values())
    team = (await books_of(database, teams_only=True))["csm"]
    assert (team.teammate, team.teammates, team.account_count, team.touches) == (None, 2, 4, 2)


async def test_a_book_of_the_past_is_what_it_was(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme", arr=1_000_00),
        person("ann", "acme"),
        call(ago(70), "ann"),
        taken_at=ago(60),
    )
    then = await books_of(database, ago(60))
    await tell(database, teammate("otto"), account("acme", owner="otto", arr=2_000_00))

    assert await books_of(database, ago(60)) == then
    assert then["Tess"].touches == 1
    assert list(await books_of(database)) == ["Otto"]


@given(accounts=books())
def test_books_add_up(accounts: list[AccountFacts]) -> None:
    """Each account is in one book, and each amount of ARR too, currency by currency."""
    for teams_only in (False, True):
        parameters = BookBalanceParameters(as_of=NOW, teams_only=teams_only)
        rows = list(book_balance(DEPLOYMENT, accounts, parameters))
        assert sum(row.account_count for row in rows) == len(accounts)
        assert added(amount for row in rows for amount in row.arr) == arr_of_all(accounts)
