"""The oracle itself, checked on small named worlds whose answers were worked out by hand."""

import math
from datetime import date
from typing import Any

import pytest

from . import (
    Export,
    champion_departures,
    coverage_gaps,
    eighteen,
    interaction_recency,
    reference_candidates,
    relationship_quality,
    single_threaded_accounts,
)
from .builder import an_id
from .days import DAY, SECOND, Millis, iso, moment
from .exported import (
    ACME,
    ANN,
    BO,
    CY,
    DEE,
    GLOBEX,
    OLD,
    ULLA,
    account,
    acme_world,
    contact,
    export,
    meeting,
    relation,
    row,
)
from .facts import read
from .strength import strength
from .words import bounce_weight, is_automatic, is_connected, role_of, seniority_of
from .worlds import (
    NOW,
)


def test_gaps_of_acme() -> None:
    def gap(kind: str, severity: str, role: str | None = None, *people: str) -> dict[str, Any]:
        return {
            "account": ACME,
            "kind": kind,
            "role": role,
            "people": [(person,) for person in people],
            "severity": severity,
            "last_touch_at": None,
            "cadence_days": None,
            "overdue_days": None,
        }

    never = gap("NEVER_TOUCHED", "HIGH", "economic_buyer", BO) | {"cadence_days": 30}
    assert coverage_gaps(acme_world(), NOW) == [
        gap("MISSING_ROLE", "CRITICAL", "executive_sponsor"),
        never,
        gap("DEPARTED_ROLE", "CRITICAL", "admin", CY),
        gap("FEW_CONTACTS", "HIGH", None, ANN, BO),
        gap("SINGLE_THREADED", "CRITICAL", None, ANN) | {"last_touch_at": NOW - 15 * DAY + SECOND},
        gap("NO_EXECUTIVE_CONTACT", "CRITICAL", None, ANN) | {"cadence_days": 90},
    ]


def test_a_second_later_the_champion_is_late() -> None:
    (stale,) = [gap for gap in coverage_gaps(acme_world(), NOW + SECOND) if gap["kind"] == "STALE"]
    assert (stale["cadence_days"], stale["overdue_days"], stale["severity"]) == (14, 1, "HIGH")
    assert stale["last_touch_at"] == NOW - 15 * DAY + SECOND


def test_recency_of_acme() -> None:
    ann, bo = interaction_recency(acme_world(), NOW)
    assert ann == {
        "account": ACME,
        "person": (ANN,),
        "roles": ["champion"],
        "state": "ON_TIME",
        "last_touch_at": NOW - 15 * DAY + SECOND,
        "channel": "meeting",
        "days_since": 14,
        "cadence_days": 14,
        "overdue_days": None,
        "attempts_since": 0,
        "last_touched_by": [ULLA],
    }
    assert (bo["person"], bo["state"], bo["cadence_days"]) == ((BO,), "NEVER_TOUCHED", 30)


def test_departure_from_acme() -> None:
    (case,) = champion_departures(acme_world(), NOW)
    assert (case["person"], case["status"], case["confidence"]) == ((CY,), "CONFIRMED", 1.0)
    assert case["evidence"] == [
        {"kind": "employment_ended", "at": moment("2025-06-01"), "weight": 1.0}
    ]
    assert (case["roles"], case["days_to_renewal"]) == (["admin"], 90)
    assert case["remaining_contacts"] == [(ANN,), (BO,)]
    ann, bo = case["successors"]
    assert ann["parts"] == {
        "seniority": 1.0,
        "department": 1.0,
        "lines": 1.0,
        "strength": 0.0,
        "roles": 0.0,
    }
    assert ann["score"] == pytest.approx(0.7)
    assert bo["score"] == pytest.approx(0.3 * 0.6)


def test_before_the_first_of_june_nobody_had_left() -> None:
    before = moment("2025-06-01")
    assert before is not None
    assert champion_departures(acme_world(), before - 1) == []
    assert len(champion_departures(acme_world(), before)) == 1


def test_acme_hangs_on_ann() -> None:
    """Her meeting is one of two touches; the other was with Cy, who has left."""
    assert single_threaded_accounts(acme_world(), NOW) == [
        {"account": ACME, "side": "THEIRS", "person": (ANN,), "teammate": None, "share": 0.5}
    ]


def test_relationship_quality_of_acme() -> None:
    """Two of four roles are held; Ann is kept and Bo is not; one of four contacts was touched."""
    (quality,) = relationship_quality(acme_world(), NOW)
    assert quality["parts"] == {"coverage": 0.5, "recency": 0.5, "depth": 0.25}
    assert quality["left_out"] == ["sentiment"]
    expected = 100 * (0.35 * 0.5 + 0.30 * 0.5 + 0.15 * 0.25) / 0.8
    assert quality["score"] == pytest.approx(expected)


def test_seven_days_exactly_are_still_fresh() -> None:
    assert interaction_recency(acme_world(NOW - 7 * DAY), NOW)[1]["state"] == "NEVER_TOUCHED"


def test_on_a_stale_feed_nobody_is_late() -> None:
    """Acme got touchpoints from a feed that is a millisecond too old."""
    world = acme_world(NOW - 7 * DAY - 1)
    ann, bo = interaction_recency(world, NOW + DAY)
    assert (ann["state"], ann["days_since"], ann["overdue_days"]) == ("UNKNOWN", 15, None)
    assert bo["state"] == "UNKNOWN"
    assert {gap["kind"]: gap["severity"] for gap in coverage_gaps(world, NOW)} == {
        "MISSING_ROLE": "CRITICAL",
        "DEPARTED_ROLE": "CRITICAL",
        "FEW_CONTACTS": "HIGH",
        "FEED_STALE": "MEDIUM",
    }
    assert single_threaded_accounts(world, NOW, include_our_side=True) == []


def test_references_of_acme() -> None:
    """Ann allowed a quote in EMEA and gave one 100 days ago; the renewal is 90 days away."""
    (only,) = acme_world()
    asked = NOW - 100 * DAY
    answers = dict.fromkeys(("declined_at", "missed_at", "reserved_until"), "")
    only["tables"] |= {
        "consents": [
            {"person": ANN, "acts": "quote", "region": "EMEA", "from": OLD, "to": ""}
            | {"revoked_at": ""}
        ],
        "asks": [
            {"person": ANN, "account": ACME, "act": "quote", "invited_at": iso(asked)}
            | {"completed_at": iso(asked + DAY)}
            | answers
        ],
        "sentiment": [
            {"person": ANN, "at": iso(NOW), "kind": "nps", "score": "9"}
            | {"scale_min": "0", "scale_max": "10"}
        ],
    }
    ann, bo = reference_candidates([only], NOW, {"act": "quote", "persona": "champion"})
    assert (ann["person"], ann["blockers"]) == ((ANN,), [])
    assert ann["parts"] == pytest.approx(
        {"sentiment": 0.9, "fit": 1.0, "strength": 0.0, "experience": 0.5, "rest": 1.0}
    )
    assert ann["score"] == pytest.approx(0.25 * 0.9 + 0.25 + 0.15 * 0.5 + 0.15)
    assert ann["unknown_parts"] == ["strength"]
    assert bo["blockers"] == [{"code": "NO_CONSENT", "lifts_on": None}]
    rows = reference_candidates([only], NOW - 72 * DAY, {"act": "case_study"})
    (ann,) = [one for one in rows if one["person"] == (ANN,)]
    assert ann["blockers"] == [
        {"code": "NO_CONSENT", "lifts_on": None},
        {"code": "CONSENT_SCOPE", "lifts_on": None},
        {"code": "COOLDOWN", "lifts_on": date(2025, 4, 7)},
    ]


# Rules one by one


@pytest.mark.parametrize(
    ("columns", "end"),
    [
        ({"EndDate": "2025-06-10"}, "2025-06-10"),
        ({"EndDate": "2025-06-10", "IsActive": "false"}, "2025-06-10"),
        ({"IsActive": "false"}, "2025-05-01"),
        ({"EndDate": "2025-07-01", "IsActive": "false"}, "2025-05-01"),
        ({"EndDate": "2025-07-01"}, "2025-07-01"),
    ],
)
def test_when_a_relation_ends(columns: dict[str, str], end: str) -> None:
    world = [
        export(
            Account=[account(ACME)],
            Contact=[contact(ANN, GLOBEX, "ann@acme.example")],
            AccountContactRelation=[
                relation(1, ANN, ACME, "Admin", LastModifiedDate="2025-05-01", **columns)
            ],
        )
    ]
    (held,) = read(world).roles
    assert held.until == moment(end)


def test_records_with_one_personal_address_are_one_person() -> None:
    contacts = [
        contact(ANN, ACME, "Ann@acme.example"),
        contact(BO, GLOBEX, "ann@ACME.example"),
        contact(CY, ACME, "info@acme.example"),
        contact(DEE, ACME, "info@acme.example", IsDeleted="true", MasterRecordId=BO),
    ]
    world = [export(Account=[account(ACME), account(GLOBEX)], Contact=contacts)]
    assert set(read(world).people) == {tuple(sorted((ANN, BO, DEE))), (CY,)}


def test_a_moved_contact_left_one_account_for_the_other() -> None:
    def at(account_id: str, taken_at: Millis) -> Export:
        return export(
            taken_at,
            Account=[account(ACME), account(GLOBEX)],
            Contact=[contact(ANN, account_id, "ann@acme.example", Role__c="Admin")],
        )

    world = [at(GLOBEX, NOW), at(ACME, NOW - 50 * DAY)]
    (case,) = champion_departures(world, NOW)
    assert (case["account"], case["status"]) == (ACME, "CONFIRMED")
    assert [(one["kind"], one["at"]) for one in case["evidence"]] == [("moved", NOW)]
    assert [one["account"] for one in interaction_recency(world, NOW)] == [GLOBEX]
    assert [one["account"] for one in interaction_recency(world, NOW - 1)] == [ACME]


def test_silence_and_refusals_make_a_suspicion() -> None:
    """Met every ten days, then silent for longer than three gaps, and two meetings declined."""
    invitations = [
        row(
            an_id("EventRelation", number),
            EventId=an_id("Event", number),
            RelationId=ANN,
            Status="Declined",
            RespondedDate=iso(NOW - days * DAY),
        )
        for number, days in ((4, 9), (5, 3))
    ]
    events = [meeting(n, ANN, NOW - (20 + 10 * n) * DAY - SECOND) for n in (1, 2, 3)]
    events += [meeting(4, "", NOW - 5 * DAY), meeting(5, "", NOW + 5 * DAY)]
    world = [
        export(
            Account=[account(ACME)],
            Contact=[contact(ANN, ACME, "ann@acme.example", Role__c="Admin")],
            Event=events,
            EventRelation=invitations,
        )
    ]
    (case,) = champion_departures(world, NOW)
    assert (case["status"], case["confidence"]) == ("SUSPECTED", pytest.approx(0.51))
    assert [(one["kind"], one["at"]) for one in case["evidence"]] == [
        ("refusals", NOW - 3 * DAY),
        ("silence", NOW - SECOND),
    ]
    assert champion_departures(world, NOW - SECOND) == []


def test_strength_of_three_meetings() -> None:
    events = [meeting(number, ANN, NOW - 90 * number * DAY) for number in range(3)]
    world = [
        export(
            Account=[account(ACME)],
            Contact=[contact(ANN, ACME, "ann@acme.example")],
            Event=events,
        )
    ]
    expected = 100 * (1 - math.exp(-4 * (1 + 0.5 + 0.25) / 10))
    assert strength(read(world), (ANN,), NOW) == pytest.approx(expected)
    assert strength(read(world), (ANN,), NOW - 1) is None


def test_a_planned_meeting_is_held_when_a_newer_export_says_so() -> None:
    def taken(at: Millis) -> Export:
        return export(
            at,
            Account=[account(ACME)],
            Contact=[contact(ANN, ACME, "ann@acme.example", Role__c="Admin")],
            Event=[meeting(1, ANN, NOW)],
        )

    planned, held = taken(NOW - DAY), taken(NOW)
    assert interaction_recency([planned], NOW)[0]["state"] == "NEVER_TOUCHED"
    assert interaction_recency([planned, held], NOW)[0]["state"] == "ON_TIME"


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        ("", 0.3),
        ("550 5.1.1 user unknown", 0.8),
        ("450 5.1.1 user unknown", 0.8),
        ("550 4.1.1 user unknown", 0.5),
        ("450 user unknown", 0.5),
        ("user unknown", 0.8),
        ("550 5.1.10 recipient not found", 0.8),
        ("552 5.2.2 mailbox full", 0.0),
        ("421 4.7.0 try again later", 0.0),
    ],
)
def test_bounces(reason: str, weight: float) -> None:
    assert bounce_weight(reason) == weight


@pytest.mark.parametrize(
    ("call_type", "seconds", "disposition", "connected"),
    [
        ("Inbound", 0, "Voicemail", True),
        ("Outbound", 60, "Left Voicemail", False),
        ("Outbound", 60, "Interested", True),
        ("Outbound", 0, "Interested", False),
        ("", 0, "Connected", True),
    ],
)
def test_calls(call_type: str, seconds: int, disposition: str, connected: bool) -> None:
    assert is_connected(call_type, seconds, disposition) is connected


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Executive Assistant to the CEO", "individual"),
        ("Senior Vice President Sales", "vp"),
        ("President", "c_level"),
        ("Managing Director", "c_level"),
        ("Chief of Staff", "director"),
        ("Head of Data", "director"),
        ("IT Manager", "manager"),
        ("Software Engineer", "individual"),
        ("", "unknown"),
    ],
)
def test_titles(title: str, seniority: str) -> None:
    assert seniority_of(title) == seniority


def test_words() -> None:
    assert role_of("Budget Holder") == "economic_buyer"
    assert role_of("Evaluator") == "evaluator"
    assert is_automatic("Auto-Submitted: auto-replied", "")
    assert not is_automatic("Auto-Submitted: no", "Re: hello")
    assert eighteen("001D000000IRFma") == "001D000000IRFmaIAH"


# Random worlds
