"""The stories of the demo data hold, whatever the seed and the day: the oracle says so.

What is expected here is what `examples/README.md` tells its readers to expect.
"""

from datetime import date
from pathlib import Path

import pytest

import examples
from examples.stories import STORIES
from tests.examples.told import Story, midnight, stories
from tests.oracle import (
    champion_departures,
    coverage_gaps,
    interaction_recency,
    reference_candidates,
    single_threaded_accounts,
)

Told = tuple[list[Story], int]

DAYS = [
    pytest.param((date(2026, 11, 22), 7, 0), id="as documented"),
    pytest.param((date(2025, 3, 15), 2, 1), id="another seed and day, asked a day later"),
]
NEEDS_THE_SUPPORT_FEED = "Larkspur Telecom"


@pytest.fixture(scope="module", params=DAYS)
def told(request: pytest.FixtureRequest) -> Told:
    as_of, seed, days_later = request.param
    return stories(as_of, seed), midnight(as_of, days_later)


def test_the_readme_tells_every_story() -> None:
    readme = Path(examples.__file__).with_name("README.md").read_text("utf-8")
    assert [plan.name for plan in STORIES if f"**{plan.name}**" not in readme] == []


def test_coverage_gaps_are_those_of_the_stories_and_no_others(told: Told) -> None:
    gaps = [
        (
            story.named(gap["account"]),
            gap["kind"],
            gap["role"],
            gap["severity"],
            story.named(gap["people"]),
        )
        for story in told[0]
        for gap in coverage_gaps(story.world, told[1])
    ]
    executives = "Nandini Raghunathan, Philippa Oakshott, Tobias Whitlock-Dane"
    kestrelmoor = "Kestrelmoor Freight"
    assert [gap for gap in gaps if gap[0] != NEEDS_THE_SUPPORT_FEED] == [
        ("Brightwater Utilities", "DEPARTED_ROLE", "champion", "CRITICAL", "Ines Falkenrath"),
        ("Glasshollow Ceramics", "DEPARTED_ROLE", "champion", "HIGH", "Lena Rosenhain"),
        ("Ashgrove Pharma", "STALE", "champion", "HIGH", "Callum Thistlewood"),
        (kestrelmoor, "STALE", "executive_sponsor", "HIGH", "Diederik Hoogduin"),
        (kestrelmoor, "STALE", "economic_buyer", "CRITICAL", "Coosje Polderman"),
        (kestrelmoor, "STALE", "admin", "CRITICAL", "Hidde Lindeboom"),
        (kestrelmoor, "SINGLE_THREADED", None, "CRITICAL", "Sanne Groenewater"),
        (
            kestrelmoor,
            "NO_EXECUTIVE_CONTACT",
            None,
            "CRITICAL",
            "Coosje Polderman, Diederik Hoogduin",
        ),
        ("Solenne Parfums", "NEVER_TOUCHED", "executive_sponsor", "MEDIUM", "Aurélie Montrevel"),
        ("Northlight Hospitals", "NO_EXECUTIVE_CONTACT", None, "HIGH", executives),
        ("Quillon Harvest", "UNOWNED", None, "LOW", ""),
        ("Aldermere Offshore", "MISSING_ROLE", "executive_sponsor", "HIGH", ""),
        ("Millrace Learning", "MISSING_ROLE", "admin", "LOW", ""),
    ]


def test_one_account_hangs_on_one_person(told: Told) -> None:
    rows = [
        (story.named(row["account"]), story.named(row["person"]), row["share"])
        for story in told[0]
        for row in single_threaded_accounts(story.world, told[1])
    ]
    assert rows == [("Kestrelmoor Freight", "Sanne Groenewater", 1.0)]


def test_who_left_and_who_seems_to(told: Told) -> None:
    cases = [
        (
            story.named(case["account"]),
            story.named(case["person"]),
            case["status"],
            round(case["confidence"], 2),
            sum(evidence["kind"] != "silence" for evidence in case["evidence"]),
        )
        for story in told[0]
        for case in champion_departures(story.world, told[1])
    ]
    assert cases == [
        ("Brightwater Utilities", "Ines Falkenrath", "CONFIRMED", 1.0, 2),
        ("Glasshollow Ceramics", "Lena Rosenhain", "CONFIRMED", 1.0, 1),
        ("Ashgrove Pharma", "Callum Thistlewood", "SUSPECTED", 0.51, 1),
        ("Fernhallow Media", "Saskia Ravensdale", "SUSPECTED", 0.8, 1),
    ]


def test_the_best_successor_works_beside_the_champion_who_left(told: Told) -> None:
    story = told[0][0]
    (case,) = champion_departures(story.world, told[1])
    assert story.named(case["successors"][0]["person"]) == "Bastian Oberwinter"


def test_who_has_gone_quiet(told: Told) -> None:
    late = {
        (story.named(row["account"]), story.named(row["person"])): row["state"]
        for story in told[0]
        for row in interaction_recency(story.world, told[1])
        if row["state"] not in {"ON_TIME", "NO_CADENCE"}
    }
    del late[NEEDS_THE_SUPPORT_FEED, "Consuelo Ibarrola"]
    assert late == {
        ("Ashgrove Pharma", "Callum Thistlewood"): "OVERDUE",
        ("Juniper Bay Hotels", "Madalena Ribeirinho"): "OVER_TOUCHED",
        ("Kestrelmoor Freight", "Coosje Polderman"): "OVERDUE",
        ("Kestrelmoor Freight", "Diederik Hoogduin"): "OVERDUE",
        ("Kestrelmoor Freight", "Hidde Lindeboom"): "OVERDUE",
        ("Solenne Parfums", "Aurélie Montrevel"): "NEVER_TOUCHED",
    }


def test_a_sponsor_got_fourteen_mails_and_answered_none(told: Told) -> None:
    attempts = [
        row["attempts_since"]
        for story in told[0]
        for row in interaction_recency(story.world, told[1])
        if story.named(row["person"]) == "Aurélie Montrevel"
    ]
    assert attempts == [14]


def test_whom_to_ask_for_a_reference_and_why_not_the_others(told: Told) -> None:
    criteria = {
        "act": "reference_call",
        "industry": "Food & Beverage",
        "region": "Southern Europe",
        "prospect_domain": "emberlightgrid.example",
    }
    rows = sorted(
        (
            (
                row["score"],
                story.named(row["person"]),
                {blocker["code"] for blocker in row["blockers"]},
            )
            for story in told[0]
            for row in reference_candidates(story.world, told[1], criteria)
        ),
        reverse=True,
    )
    willing = [name for _, name, blockers in rows if not blockers]
    assert willing == ["Ottavia Castelmonte", "Ilse Oosterzij"]
    assert rows[0][1] == "Ottavia Castelmonte"
    assert rows[0][0] > 0.9
    why_not = {name: blockers for _, name, blockers in rows}
    assert why_not["Wanjiru Mbeki-Rao"] == {"COOLDOWN", "CAP_PERSON", "CAP_ACCOUNT"}
    alone = {
        "Chiamaka Okonjola": "NO_CONSENT",
        "Theodora Vale": "CONSENT_EXPIRED",
        "Ummi Zielonka": "CONSENT_EXPIRED",
        "Priyanka Wondimu": "CONSENT_SCOPE",
        "Jelena Baptistova": "OPTED_OUT",
        "Yusuf Tuilagi": "DETRACTOR",
        "Gulnara Yamaguchi-Bell": "LADDER",
        "Ikram Farouqi": "PENDING_ELSEWHERE",
        "Adaeze Lindqvist": "COOLDOWN",
        "Théodore Rocheval": "OPEN_ESCALATION",
        "Imogen Kettlewell": "RENEWAL_WINDOW",
    }
    assert {name: why_not[name] for name in alone} == {name: {code} for name, code in alone.items()}
    assert why_not["Quentin Larkham"] == {"OWNER_HOLD", "COMPETITOR_OF_PROSPECT"}
