"""Telephone numbers: when two ways of writing one mean the same line."""

import re

DIGITS = 9
"""So many last digits tell lines apart in every country; what comes before is prefix."""
FEWEST = 7
_EXTENSION = re.compile(r"\s*(?:ext(?:ension)?|x|#|;ext=)[\s.:]*(\d+)\s*$")


def dial_of(number: object) -> str | None:
    """The digits by which a line is found again, however it is written; `555010042x7` for one
    behind a switchboard. None where there are too few.
    """
    if not isinstance(number, str):
        return None
    text = number.casefold()
    extension = _EXTENSION.search(text)
    main = text if extension is None else text[: extension.start()]
    digits = "".join(c for c in main if c.isdecimal() and c.isascii())
    if len(digits) < FEWEST:
        return None
    line = digits[-DIGITS:]
    return line if extension is None else f"{line}x{extension[1]}"
