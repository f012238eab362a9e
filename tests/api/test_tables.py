"""Answers as tables: what a person sees in a hundred columns."""

import io
import re
from decimal import Decimal

import pytest
from rich.console import Console

from api.answers import Record, part_words, record
from api.cli.tables import answer_table
from graph.names import Known
from queries.relationships.ghosts import GhostStakeholder
from queries.relationships.timeline import TimelineEvent, TimelineKind
from queries.row import AccountId, At, Money, PersonId, Row, TeammateId


class Helper(Row):
    teammate: TeammateId


class Finding(Row):
    """What was found?"""

    id: str
    account: AccountId
    person: PersonId
    kind: str
    others: list[PersonId]
    helpers: list[Helper]
    arr: Money | None
    last_seen_at: At | None
    overdue_days: int | None
    flagged: bool
    severity: str
    because: str
    next_action: str


NAMES = {
    "acc_1": Known("Acme Robotics", ()),
    "per_1": Known("Ann Reyes", ()),
    "per_2": Known("Bo Lund", ()),
    "tea_1": Known("Mia Torres", ()),
}


def finding(**changed: object) -> Finding:
    values: dict[str, object] = {
        "id": "fin_1",
        "account": "acc_1",
        "person": "per_1",
        "kind": "STALE",
        "others": [],
        "helpers": [],
        "arr": Money(amount=Decimal("120000.50"), currency="EUR"),
        "last_seen_at": None,
        "overdue_days": 12,
        "flagged": False,
        "severity": "HIGH",
        "because": "The last touch with Ann was long ago.",
        "next_action": "Call her.",
    }
    return Finding.model_validate(values | changed)


def drawn(*findings: Finding, width: int = 100) -> list[str]:
    console = Console(width=width, file=io.StringIO())
    with console.capture() as captured:
        console.print(answer_table(Finding, [record(row, NAMES) for row in findings], width))
    return [line.rstrip() for line in captured.get().splitlines()]


def test_the_severity_leads_names_stand_for_ids_and_reasons_end_the_row() -> None:
    header, _, first, *more = drawn(finding())
    assert header.split() == ["severity", "account", "person", "kind", "arr", "because"]
    assert re.split(r" {3,}", first) == [
        "HIGH",
        "Acme Robotics",
        "Ann Reyes",
        "STALE",
        "120,000 EUR",
        "The last touch with Ann was long ago.",
    ]
    assert [line.strip() for line in more] == ["→ Call her."]


def test_a_ghost_is_shown_by_its_address_and_an_event_with_its_detail() -> None:
    ghost = GhostStakeholder(
        account="acc_1",
        ghost="per_90122598fe93af7f3995",
        address="gil@acme.example",
        touches=1,
        mentions=0,
        last_at=1_780_000_000_000,
        days_since=3,
        because="Somebody wrote.",
        next_action="Name them.",
    )
    event = TimelineEvent(
        account="acc_1",
        at=1_780_000_000_000,
        kind=TimelineKind.SENTIMENT,
        people=["per_1"],
        because="Ann Reyes: nps",
        detail="9 of 10",
        id="sen_1",
    )
    for row, shown, hidden in (
        (ghost, "gil@acme.example", "per_9012"),
        (event, "Ann Reyes: nps (9 of 10)", "sen_1"),
    ):
        console = Console(width=100, file=io.StringIO())
        with console.capture() as captured:
            console.print(answer_table(type(row), [record(row, NAMES)], 100))
        text = " ".join(captured.get().split())
        assert (shown in text, hidden in text) == (True, False), text


def test_what_is_empty_in_every_row_and_flags_that_never_differ_are_left_out() -> None:
    header = drawn(finding(arr=None, overdue_days=None))[0]
    assert header.split() == ["severity", "account", "person", "kind", "because"]
    header = drawn(finding(arr=None), finding(arr=None, flagged=True), width=140)[1]
    assert "flagged" in header


def test_names_are_shown_however_little_room_there_is() -> None:
    header = drawn(finding(), width=70)[0]
    assert header.split() == ["severity", "account", "person", "because"]


def test_with_more_room_there_are_more_columns() -> None:
    row = finding(
        others=["per_2", "per_1"],
        helpers=[Helper(teammate="tea_1")],
        last_seen_at=1_780_000_000_000,
    )
    text = "\n".join(drawn(row, width=200))
    for said in ("Bo Lund, Ann Reyes", "Mia Torres", "2026-05-28", "120,000 EUR"):
        assert said in text


def test_no_line_is_wider_than_the_terminal() -> None:
    long = finding(because="word " * 60, kind="A_VERY_LONG_KIND_OF_THING_INDEED")
    for width in (60, 80, 100, 160):
        assert max(map(len, drawn(long, width=width))) <= width


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"name": "fit", "value": 1.0, "weight": 0.25, "because": "fits"}, "fit 1.00"),
        ({"person": "per_1", "person_name": "Ann Reyes", "score": 0.613}, "Ann Reyes 0.61"),
        ({"kind": "bounce", "at": "2026-05-28T09:00:00Z", "weight": 0.8}, "bounce 2026-05-28"),
        ({"code": "COOLDOWN", "lifts_on": "2026-06-02"}, "COOLDOWN 2026-06-02"),
        ({"code": "NO_CONSENT", "lifts_on": None}, "NO_CONSENT"),
        ({"reason": "SINGLE_THREADED", "because": "Only Ann."}, "SINGLE_THREADED"),
        ({"name": "planned", "touches": 1, "share": 0.25}, "planned 1 0.25"),
        (
            {"source": "hubspot", "record": "h", "value": "CTO", "since": None, "shown": True},
            "hubspot CTO",
        ),
        ({"amount": "120000.50", "currency": "EUR"}, "120000.50 EUR"),
        ({"goals": ["goa_1", "goa_2"], "asks": [], "touches_alone": 3}, "goals 2, touches alone 3"),
    ],
)
def test_a_part_of_a_row_is_told_in_a_few_words(part: Record, words: str) -> None:
    assert part_words(part) == words
