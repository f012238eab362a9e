"""Books of business made at random, as facts of accounts, for what holds of any."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from graph.policy import DEFAULTS
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.row import Money
from tests.queries.world import NOW, day

DEPLOYMENT = Deployment(DEFAULTS, {"crm": NOW}, goals_recorded=False, settings_version="")
NOTHING: dict[str, Any] = {
    column: []
    for column in (
        *("people", "touches", "signals", "bounces", "refusals", "decisions", "readings"),
        *("goals", "executive_meetings", "worked", "mix"),
    )
}

owners = st.builds(
    lambda teammate, function, active: {
        "teammate": teammate,
        "name": teammate,
        "function": function,
        "active": active,
        "since": None,
        "team": function,
    },
    st.sampled_from(["tea_1", "tea_2", "tea_3"]),
    st.sampled_from(["csm", "owner", "support"]),
    st.booleans(),
)
properties = st.fixed_dictionaries(
    {
        "arr": st.none() | st.integers(0, 10**13),
        "currency": st.sampled_from(["USD", "EUR", "JPY", None]),
        "segment": st.sampled_from([None, "enterprise", "smb", "digital", "Galactic"]),
        "region": st.sampled_from([None, "", "EMEA", "emea", "AMER"]),
        "industry": st.sampled_from([None, " ", "Banking", "BANKING ", "Öl", "~"]),
        "renewal_on": st.none() | st.sampled_from([day(-1), day(0), day(90), day(91)]),
    }
)
roles = st.lists(st.sampled_from(["champion", "executive_sponsor", "admin"]), unique=True)


@st.composite
def books(draw: st.DrawFn) -> list[AccountFacts]:
    """Accounts that pay what they like, each with one person at most, in some roles or none."""
    accounts = []
    for number in range(draw(st.integers(0, 10))):
        about = {"id": f"acc_{number:03}", "name": f"Account {number}", "status": "customer"}
        row = {
            **NOTHING,
            "account": about | draw(properties),
            "owners": draw(st.lists(owners, max_size=3)),
            "people": [
                _person(f"per_{number:03}", held) for held in draw(st.lists(roles, max_size=1))
            ],
        }
        accounts.append(AccountFacts(row, NOW))
    return accounts


def _person(id_: str, held: list[str]) -> dict[str, Any]:
    spell = {"since": None, "until": None, "record": "crm:1", "attitude": None}
    job = {**spell, "title": None, "department": None, "seniority": "unknown"}
    return {
        "id": id_,
        "name": id_,
        "wished_from": None,
        "wished_days": None,
        "advocate_from": None,
        "advocate_as": None,
        "hold_until": None,
        "opted_out": False,
        "jobs": [job],
        "roles": [{**spell, "role": role} for role in held],
    }


def added(amounts: Iterable[Money | None]) -> dict[str, Decimal]:
    """The sum of each currency, without those of nothing."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amount in amounts:
        if amount is not None:
            sums[amount.currency] += amount.amount
    return {currency: amount for currency, amount in sums.items() if amount}


def arr_of_all(accounts: list[AccountFacts]) -> dict[str, Decimal]:
    """What the accounts pay, counted in another way than the product does."""
    sums: dict[str, int] = defaultdict(int)
    for account in accounts:
        sums[account.currency or "USD"] += account.arr or 0
    return {
        currency: Decimal(amount) / (1 if currency == "JPY" else 100)
        for currency, amount in sums.items()
        if amount
    }
