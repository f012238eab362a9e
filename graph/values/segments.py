"""Segments: as a source states them, else derived from what the account pays us."""

from collections.abc import Collection

from graph.values.money import major_units

THRESHOLDS = (
    (1_000_000, "strategic"),
    (250_000, "enterprise"),
    (50_000, "mid_market"),
    (10_000, "smb"),
)
"""Least ARR of each segment, in whole units of the account's own currency."""


def derived_segment(arr: int | None, currency: str | None) -> str:
    """The segment that an ARR in minor units means; without one an account counts as smb."""
    if arr is None:
        return "smb"
    amount = major_units(arr, currency or "USD")
    return next((name for least, name in THRESHOLDS if amount >= least), "digital")


def policy_segment(
    stated: str | None, arr: int | None, currency: str | None, known: Collection[str]
) -> str:
    """The segment whose policy applies: the stated one if a policy knows it, else the derived."""
    return stated if stated is not None and stated in known else derived_segment(arr, currency)
