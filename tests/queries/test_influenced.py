"""Influenced revenue, told of deals with prospects that Ann and Ben of Acme spoke for."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.influenced import (
    INFLUENCED_QUARTERS,
    INFLUENCED_REVENUE,
    DealOutcome,
    InfluencedDeal,
    InfluencedDealParameters,
    influenced_deals,
    quarter_of,
    totals,
)
from queries.catalogue import ask
from queries.row import Money
from tests.queries.world import (
    DAY,
    NOW,
    account,
    ago,
    ask_of,
    at,
    day,
    key,
    names,
    opportunity,
    person,
    request,
    teammate,
    tell,
)

WORLD = (
    teammate("tess"),
    account("acme"),
    account("hope", status="prospect"),
    person("ann", "acme"),
    person("ben", "acme"),
)


def reference(who: str, name: str, ended_at: Millis, state: str = "completed") -> Statement:
    """Somebody of Acme asked for a reference call for a request, and how it ended."""
    asked = ask_of(
        who,
        "acme",
        "reference_call",
        ended_at - 5 * DAY,
        state,
        ended_at=ended_at,
        request=key("AdvocacyRequest", name),
    )
    return replace(asked, key=key("Ask", f"{who}-{name}"))


async def deals(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[InfluencedDeal]:
    parameters = INFLUENCED_REVENUE.parameters(as_of=as_of, **narrowed)
    return (await ask(database, INFLUENCED_REVENUE, parameters)).rows


async def told(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[str]:
    everything = {"outcomes": tuple(DealOutcome), **narrowed}
    return [row.because for row in await deals(database, as_of, **everything)]


async def quarters(database: Database, **narrowed: Any) -> list[str]:
    parameters = INFLUENCED_QUARTERS.parameters(as_of=NOW, **narrowed)
    return [row.because for row in (await ask(database, INFLUENCED_QUARTERS, parameters)).rows]


async def test_ten_deals_worth_two_and_a_half_million_in_a_quarter(database: Database) -> None:
    """What the whole programme is for, said exactly; each deal once, whatever it used."""
    amounts = [Decimal("100000.01") + n * Decimal("12345.67") for n in range(9)]
    amounts.append(Decimal(2_500_000) - sum(amounts))
    said: list[Statement] = []
    for n, amount in enumerate(amounts):
        closes_on = f"2026-0{1 + n % 3}-{10 + n}"
        said += (
            opportunity(
                f"deal{n}",
                "hope",
                amount=int(amount * 100),
                closes_on=closes_on,
                closed=True,
                won=True,
            ),
            request(f"request{n}", f"deal{n}"),
            reference("ann", f"request{n}", at(closes_on) - 20 * DAY),
            reference("ben", f"request{n}", at(closes_on) - 10 * DAY),
        )
    said += (
        opportunity("alone", "hope", amount=99, closes_on="2026-02-02", closed=True, won=True),
        opportunity("lost", "hope", amount=98, closes_on="2026-02-02", closed=True, won=False),
        request("for-lost", "lost"),
        reference("ann", "for-lost", at("2026-01-07")),
        opportunity("before", "hope", amount=97, closes_on="2025-12-31", closed=True, won=True),
        request("for-before", "before"),
        reference("ann", "for-before", at("2025-12-30")),
        opportunity("after", "hope", amount=96, closes_on="2026-04-01", closed=True, won=True),
        request("for-after", "after"),
        reference("ann", "for-after", at("2026-03-30")),
    )
    await tell(database, *WORLD, *said)

    assert await quarters(database, closed_from="2026-01-01", closed_to="2026-03-31") == [
        "References helped close 10 deals worth 2,500,000.00 USD in 2026-Q1."
    ]
    assert await quarters(database) == [
        "References helped close 1 deal worth 0.97 USD in 2025-Q4.",
        "References helped close 10 deals worth 2,500,000.00 USD in 2026-Q1.",
        "References helped close 1 deal worth 0.96 USD in 2026-Q2.",
    ]
    won = await deals(database, closed_from="2026-01-01", closed_to="2026-03-31")
    assert sum(row.amount.amount for row in won if row.amount) == Decimal(2_500_000)
    assert [len(row.references) for row in won] == [2] * 10


async def test_which_deals_used_one(database: Database) -> None:
    """Open, won and lost; not one whose reference came too late, or never."""
    closed: dict[str, Any] = {"closed": True, "won": True, "closes_on": day(-10)}
    await tell(
        database,
        *WORLD,
        opportunity("open", "hope", amount=1_000_000, closes_on=day(30)),
        opportunity("won", "acme", amount=2_000_050, **closed),
        opportunity("lost", None, **closed | {"won": False}),
        opportunity("late", "hope", **closed),
        opportunity("missed", "hope", **closed),
        opportunity("unserved", "hope", **closed),
        *(request(f"for-{name}", name) for name in ("open", "won", "lost", "late", "missed")),
        reference("ann", "for-open", ago(1)),
        reference("ann", "for-won", at(day(-10)) + DAY - 1),
        reference("ben", "for-lost", ago(12)),
        reference("ann", "for-late", at(day(-10)) + DAY),
        reference("ann", "for-missed", ago(13), "missed_by_prospect"),
    )
    who = await names(database)
    rows = await deals(database, outcomes=tuple(DealOutcome))
    assert {
        (row.name, row.account and who[row.account], row.outcome, row.amount) for row in rows
    } == {
        ("Open", "hope", DealOutcome.OPEN, Money(amount=Decimal("10000.00"), currency="USD")),
        ("Won", "acme", DealOutcome.WON, Money(amount=Decimal("20000.50"), currency="USD")),
        ("Lost", None, DealOutcome.LOST, None),
    }
    assert set(await told(database)) == {
        "Open, worth 10,000.00 USD, is open; it used 1 reference: reference call.",
        f"Lost, of unknown worth, was lost on {day(-10)}; it used 1 reference: reference call.",
        f"Won, worth 20,000.50 USD, was won on {day(-10)}; it used 1 reference: reference call.",
    }
    assert [row.name for row in await deals(database)] == ["Won"]


async def test_as_it_stood(database: Database) -> None:
    """Before its closing day a deal is open; before the call took place it used none."""
    await tell(
        database,
        *WORLD,
        opportunity("won", "hope", amount=100, closed=True, won=True, closes_on=day(-10)),
        request("for-won", "won"),
        reference("ann", "for-won", ago(20)),
    )
    assert [row.outcome for row in await deals(database)] == [DealOutcome.WON]
    everything = {"outcomes": tuple(DealOutcome)}
    closing = at(day(-10))
    assert [row.outcome for row in await deals(database, closing, **everything)] == ["WON"]
    assert [row.outcome for row in await deals(database, closing - 1, **everything)] == ["OPEN"]
    assert await told(database, ago(20)) != []
    assert await told(database, ago(20, 1)) == []


async def test_currencies_and_unknown_amounts_stay_apart(database: Database) -> None:
    closed: dict[str, Any] = {"closed": True, "won": True, "closes_on": "2026-05-01"}
    said: list[Statement] = []
    amounts: dict[str, dict[str, Any]] = {
        "one": {"amount": 150, "currency": "EUR"},
        "two": {"amount": 250, "currency": "EUR"},
        "three": {"amount": 500, "currency": "JPY"},
        "four": {"amount": None},
    }
    for name, values in amounts.items():
        said += (
            opportunity(name, "hope", **closed | values),
            request(f"for-{name}", name),
            reference("ann", f"for-{name}", at("2026-04-01")),
        )
    await tell(database, *WORLD, *said)
    assert await quarters(database) == [
        "References helped close 1 deal of unknown worth in 2026-Q2.",
        "References helped close 2 deals worth 4.00 EUR in 2026-Q2.",
        "References helped close 1 deal worth 500 JPY in 2026-Q2.",
    ]


async def test_narrowed(database: Database) -> None:
    """By the account whose deal it is; a deal of nobody's only where nothing narrows."""
    await tell(
        database,
        *WORLD,
        opportunity("won", "hope", closed=True, won=True, closes_on=day(-1)),
        opportunity("stray", None, closed=True, won=True, closes_on=day(-1)),
        request("for-won", "won"),
        request("for-stray", "stray"),
        reference("ann", "for-won", ago(9)),
        reference("ann", "for-stray", ago(9)),
    )
    hope = {name: id_ for id_, name in (await names(database)).items()}["hope"]
    assert {row.name for row in await deals(database)} == {"Won", "Stray"}
    assert {row.name for row in await deals(database, accounts=(hope,))} == {"Won"}
    assert {row.name for row in await deals(database, segments=("enterprise",))} == {"Won"}
    assert await deals(database, segments=("smb",)) == []
    assert {row.name for row in await deals(database, status=("customer",))} == {"Stray"}
    assert await deals(database, closed_from=day(0)) == []


# --- whatever the deals


@st.composite
def found_deals(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows as the statement returns them."""
    days = st.integers(-200, 100)
    found = []
    for number in range(draw(st.integers(0, 8))):
        used = draw(st.lists(st.integers(-250, 0), min_size=1, max_size=3))
        deal = {
            "id": f"opp_{number}",
            "name": "A deal",
            "amount": draw(st.none() | st.integers(0, 10**12)),
            "currency": draw(st.sampled_from((None, "USD", "EUR", "JPY"))),
            "closes_on": draw(st.none() | days.map(day)),
            "closed": draw(st.booleans()),
            "won": draw(st.booleans()),
        }
        references = [
            {"id": f"ask_{n}", "person": "per_a", "act": "quote", "ended_at": ago(-ended)}
            for n, ended in enumerate(used)
        ]
        found.append({"deal": deal, "account": None, "owners": [], "references": references})
    return found


def expected(row: dict[str, Any]) -> tuple[str, list[str]] | None:
    """How a deal ended and which references it used, told in another way."""
    deal = row["deal"]
    over = deal["closed"] and (deal["closes_on"] is None or deal["closes_on"] <= day(0))
    latest = deal["closes_on"] if over and deal["closes_on"] is not None else day(1)
    used = [
        reference["id"]
        for reference in row["references"]
        if reference["ended_at"] < at(latest) + DAY
    ]
    outcome = ("WON" if deal["won"] else "LOST") if over else "OPEN"
    return (outcome, used) if used else None


@given(found_deals())
def test_every_deal_once_and_every_cent_in_a_total(found: list[dict[str, Any]]) -> None:
    everything = InfluencedDealParameters(as_of=NOW, outcomes=tuple(DealOutcome))
    rows = list(influenced_deals(found, everything))
    assert {row.opportunity: (row.outcome.value, row.references) for row in rows} == {
        one["deal"]["id"]: wanted for one in found if (wanted := expected(one)) is not None
    }
    assert len(rows) == len({row.opportunity for row in rows})

    added = list(totals(rows))
    assert sum(total.deals for total in added) == len(rows)
    for currency in ("USD", "EUR", "JPY"):
        in_rows = [r.amount.amount for r in rows if r.amount and r.amount.currency == currency]
        in_totals = [t.amount.amount for t in added if t.amount and t.amount.currency == currency]
        assert sum(in_rows) == sum(in_totals)


@pytest.mark.parametrize(
    ("closes_on", "quarter"),
    [("2026-01-01", "2026-Q1"), ("2026-03-31", "2026-Q1"), ("2026-04-01", "2026-Q2"), (None, "")],
)
def test_quarters(closes_on: str | None, quarter: str) -> None:
    assert quarter_of(closes_on) == quarter
