"""A colleague heard that somebody left: a suspicion, until it is dismissed or borne out."""

from typing import Any

import pytest

from graph.cases import case_id
from graph.database import Database
from graph.errors import BadInput, Conflict
from tests.departures.world import ACME, ANN, WORLD, case_of, change, states
from tests.queries.world import DAY, NOW, ago, person, tell

CASE = case_id(ACME, ANN)
HEARD = "Her assistant says she is leaving"


async def status(database: Database, as_of: int) -> tuple[str, float, str] | None:
    """Status, confidence and kinds of evidence of Ann's departure."""
    case = await case_of(database, as_of=as_of)
    if case is None:
        return None
    return case.status.value, case.confidence, " ".join(e.kind for e in case.evidence)


def ann(when: int, **said: Any) -> Any:
    """Ann's record, changed then."""
    roles = ("champion", "economic_buyer")
    return person("ann", "acme", *roles, title="VP IT", department="IT", modified_at=when, **said)


async def test_a_report_is_a_suspicion(database: Database) -> None:
    """As strong as mail that came back; nothing stops by it."""
    await tell(database, *WORLD)
    before = await states(database)
    await change(database, "departure_report", id=CASE, note=HEARD, at=ago(2))
    assert await status(database, ago(2) - 1) is None
    assert await status(database, NOW) == ("SUSPECTED", 0.8, "reported")
    case = await case_of(database)
    assert case is not None
    assert [e.note for e in case.evidence] == [HEARD]
    assert case.because.startswith(
        "Ann (champion, economic buyer) seems to be leaving Acme: a colleague heard so on "
        "2026-06-13. On them hangs: "
    )
    assert HEARD not in case.because
    assert await states(database) == before


async def test_a_report_with_mail_that_came_back_is_certain(database: Database) -> None:
    await tell(database, *WORLD, ann(ago(3), bounced_at=ago(3), bounce_weight=0.5))
    assert await status(database, NOW) == ("SUSPECTED", 0.5, "bounce")
    await change(database, "departure_report", id=CASE)
    assert await status(database, NOW) == ("CONFIRMED", 0.9, "bounce reported")


async def test_the_same_evidence_does_not_open_it_again(database: Database) -> None:
    """Nor does the same export again, nor a newer one that says the same."""
    flagged = ann(ago(3), left=True)
    await tell(database, *WORLD, flagged)
    await change(database, "departure_dismiss", id=CASE, reason="a mistake in the CRM")
    dismissed = ("DISMISSED", 1.0, "crm_flag")
    assert await status(database, NOW) == dismissed
    await tell(database, *WORLD, flagged)
    assert await status(database, NOW) == dismissed
    await tell(database, ann(NOW + DAY, left=True, phone="+1 555 0100"), taken_at=NOW + 2 * DAY)
    assert await status(database, NOW + 3 * DAY) == dismissed


async def test_new_evidence_opens_it_again(database: Database) -> None:
    """Of another kind, or a colleague's word, however often one was heard before."""
    await tell(database, *WORLD)
    await change(database, "departure_report", NOW, id=CASE)
    await change(database, "departure_dismiss", NOW + 1, id=CASE, reason="met her")
    assert await status(database, NOW + 1) == ("DISMISSED", 0.8, "reported")
    await change(database, "departure_report", NOW + DAY, id=CASE)
    assert await status(database, NOW + DAY) == ("SUSPECTED", 0.8, "reported reported")
    await change(database, "departure_dismiss", NOW + 2 * DAY, id=CASE, reason="met her again")
    await tell(database, ann(NOW + 3 * DAY, left=True), taken_at=NOW + 4 * DAY)
    assert await status(database, NOW + 2 * DAY) == ("DISMISSED", 0.8, "reported reported")
    assert await status(database, NOW + 3 * DAY) == (
        "CONFIRMED",
        1.0,
        "reported reported crm_flag",
    )


async def test_a_dismissal_is_taken_back(database: Database) -> None:
    await tell(database, *WORLD)
    await change(database, "departure_report", NOW, id=CASE)
    await change(database, "departure_dismiss", NOW + 1, id=CASE, reason="met her")
    await change(database, "departure_undo", NOW + DAY, id=CASE)
    assert await status(database, NOW + 1) == ("DISMISSED", 0.8, "reported")
    assert await status(database, NOW + DAY) == ("SUSPECTED", 0.8, "reported")


@pytest.mark.parametrize(
    ("name", "given", "at_fault"),
    [
        ("departure_dismiss", {"reason": None}, "reason"),
        ("departure_dismiss", {"reason": "  "}, "reason"),
        ("departure_report", {"at": NOW + DAY}, "at"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    database: Database, name: str, given: dict[str, Any], at_fault: str
) -> None:
    await tell(database, *WORLD)
    with pytest.raises(BadInput) as refused:
        await change(database, name, id=CASE, **given)
    assert refused.value.field == at_fault
    assert await status(database, NOW) is None


async def test_what_is_confirmed_is_not_dismissed(database: Database) -> None:
    await tell(database, *WORLD)
    await change(database, "departure_confirm", id=CASE)
    with pytest.raises(Conflict):
        await change(database, "departure_dismiss", NOW + 1, id=CASE, reason="no")
