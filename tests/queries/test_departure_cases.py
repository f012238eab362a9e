"""What a case says: how grave it is, what hung on the person, who can follow."""

from dataclasses import replace

import pytest

from graph.database import Database
from tests.queries.leaving import ACME, bounced, departures
from tests.queries.world import (
    account,
    ago,
    ask_of,
    asset,
    consent,
    day,
    goal,
    key,
    meeting,
    names,
    person,
    reports,
    role,
    teammate,
    tell,
)


async def test_what_hung_on_her(database: Database) -> None:
    await tell(
        database,
        teammate("tess"),
        account("acme", arr=300_000_00, renewal_on=day(60)),
        person("ann", "acme", "champion", left=True, modified_at=ago(5)),
        role("ann", "acme", "economic_buyer", until=ago(5)),
        role("ann", "acme", "legal", until=ago(6)),
        person("ben", "acme", "admin"),
        goal("ann"),
        goal("ben"),
        consent("ann", "quote"),
        consent("ann", "logo", until=ago(30)),
        asset("ann", ago(100)),
        ask_of("ann", "acme", "case_study", ago(10), "accepted", decided_at=ago(9)),
        ask_of("ann", "acme", "quote", ago(90), "completed", ended_at=ago(80)),
        meeting(ago(20), "ann"),
        meeting(ago(21), "ann", "ben"),
    )
    who = await names(database)
    (row,) = await departures(database)
    assert row.roles == ["champion", "economic_buyer"]
    assert (row.arr and str(row.arr.amount), row.renewal_on, row.days_to_renewal) == (
        "300000.00",
        day(60),
        60,
    )
    assert (row.severity, row.detected_at) == ("CRITICAL", ago(5))
    hangs = row.exposure
    assert [len(ids) for ids in (hangs.goals, hangs.asks, hangs.consents, hangs.assets)] == [1] * 4
    assert hangs.touches_alone == 1
    assert [who[id] for id in row.remaining_contacts] == ["ben"]
    assert row.because == (
        "Ann (champion, economic buyer) left Acme: the CRM says so on 2026-06-10. "
        "On them hung: 1 goal, 1 open ask, 1 consent, 1 asset."
    )
    assert row.next_action == (
        "Name a successor, first choice Ben: no title known. Re-approve what hung on them."
    )


async def test_two_reports_of_one_bounce_are_told_once(database: Database) -> None:
    """The strongest; the evidence has both."""
    await tell(
        database,
        *ACME,
        bounced(ago(5), 0.3, "no reason"),
    )
    await tell(database, bounced(ago(5), 0.8), taken_at=ago(4))
    (row,) = await departures(database)
    assert [e.kind for e in row.evidence] == ["bounce", "bounce"]
    assert row.because == (
        "Ann (champion) seems to be leaving Acme: mail came back on 2026-06-10 "
        "(550 5.1.1 user unknown)."
    )


@pytest.mark.parametrize(
    ("weight", "renews_in", "severity"),
    [(1.0, 91, "HIGH"), (1.0, 90, "CRITICAL"), (0.8, 91, "MEDIUM"), (0.8, 90, "HIGH")],
)
async def test_severity(database: Database, weight: float, renews_in: int, severity: str) -> None:
    """The segment's base, one milder while only suspected, one worse before a renewal."""
    acme = account("acme", renewal_on=day(renews_in))
    await tell(database, teammate("tess"), acme, bounced(ago(3), weight))
    (row,) = await departures(database)
    assert row.severity == severity


async def test_who_can_follow(database: Database) -> None:
    """Five at most, best first, each part shown."""
    ann = person(
        "ann",
        "acme",
        "champion",
        "admin",
        title="VP IT",
        department="IT",
        reports_to=key("Person", "zoe"),
    )
    left = replace(ann, values={**ann.values, "left": True}, modified_at=ago(3))
    await tell(
        database,
        *ACME,
        left,
        person("ben", "acme", title="Director of IT", department="it"),
        person("cleo", "acme", "admin", title="Clerk"),
        person("dora", "acme", title="CEO", department="Board"),
        person("eve", "acme", left=True, modified_at=ago(3), title="VP IT", department="IT"),
        person("fay", "bolt", title="VP IT", department="IT"),
        person("gus", "acme"),
        person("hal", "acme"),
        person("zoe", "acme", title="CIO"),
        reports("ben", "zoe"),
        reports("cleo", "ann"),
        meeting(ago(0), "dora"),
        meeting(ago(0, 1), "dora"),
        meeting(ago(0, 2), "dora"),
    )
    who = await names(database)
    (row,) = await departures(database)
    strength = 1 - 2.718281828459045 ** (-12 / 10)
    found = [
        (who[one.person], round(one.score, 6), {p.name: round(p.value, 6) for p in one.parts})
        for one in row.successors
    ]

    def parts(
        seniority: float, department: float, lines: float, strength: float, roles: float
    ) -> dict[str, float]:
        return {
            "seniority": seniority,
            "department": department,
            "lines": lines,
            "strength": round(strength, 6),
            "roles": roles,
        }

    assert found[:4] == [
        ("ben", 0.58, parts(0.6, 1, 1, 0, 0)),
        ("zoe", 0.5, parts(1, 0, 1, 0, 0)),
        ("dora", round(0.3 + 0.2 * strength, 6), parts(1, 0, 0, strength, 0)),
        ("cleo", 0.31, parts(0.2, 0, 1, 0, 0.5)),
    ]
    assert [who_ in ("gus", "hal") for who_, *_ in found[4:]] == [True]
    best = row.successors[0]
    assert best.because == (
        "Ben: Director of IT (director), works in IT too, has the same manager as Ann."
    )
    assert [p.contribution for p in best.parts] == pytest.approx([0.18, 0.2, 0.2, 0, 0])


async def test_nobody_is_left(database: Database) -> None:
    await tell(database, *ACME, person("ann", "acme", "champion", left=True, modified_at=ago(5)))
    (row,) = await departures(database)
    assert (row.remaining_contacts, row.successors, row.destination) == ([], [], None)
    assert row.next_action == "Nobody else is known there: find a new contact at once."
