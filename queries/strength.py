"""The strength of a person's relation with us."""

from queries.facts import AccountFacts
from queries.scoring import strength


def strength_of(account: AccountFacts, person: str) -> float | None:
    """0 to 100; None: insufficient data. Needs the column `strengths`."""
    row = account.by_person("strengths").get(person)
    if row is None:
        return None
    return strength(row["x"], row["touches"], row["inward"], row["outward"])
