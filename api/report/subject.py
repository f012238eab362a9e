"""What a chapter is made of: the questions it asks, the figures it defines, how it tells them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from api.report.document import Chapter, Definition
from api.report.standing import Asking, Standing

Tell = Callable[[Standing, Standing | None], Chapter]
"""Makes the chapter of how things stand, beside how they stood on the day compared with."""


@dataclass(frozen=True)
class Subject:
    """One chapter of the report, declared; `chapters/` has one file for each."""

    title: str
    asks: tuple[Asking[Any, Any], ...]
    definitions: tuple[Definition, ...]
    tell: Tell
