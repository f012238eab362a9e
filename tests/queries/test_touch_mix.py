"""Touch mix, told of Acme and Birch (enterprise) and Cedar (digital)."""

from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.leadership.touch_mix import TOUCH_MIX, TouchMix
from queries.rules.groups import GroupBy
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    mail_from,
    mail_to,
    meeting,
    person,
    teammate,
    tell,
    touch,
    webinar,
)


async def mixes(database: Database, as_of: Millis = NOW, **asked: Any) -> list[TouchMix]:
    parameters = TOUCH_MIX.parameters(as_of=as_of, **asked)
    return (await ask(database, TOUCH_MIX, parameters)).rows


def newsletter(when: Millis, *who: str) -> Any:
    return touch(
        "email", when, {"addressed": who}, {"wrote": ["tess"]}, direction="out", reach="automated"
    )


WORLD = (
    teammate("tess"),
    account("acme"),
    account("birch"),
    account("cedar", "digital"),
    person("ann", "acme"),
    person("ben", "birch"),
    person("cleo", "cedar"),
    meeting(ago(1), "ann", "ben", initiation="planned"),
    meeting(ago(2), "ann", initiation="proactive"),
    meeting(ago(3), "ann", initiation="reactive"),
    meeting(ago(4), "ben", initiation="reactive"),
    call(ago(90, 86_399), "ann"),
    call(ago(91), "ann"),
    mail_from(ago(5), "ben"),
    mail_to(ago(6), "ben"),
    webinar(ago(7), "ann", "cleo"),
    newsletter(ago(8), "ann", "cleo"),
    newsletter(ago(9), "cleo"),
)


async def test_who_begins_touches_and_what_machines_do(database: Database) -> None:
    """The meeting with Ann and Ben counts once for their segment, and once for each account."""
    await tell(database, *WORLD)

    enterprise, digital = await mixes(database)

    assert (enterprise.group, enterprise.account_count) == ("enterprise", 2)
    assert (enterprise.touches, enterprise.attempts) == (6, 1)
    assert (enterprise.scaled, enterprise.automated, enterprise.technical_share) == (1, 1, 0.25)
    assert [(one.name, one.touches, one.share) for one in enterprise.initiations] == [
        ("reactive", 2, 0.5),
        ("planned", 1, 0.25),
        ("proactive", 1, 0.25),
        ("not stated", 2, None),
    ]
    assert [(one.name, one.touches) for one in enterprise.channels] == [
        ("meeting", 4),
        ("call", 1),
        ("email", 1),
    ]
    assert enterprise.because == (
        "Enterprise: 6 touches in 90 days, and 2 scaled or by machines. Of those that state it "
        "50% reactive, 25% planned, 25% proactive; a third each is balanced."
    )
    assert (digital.touches, digital.scaled, digital.automated) == (0, 1, 2)
    assert digital.technical_share == 1.0
    assert digital.because == (
        "Digital: 0 touches in 90 days, and 3 scaled or by machines. "
        "Who began them no source states."
    )
    accounts = await mixes(database, group_by=GroupBy.ACCOUNT)
    assert [(row.group, row.touches) for row in accounts] == [
        ("Acme", 4),
        ("Birch", 3),
        ("Cedar", 0),
    ]


async def test_a_mix_of_the_past_is_what_it_was(database: Database) -> None:
    await tell(database, *WORLD)
    then = await mixes(database, ago(3))
    await tell(database, meeting(ago(1), "cleo"))

    assert await mixes(database, ago(3)) == then
    assert [row.touches for row in then] == [5, 0]
