"""Calendars in the graph: touches that keep promises, refusals that speak of a departure."""

from pathlib import Path

from graph.database import Database
from graph.loading.load import Summary, load
from importers.calendars import open_calendars
from importers.source import Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.recency import INTERACTION_RECENCY
from tests.importers.calendars.ics import calendar, event
from tests.importers.exports import written
from tests.queries.world import NOW, account, names, person, teammate, tell

TESS = "ORGANIZER;CN=Tess:mailto:tess@vendor.example"
ANN = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@acme.example"
NOBODY = "ATTENDEE:mailto:stranger@globex.example"
OPTIONS = Options(our_domains=("vendor.example",), taken_at=NOW)  # 2026-06-15, noon


async def told(database: Database) -> None:
    """Tess, and Ann who champions us at Acme: touched every 14 days, as promised."""
    ann = person("ann", "acme", "champion", email="ann@acme.example")
    await tell(database, teammate("tess"), account("acme"), ann)


async def imported(database: Database, folder: Path, text: str) -> Summary:
    return await load(database, open_calendars(written(folder, {"tess.ics": text}), OPTIONS))


async def recency(database: Database) -> tuple[str, int | None, list[str]]:
    """How well the promise to Ann is kept, days since the last touch, and who of us was there."""
    parameters = INTERACTION_RECENCY.parameters(as_of=NOW)
    (row,) = (await ask(database, INTERACTION_RECENCY, parameters)).rows
    who = await names(database)
    return row.state.value, row.days_since, [who[teammate] for teammate in row.last_touched_by]


async def test_a_series_keeps_a_promise_until_it_is_cancelled(
    prepared: Database, tmp_path: Path
) -> None:
    await told(prepared)
    weekly = ("DTSTART;TZID=Europe/Berlin:20260506T110000", "RRULE:FREQ=WEEKLY", TESS, ANN, NOBODY)
    asked = calendar(event(*weekly, stamp="20260501T000000Z"))
    cancelled = calendar(
        event(*weekly, "SEQUENCE:1", stamp="20260520T000000Z"), header="METHOD:CANCEL"
    )
    first = await imported(prepared, tmp_path / "1", asked)
    assert (first.read, first.rejected) == (6, 0)
    assert await recency(prepared) == ("ON_TIME", 5, ["tess"])
    assert (await imported(prepared, tmp_path / "1", asked)).written == 0
    await imported(prepared, tmp_path / "2", cancelled)
    assert await recency(prepared) == ("OVERDUE", 33, ["tess"])
    await imported(prepared, tmp_path / "3", asked + calendar(event(uid="other")))
    assert await recency(prepared) == ("OVERDUE", 33, ["tess"])


async def test_two_meetings_declined_or_delegated_after_a_silence(
    prepared: Database, tmp_path: Path
) -> None:
    await told(prepared)
    declined = "ATTENDEE;PARTSTAT=DECLINED:mailto:ann@acme.example"
    delegated = 'ATTENDEE;DELEGATED-TO="mailto:bob@acme.example":mailto:ann@acme.example'
    meetings = [
        event(f"DTSTART:2026{day}T090000Z", TESS, attendee, uid=day, stamp="20260501T000000Z")
        for day, attendee in (
            ("0105", ANN),
            ("0115", ANN),
            ("0125", ANN),
            ("0301", declined),
            ("0401", delegated),
        )
    ]
    await imported(prepared, tmp_path, calendar(*meetings))
    parameters = CHAMPION_DEPARTURES.parameters(as_of=NOW)
    (case,) = (await ask(prepared, CHAMPION_DEPARTURES, parameters)).rows
    assert case.status.value == "SUSPECTED"
    assert {piece.kind: piece.weight for piece in case.evidence} == {
        "silence": 0.3,
        "refusals": 0.3,
    }
