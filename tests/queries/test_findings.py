"""Relationship findings, told of Ann of Acme: what changed, went quiet or does not fit."""

from typing import Any

import pytest

from graph.database import Database
from graph.model import Millis
from queries.catalogue import ask
from queries.relationships.findings import RELATIONSHIP_FINDINGS, RelationshipFinding
from queries.rules.days import date_words
from tests.queries.world import (
    DAY,
    NOW,
    account,
    ago,
    call,
    decision,
    mail_to,
    meeting,
    names,
    person,
    reading,
    teammate,
    tell,
)

ACME = (teammate("tess"), account("acme"))


async def findings(
    database: Database, as_of: Millis = NOW, **narrowed: Any
) -> list[RelationshipFinding]:
    parameters = RELATIONSHIP_FINDINGS.parameters(as_of=as_of, **narrowed)
    return (await ask(database, RELATIONSHIP_FINDINGS, parameters)).rows


async def kinds(database: Database, as_of: Millis = NOW, **narrowed: Any) -> set[tuple[str, str]]:
    """Who, and what was found about them."""
    who = await names(database)
    return {(who[r.person], r.kind.value) for r in await findings(database, as_of, **narrowed)}


@pytest.mark.parametrize(("days", "told"), [(90, True), (91, False)])
async def test_a_new_title_is_told_for_ninety_days(
    database: Database, days: int, told: bool
) -> None:
    before = person("ann", "acme", "admin", title="Clerk", department="IT")
    await tell(database, *ACME, before, taken_at=ago(days + 30))
    after = person("ann", "acme", "admin", title="Head of IT", department="IT", modified_at=ago(1))
    await tell(database, after, taken_at=ago(days))
    rows = await findings(database)
    assert [(r.kind, r.since, r.severity) for r in rows] == (
        [("ROLE_CHANGED", ago(days), "LOW")] if told else []
    )
    if told:
        assert rows[0].because == (
            f"Ann is Head of IT (IT) at Acme since {date_words(ago(days))}, before Clerk (IT)."
        )
        assert rows[0].next_action == (
            "Ask Ann what that changes: which roles still hold, who decides now."
        )
        assert await findings(database, ago(days, 1)) == []


async def test_a_new_department_is_too(database: Database) -> None:
    await tell(
        database, *ACME, person("ann", "acme", "admin", title="CIO", department="IT"),
        taken_at=ago(60),
    )  # fmt: skip
    await tell(
        database, person("ann", "acme", "admin", title="CIO", department="Group"), taken_at=ago(9)
    )
    assert await kinds(database) == {("ann", "ROLE_CHANGED")}


@pytest.mark.parametrize(("quiet", "dormant"), [(60, False), (60 + 1 / 86_400, True)])
async def test_a_sponsor_silent_beyond_her_own_rhythm(
    database: Database, quiet: float, dormant: bool
) -> None:
    """Every twenty days, then none for more than sixty; our own mails are no answer."""
    touches = [meeting(ago(quiet + 20 * n), "ann") for n in range(3)]
    sponsor = person("ann", "acme", "executive_sponsor")
    await tell(database, *ACME, sponsor, *touches, mail_to(ago(1), "ann"))
    assert await kinds(database) == ({("ann", "DORMANT_SPONSOR")} if dormant else set())
    if dormant:
        (row,) = await findings(database)
        assert row.because.startswith(
            "Ann, executive sponsor at Acme, does not answer: last touch on 2026-04-16, silent "
            "for 60 days; usually every 20 days"
        )
        assert row.severity == "MEDIUM"


@pytest.mark.parametrize(("quiet", "silent"), [(60, False), (61, True)])
async def test_a_champion_in_name_only(database: Database, quiet: int, silent: bool) -> None:
    champion = person("ann", "acme", "champion")
    await tell(database, *ACME, champion, call(ago(quiet), "ann"), mail_to(ago(3), "ann"))
    assert await kinds(database) == ({("ann", "SILENT_CHAMPION")} if silent else set())


async def test_silence_of_a_feed_is_not_silence(database: Database) -> None:
    """The last export is from day 0: a month later nobody knows, and nothing is claimed."""
    await tell(database, *ACME, person("ann", "acme", "champion"), call(ago(50), "ann"))
    assert await kinds(database, NOW + 30 * DAY) == set()


async def test_a_champion_never_touched_is_a_gap_elsewhere(database: Database) -> None:
    await tell(database, *ACME, person("ann", "acme", "champion"), call(ago(100), "ben"))
    assert await kinds(database) == set()


@pytest.mark.parametrize(
    ("attitude", "readings", "found"),
    [
        ("advocate", [("judgement", {"score": -0.5})], "UNHAPPY_ADVOCATE"),
        ("advocate", [("judgement", {"score": -0.1})], None),
        ("advocate", [], None),
        ("opposed", [("nps", {"raw": 9})], "OPPOSED_PROMOTER"),
        ("opposed", [("nps", {"raw": 8})], None),
        ("neutral", [("nps", {"raw": 10})], None),
        ("neutral", [("nps", {"raw": 10}), ("judgement", {"score": -0.4})], "OPPOSED_PROMOTER"),
    ],
)
async def test_what_is_noted_against_what_is_answered(
    database: Database,
    attitude: str,
    readings: list[tuple[str, dict[str, Any]]],
    found: str | None,
) -> None:
    ann = person("ann", "acme", "admin", attitude=attitude)
    felt = [reading("ann", ago(9), kind, **said) for kind, said in readings]
    await tell(database, *ACME, ann, *felt)
    assert await kinds(database) == ({("ann", found)} if found else set())


async def test_no_answer_is_told_to_who_may_not_read_it(database: Database) -> None:
    """Everybody who may ask reads the reason: it says the mood, never the figure."""
    ann = person("ann", "acme", "admin", attitude="advocate")
    await tell(database, *ACME, ann, reading("ann", ago(9), score=-0.515625))
    (row,) = await findings(database)
    assert row.because == "Ann is noted as an advocate at Acme, and is unhappy."


async def test_who_was_said_to_have_left_is_back(database: Database) -> None:
    await tell(
        database,
        *ACME,
        person("ann", "acme", "admin"),
        decision("ann", "acme", "confirmed", ago(9)),
        call(ago(2), "ann"),
    )
    assert await kinds(database, ago(2, 1)) == set()
    (row,) = await findings(database)
    assert (row.kind, row.since) == ("CAME_BACK", ago(2))
    assert row.because == (
        "Ann was said to have left Acme on 2026-06-06 and was in touch on 2026-06-13."
    )


async def test_a_departure_is_told_as_one(database: Database) -> None:
    """Whoever may have left is not told as silent too; who left is not told at all."""
    touches = [call(ago(100 + n), who) for n in range(3) for who in ("ann", "ben")]
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion", bounced_at=ago(3), bounce_weight=0.8),
        person("ben", "acme", "champion", left=True, modified_at=ago(3)),
        person("cleo", "acme", "champion"),
        *touches,
        call(ago(100), "cleo"),
    )
    assert await kinds(database) == {("cleo", "SILENT_CHAMPION")}
    assert await kinds(database, roles=("admin",)) == set()
    assert await kinds(database, kinds=("CAME_BACK",)) == set()
    assert await kinds(database, severities=("MEDIUM",)) == {("cleo", "SILENT_CHAMPION")}
