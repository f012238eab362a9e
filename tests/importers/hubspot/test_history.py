"""contact_property_history: the past of a contact, as if each day's export had been imported."""

from pathlib import Path
from typing import Any

from graph.database import Database
from graph.loading.load import load
from importers.source import Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from tests.graph.digest import digest
from tests.graph.test_load import differences
from tests.graph.test_undo import undo
from tests.importers.exports import at, outcome, reject, statements
from tests.importers.hubspot.portal import hubspot

HEADER = "contact_id,name,value,timestamp,source\n"
HISTORY = HEADER + (
    "51,associatedcompanyid,8,2025-06-01T00:00:00Z,CRM_UI\n"
    "51,jobtitle,Engineer,2024-01-02T00:00:00Z,FORM\n"
    "51,jobtitle,CTO,1748736000000,CRM_UI\n"
    "51,email,ann@acme.example,2024-01-02T00:00:00Z,FORM\n"
    "51,email,ann@globex.example,2025-06-01T00:00:00Z,CRM_UI\n"
    "51,associatedcompanyid,7,2024-01-02T00:00:00Z,FORM\n"
    "51,hs_buying_role,CHAMPION,2024-03-01T00:00:00Z,CRM_UI\n"
    "51,lifecyclestage,customer,2024-03-02T00:00:00Z,CRM_UI\n"
)
NOW_AT_GLOBEX = {
    "company.csv": "id,property_name,property_domain,property_lifecyclestage,property_createdate\n"
    "7,Acme,acme.example,customer,2023-01-01\n8,Globex,globex.example,customer,2023-01-01\n",
    "contact.csv": "id,property_firstname,property_lastname,property_email,property_jobtitle,"
    "property_associatedcompanyid,property_hs_buying_role,property_createdate,"
    "property_lastmodifieddate\n"
    "51,Ann,Lee,ann@globex.example,CTO,8,CHAMPION,2024-01-02,2025-06-01\n",
    "contact_property_history.csv": HISTORY,
}
TAKEN = Options(taken_at=at("2026-01-01"))


def test_what_changed_at_one_moment_is_one_version(tmp_path: Path) -> None:
    said = statements(hubspot(tmp_path, {"contact_property_history.csv": HISTORY}, TAKEN))
    assert [(s.key, s.seen_at, s.values, s.names) for s in said] == [
        (
            "hubspot:Contact:51",
            at("2024-01-02"),
            {"title": "Engineer", "email": "ann@acme.example", "account": "hubspot:Company:7"},
            ("email:ann@acme.example",),
        ),
        ("hubspot:Contact:51", at("2024-03-01"), {"roles": ["champion"]}, ()),
        (
            "hubspot:Contact:51",
            at("2025-06-01"),
            {"title": "CTO", "email": "ann@globex.example", "account": "hubspot:Company:8"},
            ("email:ann@globex.example",),
        ),
    ]


def test_rows_that_cannot_be_used(tmp_path: Path) -> None:
    rows = HEADER + "51,jobtitle,CTO,,CRM_UI\n52,email,nobody,2025-01-01,X\n"
    export = hubspot(tmp_path, {"contact_property_history.csv": rows + "53,jobtitle,\n"}, TAKEN)
    told = [(item.line, getattr(item, "column", None)) for item in outcome(export)]
    assert told == [(4, ""), (2, "timestamp"), (3, "email")]


def test_a_table_without_its_columns(tmp_path: Path) -> None:
    item = reject(hubspot(tmp_path, {"contact_property_history.csv": "contact_id\n51\n"}, TAKEN))
    assert item.reason == "it does not say when the property changed"


async def jobs(database: Database) -> list[dict[str, Any]]:
    return await database.read(
        "tests.jobs",
        "MATCH (:Person)-[w:WORKS_AT]->(a:Account) RETURN a.name AS where, w.title AS title, "
        "w.since AS since, w.until AS until ORDER BY since",
    )


async def test_the_past_of_a_contact(prepared: Database, tmp_path: Path) -> None:
    await load(prepared, hubspot(tmp_path / "1", NOW_AT_GLOBEX, TAKEN))
    moved = at("2025-06-01")
    assert await jobs(prepared) == [
        {"where": "Acme", "title": "Engineer", "since": at("2024-01-02"), "until": moved},
        {"where": "Globex", "title": "CTO", "since": moved, "until": None},
    ]
    parameters = CHAMPION_DEPARTURES.parameters(as_of=at("2025-07-01"))
    (case,) = (await ask(prepared, CHAMPION_DEPARTURES, parameters)).rows
    assert [(piece.kind, piece.at) for piece in case.evidence if piece.weight] == [("moved", moved)]
    before = await digest(prepared)
    again = await load(prepared, hubspot(tmp_path / "2", NOW_AT_GLOBEX, TAKEN))
    assert again.written == 0
    assert await digest(prepared) == before


async def test_in_whatever_order(prepared: Database, tmp_path: Path) -> None:
    past = {"contact_property_history.csv": HISTORY}
    present = {n: t for n, t in NOW_AT_GLOBEX.items() if n not in past}
    for number, files in enumerate((past, present)):
        await load(prepared, hubspot(tmp_path / str(number), files, TAKEN))
    assert [job["title"] for job in await jobs(prepared)] == ["Engineer", "CTO"]


async def test_the_past_is_taken_back_with_its_import(prepared: Database, tmp_path: Path) -> None:
    past = {"contact_property_history.csv": HISTORY}
    present = {n: t for n, t in NOW_AT_GLOBEX.items() if n not in past}
    await load(prepared, hubspot(tmp_path / "present", present, TAKEN))
    before = await digest(prepared)
    assert [job["title"] for job in await jobs(prepared)] == ["CTO"]

    run = (await load(prepared, hubspot(tmp_path / "past", past, TAKEN))).run
    assert [job["title"] for job in await jobs(prepared)] == ["Engineer", "CTO"]

    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})


async def test_without_the_present_the_past_stays_alone(prepared: Database, tmp_path: Path) -> None:
    past = {"contact_property_history.csv": HISTORY}
    present = {n: t for n, t in NOW_AT_GLOBEX.items() if n not in past}
    nothing = await digest(prepared)
    first = (await load(prepared, hubspot(tmp_path / "past", past, TAKEN))).run
    before = await digest(prepared)
    run = (await load(prepared, hubspot(tmp_path / "present", present, TAKEN))).run
    undone = await undo(prepared, run)
    assert (undone.kept, differences(before, await digest(prepared))) == ((), {})
    await undo(prepared, first)
    assert differences(nothing, await digest(prepared)) == {}


async def test_a_longer_past_is_as_long_as_it_was(prepared: Database, tmp_path: Path) -> None:
    """Tomorrow's table repeats today's rows: taking it back leaves what today's said."""
    tomorrow = HISTORY + "51,jobtitle,CIO,2026-01-01T12:00:00Z,CRM_UI\n"
    await load(prepared, hubspot(tmp_path / "1", NOW_AT_GLOBEX, TAKEN))
    before = await digest(prepared)
    later = {"contact_property_history.csv": tomorrow}
    options = Options(taken_at=at("2026-01-02"))
    run = (await load(prepared, hubspot(tmp_path / "2", later, options))).run
    assert [job["title"] for job in await jobs(prepared)][-1] == "CIO"
    undone = await undo(prepared, run)
    assert differences(before, await digest(prepared)) == {}, undone.kept
