"""Cards in the graph: they join whom a CRM knows by address, and draw reporting lines."""

from pathlib import Path

from graph.database import Database
from graph.loading.load import load
from importers.source import Options
from importers.vcards import open_vcards
from tests.importers.exports import written
from tests.importers.vcards.vcf import card
from tests.queries.world import NOW, account, person, tell

BOOK = (
    card("UID:1", "FN:Ann Lee", "EMAIL:ann@acme.example", "TEL:+1 555 0100", "X-MANAGER:Bob Stone")
    + card("UID:2", "FN:Bob Stone", "EMAIL:bob@acme.example", "X-ASSISTANT:Cleo Park", "ORG:Acme")
    + card("UID:3", "FN:Cleo Park", "TITLE:Assistant", "ORG:Acme;Office")
)


async def test_an_address_book_beside_a_crm(prepared: Database, tmp_path: Path) -> None:
    await tell(
        prepared,
        account("acme"),
        person("ann", "acme", "champion", email="ann@acme.example"),
        person("bob", "acme", email="bob@acme.example"),
    )
    folder = written(tmp_path, {"people.vcf": BOOK})
    first = await load(prepared, open_vcards(folder, Options(taken_at=NOW)))
    assert (first.read, first.rejected) == (4, 0)
    people = await prepared.read(
        "tests.people",
        "MATCH (p:Person) WHERE p.known "
        "OPTIONAL MATCH (p)-[w:WORKS_AT]->(a:Account) OPTIONAL MATCH (p)-[:REPORTS_TO]->(m:Person) "
        "RETURN p.name AS name, p.phone AS phone, a.name AS account, w.title AS title, "
        "m.name AS manager ORDER BY name",
    )
    assert [tuple(row.values()) for row in people] == [
        ("Ann", "+1 555 0100", "Acme", None, "Bob"),
        ("Bob", None, "Acme", None, None),
        ("Cleo Park", None, None, None, "Bob"),
    ]
    assert (await load(prepared, open_vcards(folder, Options(taken_at=NOW)))).written == 0
