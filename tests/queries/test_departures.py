"""Champion departures, told of Ann, who champions us at Acme (enterprise), and those around her."""

from dataclasses import replace

import pytest

from graph.database import Database
from graph.statement import Statement
from tests.queries.leaving import ACME, bounced, cases, departures
from tests.queries.world import (
    DAY,
    NOW,
    SECOND,
    affiliation,
    ago,
    call,
    decision,
    invitation,
    key,
    mail_to,
    meeting,
    names,
    person,
    role,
    tell,
    webinar,
)


async def test_the_crm_says_so(database: Database) -> None:
    """Since the record was last modified; until the flag is taken back."""
    await tell(database, *ACME, person("ann", "acme", "champion", left=True, modified_at=ago(5)))
    flagged = ("acme", "ann", "CONFIRMED", 1.0, "crm_flag")
    assert await cases(database, ago(5, 1)) == set()
    assert await cases(database, ago(5)) == {flagged}
    back = person("ann", "acme", "champion", left=False, modified_at=ago(-2))
    await tell(database, back, taken_at=ago(-3))
    assert await cases(database, ago(-2, 1)) == {flagged}
    assert await cases(database, ago(-2)) == set()


async def test_a_direct_relation_ended(database: Database) -> None:
    """An indirect one only ends its roles."""
    await tell(
        database,
        *ACME,
        person("ann", "acme"),
        affiliation("ann", "acme", "champion", until=ago(4)),
        person("ben", "acme"),
        affiliation("ben", "acme", "admin", until=ago(4), direct=False),
        person("cleo", "acme"),
        affiliation("cleo", "acme", "admin", active=False, modified_at=ago(3)),
        person("dora", "acme"),
        affiliation("dora", "acme", "legal", active=False, until=ago(-9), modified_at=ago(2)),
        person("eve", "acme"),
        affiliation("eve", "acme", "legal", until=ago(-1)),
    )
    ended = ("CONFIRMED", 1.0, "employment_ended")
    assert await cases(database) == {
        ("acme", "ann", *ended),
        ("acme", "cleo", *ended),
        ("acme", "dora", *ended),
    }
    assert await cases(database, ago(4, 1)) == set()
    assert ("acme", "eve", *ended) in await cases(database, ago(-1))
    who = await names(database)
    detected = {who[row.person]: row.detected_at for row in await departures(database)}
    assert detected == {"ann": ago(4), "cleo": ago(3), "dora": ago(2)}


async def test_a_contact_that_moved(database: Database) -> None:
    """Dated by the export that showed it, and told of the employer left."""
    await tell(database, *ACME, person("ann", "acme", "champion"), taken_at=ago(30))
    moved = person("ann", "bolt", "champion", title="Director", modified_at=ago(8))
    await tell(database, moved, taken_at=ago(6))
    case = ("acme", "ann", "CONFIRMED", 1.0, "moved")
    assert await cases(database, ago(6, 1)) == set()
    assert await cases(database, ago(6)) == {case}
    (row,) = await departures(database)
    who = await names(database)
    assert row.destination is not None
    assert (who[row.destination.account], row.destination.title) == ("bolt", "Director")
    assert row.destination.since == ago(6)
    assert row.because == (
        "Ann (champion) left Acme: the CRM moved the contact to another account on 2026-06-09. "
        "Now at Bolt (Director)."
    )


async def test_a_contact_that_moved_to_a_company_nobody_named(database: Database) -> None:
    """Its id would say nothing to anybody."""
    await tell(database, *ACME, person("ann", "acme", "champion"), taken_at=ago(30))
    moved = person("ann", "nowhere", "champion", title="Director", modified_at=ago(8))
    await tell(database, moved, taken_at=ago(6))
    (row,) = await departures(database)
    assert row.because == (
        "Ann (champion) left Acme: the CRM moved the contact to another account on 2026-06-09. "
        "Now elsewhere (Director): which company, no record names."
    )


@pytest.mark.parametrize(
    ("weight", "status"),
    [(0.8, "SUSPECTED"), (0.5, "SUSPECTED"), (0.3, None), (0.0, None)],
)
async def test_mail_that_came_back(database: Database, weight: float, status: str | None) -> None:
    """A kind below 0.5 alone is never a case."""
    await tell(database, *ACME, bounced(ago(3), weight))
    case = {("acme", "ann", status, weight, "bounce")} if status else set()
    assert await cases(database) == case
    assert await cases(database, ago(3, 1)) == set()


@pytest.mark.parametrize(("quiet", "silent"), [(60, False), (60 + 1 / 86_400, True)])
async def test_silence_beyond_three_times_the_own_rhythm(
    database: Database, quiet: float, silent: bool
) -> None:
    """Ann met us every twenty days; with mail that came back (0.5) it makes 0.65."""
    touches = [meeting(ago(quiet + 20 * n), "ann") for n in range(3)]
    await tell(database, *ACME, bounced(ago(1), 0.5), *touches, webinar(ago(2), "ann"))
    (row,) = await departures(database)
    assert [(e.kind, e.at) for e in row.evidence if e.kind == "silence"] == (
        [("silence", ago(1 / 86_400))] if silent else []
    )
    assert round(row.confidence, 9) == (0.65 if silent else 0.5)


async def test_a_short_rhythm_counts_as_ten_days(database: Database) -> None:
    """Three touches in two days allow thirty days of silence; two touches make no rhythm."""
    await tell(
        database,
        *ACME,
        bounced(ago(1), 0.5),
        *(meeting(ago(30 + n), "ann") for n in range(3)),
        person("ben", "acme", "admin", bounced_at=ago(1), bounce_weight=0.5),
        *(meeting(ago(200 + n), "ben") for n in range(2)),
    )
    ben = ("acme", "ben", "SUSPECTED", 0.5, "bounce")
    assert await cases(database) == {("acme", "ann", "SUSPECTED", 0.5, "bounce"), ben}
    assert await cases(database, NOW + SECOND) == {
        ("acme", "ann", "SUSPECTED", 0.65, "bounce silence"),
        ben,
    }


async def test_silence_and_two_refusals_are_suspicious(database: Database) -> None:
    """Dated by the second; a future meeting counts once it was answered."""
    touches = [meeting(ago(100 + 10 * n), "ann") for n in range(3)]
    first = invitation(ago(20), "ann")
    second = invitation(ago(-9), "ann", answered_at=ago(6))
    unanswered = invitation(ago(-8), "ann")
    await tell(database, *ACME, person("ann", "acme", "champion"), *touches, first)
    assert await cases(database) == set()
    await tell(database, second, unanswered, taken_at=NOW + SECOND)
    assert await cases(database, ago(6, 1)) == set()
    assert await cases(database, ago(6)) == {("acme", "ann", "SUSPECTED", 0.51, "silence refusals")}
    (row,) = await departures(database)
    assert row.detected_at == ago(6)
    assert row.because == (
        "Ann (champion) seems to be leaving Acme: went silent (last touch on 2026-03-07, "
        "silent for 100 days; usually every 10 days); declined meetings on 2026-06-09 "
        "(declined 2 meetings in a row)."
    )
    assert row.next_action == "Ask somebody there whether Ann is still with them."


@pytest.mark.parametrize(
    "second",
    [
        replace(invitation(ago(3), "ann"), deleted=True),
        webinar(ago(3), "ann"),
        mail_to(ago(3), "ann"),
        invitation(ago(120), "ann"),  # before the last sign of life
    ],
)
async def test_one_refusal_is_no_evidence(database: Database, second: Statement) -> None:
    touches = [meeting(ago(100 + 10 * n), "ann") for n in range(3)]
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion"),
        *touches,
        invitation(ago(20), "ann"),
        second,
    )
    assert await cases(database) == set()


async def test_silence_is_judged_when_the_feed_ended(database: Database) -> None:
    touches = [meeting(ago(29 + 10 * n), "ann") for n in range(3)]
    await tell(database, *ACME, bounced(ago(1), 0.5), *touches)
    later = NOW + 60 * DAY
    assert await cases(database, later) == {("acme", "ann", "SUSPECTED", 0.5, "bounce")}


# --- what makes a case


async def test_one_kind_counts_once_at_its_strongest(database: Database) -> None:
    """0.8 and 0.3 of one kind are 0.8; with another kind of 0.5 they are 0.9: confirmed."""
    first = bounced(ago(9), 0.3, "no reason")
    await tell(database, *ACME, first, taken_at=ago(8))
    await tell(database, bounced(ago(5), 0.8), taken_at=ago(4))
    await tell(
        database,
        bounced(ago(5), 0.8),
        Statement(
            "Signal",
            key("Signal", "profile"),
            {
                "kind": "profile_change",
                "at": ago(2),
                "weight": 0.5,
                "person": key("Person", "ann"),
                "account": key("Account", "acme"),
            },
        ),
        taken_at=ago(1),
    )
    assert await cases(database, ago(5)) == {("acme", "ann", "SUSPECTED", 0.8, "bounce bounce")}
    assert await cases(database) == {
        ("acme", "ann", "CONFIRMED", 0.9, "bounce bounce profile_change")
    }
    (row,) = await departures(database)
    assert row.detected_at == ago(5)


async def test_a_sign_of_life_clears_what_came_before(database: Database) -> None:
    """Anywhere, and not what is dated the same moment or later."""
    await tell(
        database,
        *ACME,
        person("ann", "acme", "champion", left=True, modified_at=ago(9)),
        role("ann", "bolt", "admin"),
    )
    assert await cases(database, ago(5)) == {("acme", "ann", "CONFIRMED", 1.0, "crm_flag")}
    await tell(database, call(ago(5), "ann"), taken_at=NOW + SECOND)
    assert await cases(database, ago(5)) == set()
    await tell(database, bounced(ago(5), 0.8), taken_at=NOW + 2 * SECOND)
    assert await cases(database) == {("acme", "ann", "SUSPECTED", 0.8, "bounce")}


async def test_another_record_there_still_stands(database: Database) -> None:
    """Two records with one address are one person: one flagged proves nothing beside another."""
    twin = person("anna", "acme", since=ago(50), email="ann@acme.example")
    flagged = person("ann", "acme", "champion", left=True, modified_at=ago(60))
    await tell(database, *ACME, flagged, twin)
    assert await cases(database, ago(50, 1)) == {("acme", "ann=anna", "CONFIRMED", 1.0, "crm_flag")}
    assert await cases(database) == set()
    both = replace(twin, values={**twin.values, "left": True}, modified_at=ago(-1))
    await tell(database, both, taken_at=ago(-1))
    assert await cases(database, ago(-1)) == {
        ("acme", "ann=anna", "CONFIRMED", 1.0, "crm_flag crm_flag")
    }


async def test_a_deleted_record_is_no_departure(database: Database) -> None:
    """It ends roles, and is what its flag and its mail that came back said before."""
    gone = replace(person("ann", "acme", "champion", modified_at=ago(9)), deleted=True)
    await tell(database, *ACME, gone)
    assert await cases(database) == set()


async def test_people_without_a_role_there_make_no_case(database: Database) -> None:
    await tell(
        database,
        *ACME,
        person("ann", "acme", left=True, modified_at=ago(5)),
        person("ben", "acme", left=True, modified_at=ago(5)),
        role("ben", "acme", "admin", until=ago(300)),
    )
    assert await cases(database) == {("acme", "ben", "CONFIRMED", 1.0, "crm_flag")}


# --- decisions


async def test_a_person_decides(database: Database) -> None:
    """Dismissed until newer evidence of another kind; confirmed until a sign of life."""
    await tell(database, *ACME, bounced(ago(9), 0.8), touchpoints=True)
    dismissed = decision("ann", "acme", "dismissed", ago(7), reason="mailbox renamed", by="tess")
    await tell(database, dismissed, taken_at=NOW + SECOND)
    suspected = ("acme", "ann", "SUSPECTED", 0.8, "bounce")
    assert await cases(database, ago(7, 1)) == {suspected}
    assert await cases(database) == set()
    assert await cases(database, statuses=("DISMISSED",)) == {
        ("acme", "ann", "DISMISSED", 0.8, "bounce")
    }
    (row,) = await departures(database, statuses=("DISMISSED",))
    assert row.because == (
        "Ann (champion) is said to be still at Acme: "
        "mail came back on 2026-06-06 (550 5.1.1 user unknown)."
    )
    confirmed = decision("ann", "acme", "confirmed", ago(5))
    await tell(database, confirmed, taken_at=NOW + 2 * SECOND)
    assert await cases(database) == {("acme", "ann", "CONFIRMED", 0.8, "bounce")}
    await tell(database, call(ago(2), "ann"), taken_at=NOW + 3 * SECOND)
    assert await cases(database, ago(2, 1)) == {("acme", "ann", "CONFIRMED", 0.8, "bounce")}
    assert await cases(database) == set()


async def test_a_dismissed_case_opens_again(database: Database) -> None:
    await tell(
        database,
        *ACME,
        bounced(ago(9), 0.8),
        decision("ann", "acme", "dismissed", ago(7)),
    )
    assert await cases(database) == set()
    flagged = replace(bounced(ago(9), 0.8), values={**bounced(ago(9), 0.8).values, "left": True})
    await tell(database, replace(flagged, modified_at=ago(3)), taken_at=NOW + SECOND)
    assert await cases(database, ago(3, 1)) == set()
    assert await cases(database) == {("acme", "ann", "CONFIRMED", 1.0, "bounce crm_flag")}
