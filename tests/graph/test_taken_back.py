"""A record that stops being a touch takes back the touch it was."""

from pathlib import Path

import pytest

from graph.database import Database
from graph.loading.load import load
from importers.source import Options
from tests.importers.exports import ACME, ANN, BOB, DANA, at, salesforce

CLOSED = "Id,WhoId,OwnerId,TaskSubtype,ActivityDate,IsClosed,CallType,LastModifiedDate\n"
CALL = f"00T000000000001EAA,{ANN},{DANA},Call,2026-03-05,"
PEOPLE = {
    "User.csv": f"Id,Name\n{DANA},Dana\n",
    "Account.csv": f"Id,Name\n{ACME},Acme\n",
    "Contact.csv": f"Id,LastName,AccountId\n{ANN},Ann,{ACME}\n",
}
MARCH = {**PEOPLE, "Task.csv": f"{CLOSED}{CALL}1,Inbound,2026-03-05T10:00:00Z\n"}
APRIL = {**PEOPLE, "Task.csv": f"{CLOSED}{CALL}0,Inbound,2026-04-02T10:00:00Z\n"}


async def test_a_call_that_was_opened_again_is_none(prepared: Database, tmp_path: Path) -> None:
    await _load(prepared, tmp_path / "march", MARCH, "2026-04-01")
    assert await _touches(prepared) == ["held"]

    await _load(prepared, tmp_path / "april", APRIL, "2026-05-01")
    assert await _touches(prepared) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "older last"])
async def test_whichever_export_comes_first(
    prepared: Database, tmp_path: Path, order: tuple[int, int]
) -> None:
    exports = [(MARCH, "2026-04-01"), (APRIL, "2026-05-01")]
    for number in order:
        files, taken_at = exports[number]
        await _load(prepared, tmp_path / taken_at, files, taken_at)

    assert await _touches(prepared) == []


async def _load(database: Database, folder: Path, files: dict[str, str], taken_at: str) -> None:
    await load(database, salesforce(folder, files, Options(taken_at=at(taken_at))))


async def _touches(database: Database) -> list[str]:
    """The states of the touchpoints that anybody sees, with somebody in them."""
    rows = await database.read(
        "tests.touches",
        "MATCH (:Person)-[:TOOK_PART]->(t:Touchpoint) WHERE t.status <> 'deleted' "
        "RETURN t.status AS status ORDER BY status",
    )
    return [row["status"] for row in rows]


ROLE = "Id,AccountId,ContactId,Role,CreatedDate\n"
HELD = f"00J000000000001EAA,{ACME},{{}},Champion,2026-01-01\n"


async def test_a_role_that_passes_to_another_leaves_nobody_with_it_but_them(
    prepared: Database, tmp_path: Path
) -> None:
    people = {**PEOPLE, "Contact.csv": f"{PEOPLE['Contact.csv']}{BOB},Bob,{ACME}\n"}
    for who, taken_at in ((ANN, "2026-04-01"), (BOB, "2026-05-01")):
        files = {**people, "AccountContactRole.csv": ROLE + HELD.format(who)}
        await _load(prepared, tmp_path / taken_at, files, taken_at)
    rows = await prepared.read(
        "tests.holders",
        "MATCH (p:Person)-[:STAKEHOLDER_IN]->() RETURN DISTINCT p.name AS name ORDER BY name",
    )
    assert [row["name"] for row in rows] == ["Bob"]
