"""The stakeholder map, told of Acme: Zoe leads, Ann and Ben report to her, Cleo to Ann."""

import math
from typing import Any

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.stakeholder_map import STAKEHOLDER_MAP, StakeholderMapEntry
from tests.queries.world import (
    NOW,
    account,
    ago,
    call,
    influences,
    key,
    meeting,
    names,
    person,
    reading,
    reports,
    role,
    teammate,
    tell,
    webinar,
)


async def people(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> dict[str, StakeholderMapEntry]:
    """The rows of Acme by name."""
    who = await names(database)
    acme = next(id for id, name in who.items() if name == "acme")
    parameters = STAKEHOLDER_MAP.parameters(as_of=as_of, accounts=(acme,), **narrowed)
    return {who[row.person]: row for row in (await ask(database, STAKEHOLDER_MAP, parameters)).rows}


async def test_the_map_of_acme(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        teammate("otto"),
        account("acme"),
        account("bolt"),
        person("zoe", "acme", title="Chief Executive Officer", attitude="supportive"),
        person(
            "ann",
            "acme",
            "champion",
            title="VP IT",
            department="IT",
            attitude="advocate",
            reports_to=key("Person", "zoe"),
        ),
        person("ben", "acme", left=True, modified_at=ago(3)),
        reports("ben", "zoe"),
        person("cleo", "acme", "admin", "evaluator", bounced_at=ago(2), bounce_weight=0.8),
        reports("cleo", "ann"),
        person("dora", "bolt"),
        role("dora", "acme", "influencer"),
        influences("dora", "ann"),
        influences("ann", "ben"),
        call(ago(1), "ann"),
        call(ago(2), "ann", ours="otto"),
        meeting(ago(3), "ann", "cleo"),
        webinar(ago(0), "cleo"),
        reading("ann", ago(0), score=0.5),
    )
    who = await names(database)
    found = await people(database)
    assert set(found) == {"zoe", "ann", "cleo", "dora"}

    def named(ids: list[str]) -> list[str]:
        return sorted(who[id] for id in ids)

    assert {
        name: (named(row.managers), named(row.reports), named(row.influences), row.bridge)
        for name, row in found.items()
    } == {
        "zoe": ([], ["ann"], [], False),
        "ann": (["zoe"], ["cleo"], [], True),
        "cleo": (["ann"], [], [], False),
        "dora": ([], [], ["ann"], False),
    }
    assert {
        name: (row.title, row.department, row.seniority, row.roles, row.attitude, row.departure)
        for name, row in found.items()
    } == {
        "zoe": ("Chief Executive Officer", None, "c_level", [], None, None),
        "ann": ("VP IT", "IT", "vp", ["champion"], "advocate", None),
        "cleo": (None, None, "unknown", ["admin", "evaluator"], None, "SUSPECTED"),
        "dora": (None, None, "unknown", ["influencer"], None, None),
    }
    ann = found["ann"]
    x = 3 * 2 ** (-1 / 90) + 3 * 2 ** (-2 / 90) + 4 / math.sqrt(2) * 2 ** (-3 / 90)
    assert ann.strength is not None
    assert math.isclose(ann.strength, 100 * (1 - math.exp(-x / 10)))
    assert (ann.sentiment, ann.last_touch_at) == (0.5, ago(1))
    assert [(who[k.teammate], k.touches, k.last_at) for k in ann.known_by] == [
        ("tess", 2, ago(1)),
        ("otto", 1, ago(2)),
    ]
    assert ann.because == f"Ann, VP IT: champion; relation strength {ann.strength:.0f}."
    cleo = found["cleo"]
    assert (cleo.strength, cleo.sentiment, cleo.last_touch_at) == (None, None, ago(3))
    assert cleo.because == "Cleo, no title noted: admin, evaluator; insufficient data."
    assert set(await people(database, roles=("champion", "admin"))) == {"ann", "cleo"}


async def test_the_map_of_then(database: Database) -> None:
    """Titles, lines and roles as they were."""
    before = person("ann", "acme", "admin", title="Clerk", reports_to=None)
    after = person("ann", "acme", "champion", title="Director", reports_to=key("Person", "zoe"))
    await tell(
        database, teammate("tess"), account("acme"), person("zoe", "acme"), before, taken_at=ago(90)
    )
    await tell(database, after, taken_at=ago(30))
    then, now = (await people(database, ago(30, 1)))["ann"], (await people(database))["ann"]
    assert (then.title, then.seniority, then.roles, len(then.managers)) == (
        "Clerk",
        "individual",
        ["admin"],
        0,
    )
    assert (now.title, now.seniority, now.roles, len(now.managers)) == (
        "Director",
        "director",
        ["champion"],
        1,
    )
