"""Relationship quality of groups of accounts, weighed by ARR and by count, to the cent."""

from decimal import Decimal
from typing import Any

from .accounts import account_record, arr, customers, is_active_teammate, policy_segment
from .days import Millis
from .exports import World, value_at
from .facts import Facts, read
from .own_tables import CSM, REGION, SEGMENT
from .strength import quality_row
from .words import slug

FIGURES = ("total", "coverage", "recency", "sentiment", "depth")


def relationship_quality_by(world: World, by: str, as_of: Millis) -> list[dict[str, Any]]:
    """One row for each group, and apart from them accounts without ARR. `by`: OWNER, SEGMENT,
    REGION, INDUSTRY or ACCOUNT."""
    facts = read(world)
    groups: dict[tuple[str, bool], list[str]] = {}
    for account in customers(facts, as_of):
        paying = arr(facts, account, as_of) is not None
        groups.setdefault((group_of(facts, account, by, as_of), paying), []).append(account)
    return [
        {"group": group, "paying": paying} | figures(facts, accounts, as_of)
        for (group, paying), accounts in groups.items()
    ]


def group_of(facts: Facts, account: str, by: str, as_of: Millis) -> str:
    record = account_record(facts, account)
    if by == "ACCOUNT":
        return account
    if by == "OWNER":
        return lead_of(facts, account, as_of)
    if by == "SEGMENT":
        return slug(value_at(record, SEGMENT, as_of)) or policy_segment(facts, account, as_of)
    column = REGION if by == "REGION" else "Industry"
    return value_at(record, column, as_of).casefold()


def lead_of(facts: Facts, account: str, as_of: Millis) -> str:
    """The active CSM, else the active owner, else nobody."""
    record = account_record(facts, account)
    for column in (CSM, "OwnerId"):
        user = value_at(record, column, as_of)
        if user and is_active_teammate(facts, user):
            return user
    return ""


def figures(facts: Facts, accounts: list[str], as_of: Millis) -> dict[str, Any]:
    """Each figure 0 to 100, by ARR and by count, over the accounts for which it is known."""
    rows = {account: quality_row(facts, account, as_of) for account in accounts}
    pays = {account: arr(facts, account, as_of) or Decimal(0) for account in accounts}
    found: dict[str, Any] = {"accounts": len(accounts), "arr": sum(pays.values(), Decimal(0))}
    for name in FIGURES:
        known: dict[str, float] = {}
        for account, row in rows.items():
            if name == "total" and row["score"] is not None:
                known[account] = row["score"]
            if name in row["parts"]:
                known[account] = 100 * row["parts"][name]
        weight = float(sum(pays[account] for account in known))
        found[name] = {
            "by_arr": sum(float(pays[a]) * v for a, v in known.items()) / weight
            if weight
            else None,
            "by_count": sum(known.values()) / len(known) if known else None,
            "unknown": len(accounts) - len(known),
            "unknown_arr": sum((pays[a] for a in accounts if a not in known), Decimal(0)),
        }
    return found
