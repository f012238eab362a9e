"""The reference inventory, told of banks that speak for us, and of deals with banks and shops."""

from decimal import Decimal
from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from graph.statement import Statement
from queries.advocacy.inventory import REFERENCE_INVENTORY, InventoryLine
from queries.catalogue import ask
from queries.row import Money
from tests.queries.world import (
    NOW,
    account,
    ago,
    ask_of,
    consent,
    day,
    key,
    names,
    opportunity,
    person,
    request,
    teammate,
    tell,
)

BANK = account("bank", industry="Banking", region="EMEA", segment="enterprise")
SHOP = account("shop", status="prospect", industry="Retail", segment="smb")


async def lines(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> dict[str, InventoryLine]:
    parameters = REFERENCE_INVENTORY.parameters(as_of=as_of, **narrowed)
    return {row.group: row for row in (await ask(database, REFERENCE_INVENTORY, parameters)).rows}


def supply(row: InventoryLine) -> tuple[int, int, int]:
    return row.advocates, row.available, row.remaining


def used(deal: str, days: float, act: str = "reference_call") -> tuple[Statement, Statement]:
    """A request for a deal, and an act of Ann's completed for it."""
    said: dict[str, Any] = {"request": key("AdvocacyRequest", f"for-{deal}"), "ended_at": ago(days)}
    made = request(f"for-{deal}", deal)
    return made, ask_of("ann", "bank", act, ago(days + 5), "completed", **said)


async def test_who_there_is(database: Database) -> None:
    """By what the customer is; who opted out, left or took it back is not there."""
    await tell(
        database,
        teammate("tess"),
        BANK,
        SHOP,
        account("mill"),
        *(person(name, "bank") for name in ("ann", "ben", "cleo")),
        person("dora", "bank", opted_out=True),
        person("eve", "bank", left=True, modified_at=ago(9)),
        person("fay", "mill"),
        person("gus", "shop"),
        *(consent(name, "quote") for name in ("ann", "dora", "eve", "fay", "gus")),
        consent("ben", "quote", "logo"),
        consent("cleo", "quote", until=ago(1)),
        ask_of("ben", "bank", "quote", ago(20), "completed", ended_at=ago(10)),
    )
    who = await names(database)
    found = await lines(database)
    assert {name: supply(row) for name, row in found.items()} == {
        "Banking": (2, 1, 5),
        "unknown": (1, 1, 3),
    }
    assert sorted(who[id_] for id_ in found["Banking"].people) == ["ann", "ben"]
    assert found["Banking"].because == (
        "Banking: 2 advocates, 1 available, 5 asks left; 0 deals ahead."
    )
    assert {name: supply(row) for name, row in (await lines(database, by="REGION")).items()} == {
        "EMEA": (2, 1, 5),
        "unknown": (1, 1, 3),
    }
    by_act = await lines(database, by="ACT")
    assert {name: supply(row) for name, row in by_act.items()} == {
        "quote": (3, 2, 8),
        "logo": (1, 0, 2),
    }
    assert (await lines(database, acts=("logo",))).keys() == {"Banking"}


@pytest.mark.parametrize(("days", "remaining"), [(90, 2), (91, 3)])
async def test_caps_reach_half_a_year_back(database: Database, days: int, remaining: int) -> None:
    """At the end of the quarter ahead only asks of the last ninety days still count."""
    asked = ask_of("ann", "bank", "quote", ago(days), "completed", ended_at=ago(days - 1))
    await tell(
        database, teammate("tess"), BANK, person("ann", "bank"), consent("ann", "quote"), asked
    )
    assert supply((await lines(database))["Banking"]) == (1, 1, remaining)


async def test_one_account_is_not_asked_without_end(database: Database) -> None:
    """Six asks in half a year, whoever is asked there; nobody whom something stops for longer."""
    people = [f"p{n}" for n in range(4)]
    await tell(
        database,
        teammate("tess"),
        BANK,
        *(person(name, "bank") for name in people),
        *(consent(name, "quote") for name in people),
        account("held", industry="Insurance", hold_until=day(91)),
        account("soon", industry="Media", hold_until=day(90)),
        person("ann", "held"),
        person("ben", "soon"),
        consent("ann", "quote"),
        consent("ben", "quote"),
    )
    found = await lines(database)
    assert {name: supply(row) for name, row in found.items()} == {
        "Banking": (4, 4, 6),
        "Insurance": (1, 0, 0),
        "Media": (1, 0, 3),
    }


async def test_what_is_needed(database: Database) -> None:
    """Deals that close within ninety days, times what closed deals used; rounded up."""
    await tell(
        database,
        teammate("tess"),
        BANK,
        SHOP,
        person("ann", "bank"),
        consent("ann", "reference_call"),
        opportunity("past", "bank", closed=True, won=True, closes_on=day(-365)),
        opportunity("lost", "bank", closed=True, won=False, closes_on=day(-100)),
        opportunity("old", "bank", closed=True, won=True, closes_on=day(-366)),
        *used("past", 370),
        *used("old", 400),
        opportunity("one", "shop", amount=100_00, closes_on=day(0)),
        opportunity("two", "shop", amount=50_50, closes_on=day(90)),
        opportunity("three", "shop", amount=7_00, currency="EUR", closes_on=day(90)),
        opportunity("far", "shop", amount=1, closes_on=day(91)),
        opportunity("late", "shop", amount=1, closes_on=day(-1)),
        opportunity("done", "shop", amount=1, closes_on=day(0), closed=True, won=True),
    )
    shop = (await lines(database))["Retail"]
    assert (shop.deals, shop.need, shop.gap) == (3, 1, 1)
    assert shop.per_deal == pytest.approx(1 / 3)
    assert shop.worth == [
        Money(amount=Decimal("7.00"), currency="EUR"),
        Money(amount=Decimal("150.50"), currency="USD"),
    ]
    assert shop.because == (
        "Retail: 0 advocates, 0 available, 0 asks left; 3 deals ahead worth 7.00 EUR and "
        "150.50 USD, which need 1 reference: 1 too few."
    )
    bank = (await lines(database))["Banking"]
    assert (bank.deals, bank.need, bank.gap) == (0, 0, 0)
    by_act = await lines(database, by="ACT", acts=("reference_call", "quote"))
    assert {name: (row.need, row.gap) for name, row in by_act.items()} == {
        "reference_call": (1, 0),
        "quote": (0, 0),
    }


async def test_nothing_closed_tells_of_no_need(database: Database) -> None:
    await tell(database, teammate("tess"), SHOP, opportunity("one", "shop", closes_on=day(3)))
    row = (await lines(database))["Retail"]
    assert (row.deals, row.per_deal, row.need, row.gap, row.worth) == (1, None, None, 0, [])
    assert row.because == "Retail: 0 advocates, 0 available, 0 asks left; 1 deal ahead."
