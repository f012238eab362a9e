"""Telephone numbers: when two ways of writing one mean the same line."""

DIGITS = 9
"""So many last digits tell lines apart in every country; what comes before is prefix."""
FEWEST = 7


def dial_of(number: object) -> str | None:
    """The digits by which a number is found again, however it is written; None of an extension."""
    if not isinstance(number, str):
        return None
    main = number.casefold().partition("x")[0].partition("ext")[0]
    digits = "".join(c for c in main if c.isdecimal() and c.isascii())
    return digits[-DIGITS:] if len(digits) >= FEWEST else None
