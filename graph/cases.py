"""Departure cases: computed, never stored, and named by the account and the person concerned."""

CASE = "dep"
"""What the ids of departure cases begin with."""

REPORTED = "reported"
"""The kind of evidence that a colleague's report is."""
REPORTED_WEIGHT = 0.8
"""As much as mail to an unknown user that came back: alone a suspicion, with another as strong as
half of it a departure."""


def case_id(account: str, person: str) -> str:
    """The id of the case of a person who left an account; it names both."""
    return "_".join((CASE, account.partition("_")[2], person.partition("_")[2]))


def parts_of_case(id_: str) -> tuple[str, str] | None:
    """The ids of the account and the person of a case; None if this is no id of a case."""
    match id_.split("_"):
        case [prefix, account, person] if prefix == CASE:
            return f"acc_{account}", f"per_{person}"
    return None
