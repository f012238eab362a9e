"""A HubSpot portal in the graph, and what the questions make of it."""

from pathlib import Path

from graph.database import Database
from graph.loading.load import load
from importers.source import Options
from queries.catalogue import ask
from queries.relationships.departures import CHAMPION_DEPARTURES
from queries.relationships.recency import INTERACTION_RECENCY
from tests.importers.exports import at
from tests.importers.hubspot.portal import US, WAREHOUSE, hubspot

AS_OF = at("2026-03-21T00:00:00Z")


async def people(database: Database) -> dict[str, list[str]]:
    """Everybody known, and the keys that name them."""
    rows = await database.read(
        "tests.people",
        "MATCH (i:Identifier)-[:NAMES]->(p:Person) "
        "WHERE p.known AND NOT i.key STARTS WITH 'rapport:' "
        "WITH p, i.key AS key ORDER BY key RETURN p.name AS name, collect(key) AS keys",
    )
    return {row["name"]: row["keys"] for row in rows}


async def test_the_portal_answers_who_was_met_and_who_left(
    prepared: Database, tmp_path: Path
) -> None:
    summary = await load(prepared, hubspot(tmp_path, WAREHOUSE, US))
    assert (summary.read, summary.rejected) == (11, 0)
    assert await people(prepared) == {
        "Ann Lee": ["email:ann@acme.example", "hubspot:Contact:51", "hubspot:Contact:53"],
        "Bob Ray": ["email:bob@acme.example", "hubspot:Contact:52"],
    }

    names = {
        row["id"]: row["name"]
        for row in await prepared.read(
            "tests.names", "MATCH (n) WHERE n:Person OR n:Account RETURN n.id AS id, n.name AS name"
        )
    }
    recency = await ask(prepared, INTERACTION_RECENCY, INTERACTION_RECENCY.parameters(as_of=AS_OF))
    told = {(names[row.account], names[row.person]): row for row in recency.rows}
    assert set(told) == {("Acme", "Ann Lee")}
    ann = told["Acme", "Ann Lee"]
    assert (ann.state, ann.days_since) == ("ON_TIME", 11)

    departures = CHAMPION_DEPARTURES.parameters(as_of=AS_OF)
    assert (await ask(prepared, CHAMPION_DEPARTURES, departures)).rows == []


async def test_the_same_portal_again_changes_nothing(prepared: Database, tmp_path: Path) -> None:
    first = await load(prepared, hubspot(tmp_path, WAREHOUSE, US))
    again = await load(prepared, hubspot(tmp_path, WAREHOUSE, US))
    assert first.written > 0
    assert (again.read, again.written) == (first.read, 0)


async def test_a_champion_whose_mail_comes_back_is_suspected_gone(
    prepared: Database, tmp_path: Path
) -> None:
    files = dict(WAREHOUSE)
    files["email_event.csv"] = files["email_event.csv"].replace("bob@", "ann@")
    await load(prepared, hubspot(tmp_path, files, US))
    parameters = CHAMPION_DEPARTURES.parameters(as_of=AS_OF)
    (case,) = (await ask(prepared, CHAMPION_DEPARTURES, parameters)).rows
    assert (case.status, case.confidence) == ("SUSPECTED", 0.8)
    assert [(e.kind, e.source, e.at) for e in case.evidence] == [
        ("bounce", "hubspot", at("2026-03-10T00:00:00Z"))
    ]


async def test_a_merger_told_later_joins_two_people(prepared: Database, tmp_path: Path) -> None:
    """The row of the contact that was merged stops counting, whatever it still says."""
    before = {
        "contact.csv": "id,property_firstname,property_email,property_createdate\n"
        "51,Ann,ann@acme.example,2024-01-02T00:00:00Z\n53,Anna,ann@old.example,2023-01-02\n"
    }
    after = {
        "contact.csv": "id,property_firstname,property_email,property_createdate\n"
        "51,Ann,ann@acme.example,2024-01-02T00:00:00Z\n",
        "contact_merge_audit.csv": "canonical_vid,vid_to_merge,timestamp\n51,53,2026-01-05\n",
    }
    old, new = Options(taken_at=at("2026-01-01")), Options(taken_at=at("2026-02-01"))
    await load(prepared, hubspot(tmp_path / "after", after, new))
    await load(prepared, hubspot(tmp_path / "before", before, old))
    assert await people(prepared) == {
        "Ann": [
            "email:ann@acme.example",
            "email:ann@old.example",
            "hubspot:Contact:51",
            "hubspot:Contact:53",
        ]
    }
