"""Touch mix: who begins our touches, how are they made, and how many do machines make?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.model import CHANNELS
from queries.catalogue import Question
from queries.deployment import Deployment
from queries.facts import AccountFacts
from queries.row import Row
from queries.rules.groups import (
    Group,
    Grouped,
    GroupedParameters,
    by_name,
    group_words,
    grouped,
    identity,
)
from queries.rules.scoring import RECENT_DAYS

INITIATIONS = ("reactive", "planned", "proactive")
NOT_STATED = "not stated"


class MixShare(Row):
    """How many touches were so, and their share of all that state it, 0 to 1."""

    name: str
    touches: int
    share: float | None


class TouchMix(Grouped):
    """Who begins our touches, how are they made, and how many do machines make?

    One row for each group, over 90 days; a touchpoint counts once in it. `touches` are human and
    two-way, `attempts` one-way mails and calls nobody took, `scaled` webinars and the like that
    somebody attended, `automated` what machines sent. `technical_share` is scaled and automated of
    all but attempts. A balanced mix is a third each of reactive, planned and proactive touches.
    """

    account_count: int
    touches: int
    attempts: int
    scaled: int
    automated: int
    technical_share: float | None
    initiations: list[MixShare]
    channels: list[MixShare]
    because: str


class TouchMixParameters(GroupedParameters):
    """Which accounts count."""


def touch_mix(
    _deployment: Deployment, accounts: Sequence[AccountFacts], parameters: TouchMixParameters
) -> Iterator[TouchMix]:
    """The mix of each group."""
    for group, members in grouped(accounts, parameters).items():
        yield _row(group, members, parameters)


def _row(
    group: Group, accounts: Sequence[AccountFacts], parameters: TouchMixParameters
) -> TouchMix:
    kinds: Mapping[str, set[str]] = defaultdict(set)
    initiations: Mapping[str, set[str]] = defaultdict(set)
    channels: Mapping[str, set[str]] = defaultdict(set)
    for account in accounts:
        for row in account.row["mix"]:
            kinds[row["kind"]].update(row["ids"])
            if row["kind"] == "touch":
                initiations[row["initiation"] or NOT_STATED].update(row["ids"])
                channels[row["channel"]].update(row["ids"])
    # With two people of the group one touchpoint may be a touch and an attempt: it is a touch.
    touches, scaled, automated = (len(kinds[kind]) for kind in ("touch", "scaled", "automated"))
    told = touches + scaled + automated
    begun = _shares(initiations, INITIATIONS)
    return TouchMix(
        group=group.name,
        teammate=group.teammate,
        account=group.account,
        account_count=len(accounts),
        touches=touches,
        attempts=len(kinds["attempt"] - kinds["touch"]),
        scaled=scaled,
        automated=automated,
        technical_share=(scaled + automated) / told if told else None,
        initiations=begun,
        channels=[one for one in _shares(channels, CHANNELS) if one.touches],
        because=_because(group_words(group, parameters), touches, scaled + automated, begun),
    )


def _shares(found: Mapping[str, set[str]], names: Sequence[str]) -> list[MixShare]:
    stated = sum(len(found.get(name, ())) for name in names)
    shares = [
        MixShare(
            name=name,
            touches=len(found.get(name, ())),
            share=len(found.get(name, ())) / stated if stated else None,
        )
        for name in names
    ]
    if NOT_STATED in found:
        shares.append(MixShare(name=NOT_STATED, touches=len(found[NOT_STATED]), share=None))
    return shares


def _because(name: str, touches: int, technical: int, begun: Sequence[MixShare]) -> str:
    made = "1 touch" if touches == 1 else f"{touches} touches"
    sentence = f"{name}: {made} in {RECENT_DAYS} days, and {technical} scaled or by machines."
    stated = [one for one in begun if one.share is not None]
    if not stated:
        return f"{sentence} Who began them no source states."
    words = ", ".join(f"{one.share:.0%} {one.name}" for one in stated)
    return f"{sentence} Of those that state it {words}; a third each is balanced."


TOUCH_MIX = Question(
    name="touch_mix",
    parameters=TouchMixParameters,
    row=TouchMix,
    facts=("mix",),
    answer=touch_mix,
    orders={
        "TOUCHES": lambda row: (-row.touches,),
        "TECHNICAL_SHARE": lambda row: (
            2.0 if row.technical_share is None else row.technical_share,
        ),
        "GROUP": by_name,
    },
    unique=lambda row: (identity(row),),
)
