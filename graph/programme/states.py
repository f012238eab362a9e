"""Where things stood as of a moment, by the steps taken here and by what their sources say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from graph.model import Millis

IN_FORCE, ENDED = "in_force", "ended"
"""The states of a consent."""

Row = Mapping[str, Any]
Asset = TypeVar("Asset", bound=Row)


def state_then(steps: Sequence[Row], stated: str | None, moment: Millis) -> str | None:
    """The state that the newest step by then led to; before the first, what it led from.

    Without a step it is what the thing's source says. Each step has `at`, `was` and `state`.
    """
    if taken := taken_by(moment, steps):
        return str(taken[-1]["state"])
    if steps:
        was: str | None = min(steps, key=_moment)["was"]
        return was
    return stated


def taken_by(moment: Millis, steps: Iterable[Row]) -> list[Row]:
    """The steps taken by the moment, oldest first."""
    return sorted((step for step in steps if step["at"] <= moment), key=_moment)


def _moment(step: Row) -> Millis:
    return int(step["at"])


def consent_holds(consent: Row, moment: Millis) -> bool:
    """Whether a consent that was given by then was in force: not over, taken back or ended here."""
    ends = (consent["until"], consent["revoked_at"])
    return (
        all(end is None or end > moment for end in ends)
        and state_then(consent["steps"], IN_FORCE, moment) != ENDED
    )


def asset_state(asset: Row, moment: Millis) -> str:
    """Where an asset stood; one whose source states nothing is published or a draft."""
    published = asset["published_at"] is not None and asset["published_at"] <= moment
    stated = state_then(asset["steps"], asset["state"], moment)
    return stated or ("published" if published else "draft")


def resting_on(
    assets: Iterable[Asset], consents: Iterable[Row], others: Iterable[Row]
) -> Iterator[Asset]:
    """Assets that feature nobody and rest on these consents: no other one allows their kind.

    A logo is the usual one. Each asset has its `kind`, each consent its `acts`.
    """
    carried = {act for consent in consents for act in consent["acts"] or ()}
    carried -= {act for consent in others for act in consent["acts"] or ()}
    yield from (asset for asset in assets if asset["kind"] in carried)
