"""The strength of a person's relation with us, and with each of our people."""

from typing import Any

from queries.facts import AccountFacts
from queries.rules.scoring import strength


def strength_of(account: AccountFacts, person: str) -> float | None:
    """0 to 100; None: insufficient data. Needs the column `strengths`."""
    row = account.by_person("strengths").get(person)
    return None if row is None else _strength(row)


def bonds_of(account: AccountFacts, person: str) -> list[dict[str, Any]]:
    """Who of us knows the person, the strongest first. Needs the column `bonds`.

    Each with `teammate`, `touches` within 365 days, `last_at` and `strength` (0 to 100; None:
    insufficient data). Whoever only has them in a private network comes last.
    """
    row = account.by_person("bonds").get(person, {"in_touch": (), "acquainted": ()})
    bonds = [
        {
            "teammate": one["teammate"],
            "touches": one["touches"],
            "last_at": one["last"],
            "strength": _strength(one),
        }
        for one in row["in_touch"]
        if one["touches"]
    ]
    met = {bond["teammate"] for bond in bonds}
    bonds += [
        {"teammate": teammate, "touches": 0, "last_at": None, "strength": None}
        for teammate in row["acquainted"]
        if teammate not in met
    ]
    return sorted(bonds, key=lambda b: (-(b["strength"] or 0.0), -b["touches"], b["teammate"]))


def _strength(row: dict[str, Any]) -> float | None:
    return strength(row["x"], row["touches"], row["inward"], row["outward"])
