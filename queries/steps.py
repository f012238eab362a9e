"""The state of a request, an ask or an asset as of a moment, by the steps it took here."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.model import Millis


def stood(steps: Sequence[Mapping[str, Any]], stated: str | None, moment: Millis) -> str | None:
    """What the newest step by then led to; before the first, what that one led from.

    Without any step it is what the thing's source states.
    """
    ordered = sorted(steps, key=lambda step: step["at"])
    taken = [step for step in ordered if step["at"] <= moment]
    if taken:
        return str(taken[-1]["state"])
    before: str | None = ordered[0]["was"] if ordered else stated
    return before
