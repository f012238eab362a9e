"""ARR at risk, told of four accounts.

Acme (enterprise) lost Ann, its champion, and hears only from Ben, who has cooled; Birch (smb) is
well; Dan at Cedar was never touched; nobody is known at Dune, and nobody says what it pays.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.database import Database
from graph.model import Millis
from queries.catalogue import View, ask
from queries.facts import AccountFacts
from queries.leadership.arr_at_risk import (
    ACCOUNTS_AT_RISK,
    ARR_AT_RISK,
    AccountAtRisk,
    ArrAtRisk,
    ArrAtRiskParameters,
    risk_rows,
)
from queries.leadership.risks import RiskReason
from queries.row import Money
from tests.queries.books import DEPLOYMENT, added, arr_of_all, books
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    day,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = account("acme", arr=40_000_000, renewal_on=day(30))
ANN = person("ann", "acme", "champion")
BEN = person("ben", "acme", "admin")
WORLD = (
    teammate("tess"),
    ACME,
    person("ann", "acme", "champion", left=True, modified_at=ago(10)),
    BEN,
    call(ago(40), "ben"),
    reading("ben", ago(100), score=0.6),
    reading("ben", ago(5), score=-0.3),
    account("birch", "smb", arr=10_000_000, renewal_on=day(1)),
    person("cleo", "birch", "champion", "admin"),
    meeting(ago(10), "cleo"),
    account("cedar", "mid_market", arr=6_000_000, currency="EUR", renewal_on=day(30)),
    person("dan", "cedar", "champion", "economic_buyer", "admin"),
    account("dune", "smb"),
)


async def risks(database: Database, as_of: Millis = NOW, **asked: Any) -> list[ArrAtRisk]:
    return (await ask(database, ARR_AT_RISK, ARR_AT_RISK.parameters(as_of=as_of, **asked))).rows


async def exposed(database: Database, as_of: Millis = NOW, **asked: Any) -> dict[Any, Any]:
    """Reason and currency: accounts, ARR, share, ARR that this reason alone exposes."""
    who = await names(database)
    return {
        (row.reason.value, row.arr.currency if row.arr else None): (
            " ".join(who[one] for one in row.accounts),
            row.arr and row.arr.amount,
            row.share,
            row.arr_alone and row.arr_alone.amount,
        )
        for row in await risks(database, as_of, **asked)
    }


def dollars(amount: str) -> Decimal:
    return Decimal(amount)


async def test_each_dollar_once_in_the_total_and_under_every_reason(database: Database) -> None:
    await tell(database, *WORLD)

    acme = ("acme", dollars("400000.00"), 0.8, dollars("0.00"))
    cedar = ("cedar", dollars("60000.00"), 1.0, dollars("60000.00"))
    assert await exposed(database) == {
        ("ANY", "USD"): ("acme", dollars("400000.00"), 0.8, dollars("400000.00")),
        ("DEPARTED_CHAMPION", "USD"): acme,
        ("MISSING_SPONSOR", "USD"): acme,
        ("SINGLE_THREADED", "USD"): acme,
        ("STALE_RELATION", "USD"): acme,
        ("FALLING_SENTIMENT", "USD"): acme,
        ("NEGATIVE_SENTIMENT", "USD"): acme,
        ("ANY", "EUR"): cedar,
        ("STALE_RELATION", "EUR"): cedar,
        ("ANY", None): ("dune", None, None, None),
        ("MISSING_CHAMPION", None): ("dune", None, None, None),
    }
    assert [(row.reason.value, row.because) for row in await risks(database)] == [
        (
            "ANY",
            "60,000 EUR of 60,000 EUR, at 1 account, is at risk, for whatever reason.",
        ),
        (
            "STALE_RELATION",
            "60,000 EUR of 60,000 EUR, at 1 account, hangs on people we have lost touch with.",
        ),
        ("ANY", "400,000 USD of 500,000 USD, at 1 account, is at risk, for whatever reason."),
        (
            "DEPARTED_CHAMPION",
            "400,000 USD of 500,000 USD, at 1 account, hangs on a champion who left.",
        ),
        (
            "MISSING_SPONSOR",
            "400,000 USD of 500,000 USD, at 1 account, has no executive sponsor.",
        ),
        ("SINGLE_THREADED", "400,000 USD of 500,000 USD, at 1 account, hangs on one person."),
        (
            "STALE_RELATION",
            "400,000 USD of 500,000 USD, at 1 account, hangs on people we have lost touch with.",
        ),
        (
            "FALLING_SENTIMENT",
            "400,000 USD of 500,000 USD, at 1 account, hangs on people whose mood falls, "
            "with a renewal within 90 days.",
        ),
        (
            "NEGATIVE_SENTIMENT",
            "400,000 USD of 500,000 USD, at 1 account, hangs on people who are unhappy, "
            "with a renewal within 90 days.",
        ),
        (
            "ANY",
            "An unknown amount, of 1 account whose ARR no source states, is at risk, "
            "for whatever reason.",
        ),
        (
            "MISSING_CHAMPION",
            "An unknown amount, of 1 account whose ARR no source states, has no champion.",
        ),
    ]


async def test_only_the_reasons_and_renewals_asked_for(database: Database) -> None:
    """Sentiment counts to the day: the renewal is 30 days ahead."""
    await tell(database, *WORLD)
    reasons = (RiskReason.FALLING_SENTIMENT, RiskReason.MISSING_SPONSOR)
    acme = ("acme", dollars("400000.00"), 0.8, dollars("0.00"))

    assert await exposed(database, reasons=reasons, renewal_within=30) == {
        ("ANY", "USD"): ("acme", dollars("400000.00"), 0.8, dollars("400000.00")),
        ("MISSING_SPONSOR", "USD"): acme,
        ("FALLING_SENTIMENT", "USD"): acme,
        ("ANY", "EUR"): ("", dollars("0.00"), 0.0, dollars("0.00")),
        ("ANY", None): ("", None, None, None),
    }
    alone = ("acme", dollars("400000.00"), 0.8, dollars("400000.00"))
    assert await exposed(
        database, reasons=reasons, renewal_within=29, segments=("enterprise",)
    ) == {
        ("ANY", "USD"): ("acme", dollars("400000.00"), 1.0, dollars("400000.00")),
        ("MISSING_SPONSOR", "USD"): (*alone[:2], 1.0, alone[3]),
    }


async def test_an_account_with_all_its_risks(database: Database) -> None:
    await tell(database, *WORLD)
    who = await names(database)
    parameters = ACCOUNTS_AT_RISK.parameters(as_of=NOW)
    rows = (await ask(database, ACCOUNTS_AT_RISK, parameters)).rows

    assert [(who[row.account], row.severity.value, row.days_to_renewal) for row in rows] == [
        ("acme", "CRITICAL", 30),
        ("cedar", "MEDIUM", 30),
        ("dune", "MEDIUM", None),
    ]
    assert {risk.reason.value: risk.because for risk in rows[0].risks} == {
        "DEPARTED_CHAMPION": "Ann, champion at Acme, left; nobody has taken over.",
        "MISSING_SPONSOR": "Nobody at Acme is known as executive sponsor, "
        "which enterprise accounts need.",
        "SINGLE_THREADED": "Ben is the only one at Acme we were in touch with for 90 days.",
        "FALLING_SENTIMENT": "Ben of Acme feels worse than 90 days ago, "
        "and the contract renews in 30 days.",
        "NEGATIVE_SENTIMENT": "The stakeholders of Acme are unhappy on the whole, "
        "and the contract renews in 30 days.",
        "STALE_RELATION": "The last touch with Ben, admin at Acme, was 40 days ago; "
        "promised is every 30 days.",
    }
    assert rows[0].next_action == "Find out who the new champion is."
    assert rows[0].because == " ".join(risk.because for risk in rows[0].risks)


async def test_the_exposure_and_its_end(database: Database) -> None:
    """Ten days ago Ann left; today Eve is champion, and Acme pays more."""
    steady = (
        *(person(name, "acme", "executive_sponsor", "economic_buyer", "admin") for name in "fg"),
        *(meeting(ago(days), "f", "g") for days in (1, 25)),
    )
    await tell(database, *WORLD[:3], *steady, taken_at=ago(5))
    then = await risks(database, ago(5))
    eve = (person("eve", "acme", "champion", since=ago(2)), meeting(ago(1), "eve"))
    await tell(database, account("acme", arr=50_000_000, renewal_on=day(30)), *eve)

    rows = await risks(database, compare_to=ago(5))

    assert [
        (row.reason.value, row.arr and row.arr.amount, row.arr_before and row.arr_before.amount)
        for row in rows
    ] == [
        ("ANY", dollars("0.00"), dollars("400000.00")),
        ("DEPARTED_CHAMPION", dollars("0.00"), dollars("400000.00")),
    ]
    assert [row.change and row.change.amount for row in rows] == [dollars("-400000.00")] * 2
    assert rows[1].because == (
        "0 USD of 500,000 USD, at 0 accounts, hangs on a champion who left; "
        "it was 400,000 USD on 2026-06-10."
    )
    assert await risks(database, ago(5)) == then


async def test_what_was_at_risk_then_is_not_changed_by_what_happens_later(
    database: Database,
) -> None:
    """Since then Ann came back, Fay took what nobody had been and Ben cheered up; Birch lost its
    champion, Cedar left us, and Elm came."""

    async def then() -> list[AccountAtRisk]:
        parameters = ACCOUNTS_AT_RISK.parameters(as_of=ago(5))
        return (await ask(database, ACCOUNTS_AT_RISK, parameters)).rows

    await tell(database, *WORLD, taken_at=ago(4))
    before = await then()
    later = (
        replace(account("acme", arr=90_000_000, renewal_on=day(400)), modified_at=ago(3)),
        replace(account("cedar", "mid_market", status="churned"), modified_at=ago(3)),
        replace(account("elm", "enterprise", arr=70_000_000), created_at=ago(3)),
        person("ann", "acme", "champion", modified_at=ago(3)),
        person("fay", "acme", "executive_sponsor", "economic_buyer", since=ago(3)),
        person("cleo", "birch", "champion", "admin", left=True, modified_at=ago(3)),
        meeting(ago(2), "ben", "ann", "fay"),
        reading("ben", ago(2), score=0.9),
    )
    await tell(database, *later)

    assert len(before) == 3
    assert await then() == before
    now = (await ask(database, ACCOUNTS_AT_RISK, ACCOUNTS_AT_RISK.parameters(as_of=NOW))).rows
    who = await names(database)
    assert {who[row.account] for row in now} == {"birch", "dune", "elm"}


async def test_a_stale_feed_hides_what_it_would_tell(database: Database) -> None:
    await tell(database, *WORLD)
    who = await names(database)

    rows = {
        (row.reason.value, row.arr.currency if row.arr else None): row
        for row in await risks(database, ago(-8))
    }

    assert ("STALE_RELATION", "USD") not in rows
    assert [who[one] for one in rows["ANY", "USD"].unjudged] == ["birch"]
    assert rows["ANY", "USD"].arr_unjudged == Money(amount=Decimal("100000.00"), currency="USD")


@given(accounts=books(), before=st.none() | books(), within=st.sampled_from([0, 90, 91]))
def test_whatever_the_risks_an_account_counts_once(
    accounts: list[AccountFacts], before: list[AccountFacts] | None, within: int
) -> None:
    rows = list(
        risk_rows(
            View(DEPLOYMENT, accounts),
            None if before is None else View(DEPLOYMENT, before),
            ArrAtRiskParameters(as_of=NOW, renewal_within=within),
        )
    )
    by_id = {account.id: account for account in accounts}
    total = [row for row in rows if row.reason is RiskReason.ANY]
    reasons = [row for row in rows if row.reason is not RiskReason.ANY]
    counted = [one for row in total for one in row.accounts]
    assert len(counted) == len(set(counted)) == sum(row.account_count for row in total)
    assert set(counted) == {one for row in reasons for one in row.accounts}
    assert added(row.arr for row in total) == arr_of_all([by_id[one] for one in counted])
    for row in reasons:
        assert len(row.accounts) == len(set(row.accounts))
        assert added([row.arr]) == arr_of_all([by_id[one] for one in row.accounts])
    keys = [ARR_AT_RISK.unique(row) for row in rows]
    assert len(set(keys)) == len(keys)
