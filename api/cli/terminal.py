"""Where the command line writes to."""

import os

from rich.console import Console

WIDTH = 100
"""Columns of an answer that does not go to a terminal."""


def _width(file_is_terminal: bool) -> int | None:
    return None if file_is_terminal or "COLUMNS" in os.environ else WIDTH


def counted(number: int, what: str) -> str:
    """1 row, 2,000 rows."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


output = Console()
output.width = _width(output.is_terminal) or output.width
errors = Console(stderr=True)
errors.width = _width(errors.is_terminal) or errors.width
