"""One company in two systems, told apart by no key: Acme of the CRM, and Acme of marketing.

Ann is known to the CRM, Bob to marketing; both met us once, Bob alone once more. Marketing's Acme
has a subsidiary, a goal of Bob's and a deal. All of it is Acme's once somebody says that they are
one, and marketing's again once they take it back.
"""

import pytest

from graph.change import Author, Target, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.errors import BadInput, NotFound
from graph.ids import id_from
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.coverage import COVERAGE_GAPS
from tests.graph.digest import digest
from tests.queries.world import (
    NOW,
    account,
    ago,
    goal,
    key,
    meeting,
    opportunity,
    person,
    teammate,
    tell,
)

ACME, TWIN, SUB = (id_from("Account", key("Account", name)) for name in ("acme", "twin", "sub"))
ANN, BOB = (id_from("Person", key("Person", name)) for name in ("ann", "bob"))
SAID: tuple[Statement, ...] = (
    teammate("tess"),
    account("acme", arr=30_000_000),
    account("twin", segment=None, owner=None),
    account("sub", parent=key("Account", "twin")),
    person("ann", "acme", "champion", email="ann@acme.example"),
    person("bob", "twin", "admin", email="bob@acme.example"),
    meeting(ago(9), "ann", "bob", account=[key("Account", "acme"), key("Account", "twin")]),
    meeting(ago(5), "bob", account=key("Account", "twin")),
    goal("bob"),
    opportunity("deal", "twin"),
)
WHAT_IS_KNOWN = (
    "MATCH (a:Account {id: $id}) "
    "CALL (a) { MATCH (a)<-[:WORKS_AT]-(p:Person) RETURN collect(DISTINCT p.name) AS people } "
    "CALL (a) { MATCH (a)<-[r:CONCERNS]-(:Touchpoint) RETURN count(r) AS touches } "
    "CALL (a) { MATCH (a)<-[:PART_OF]-(s:Account) RETURN collect(s.id) AS parts } "
    "CALL (a) { MATCH (a)-[:HAS_OPPORTUNITY]->(o) RETURN count(o) AS deals } "
    "CALL (a) { MATCH (a)-[:HAS_STATE]->(s) RETURN max(s.arr) AS arr } "
    "RETURN people, touches, parts, deals, arr"
)


async def change(database: Database, name: str, **values: str) -> Target:
    return await make(database, CHANGES[name], values, Author("a test"), NOW + 1, "fresh")


async def known_of(database: Database, id_: str) -> list[tuple[object, ...]]:
    rows = await database.read("tests.known", WHAT_IS_KNOWN, {"id": id_})
    return [
        (sorted(row["people"]), row["touches"], row["parts"], row["deals"], row["arr"])
        for row in rows
    ]


async def test_what_is_known_of_one_is_known_of_the_other(prepared: Database) -> None:
    await tell(prepared, *SAID)
    assert await known_of(prepared, ACME) == [(["Ann"], 1, [], 0, 30_000_000)]
    assert await known_of(prepared, TWIN) == [(["Bob"], 2, [SUB], 1, None)]

    merged = await change(prepared, "account_merge", keep=ACME, merge=TWIN)

    assert merged == Target("Account", ACME)
    assert await known_of(prepared, ACME) == [(["Ann", "Bob"], 2, [SUB], 1, 30_000_000)]
    assert await known_of(prepared, TWIN) == []
    parameters = COVERAGE_GAPS.parameters(as_of=NOW + 2)
    gaps = (await ask(prepared, COVERAGE_GAPS, parameters)).rows
    assert {gap.account for gap in gaps} == {ACME, SUB}


async def test_taken_back_each_is_what_it_was(prepared: Database) -> None:
    await tell(prepared, *SAID)
    before = await digest(prepared)

    await change(prepared, "account_merge", keep=ACME, merge=TWIN)
    parted = await change(prepared, "account_unmerge", account=TWIN)

    assert parted == Target("Account", TWIN)
    assert await digest(prepared) == before


async def test_the_next_import_of_either_changes_nothing(prepared: Database) -> None:
    await tell(prepared, *SAID)
    await change(prepared, "account_merge", keep=ACME, merge=TWIN)
    merged = await digest(prepared)

    await tell(prepared, *SAID, taken_at=NOW + 5)

    assert await digest(prepared) == merged


async def test_what_cannot_be_merged_or_parted(prepared: Database) -> None:
    await tell(prepared, *SAID)
    with pytest.raises(BadInput, match="into itself"):
        await change(prepared, "account_merge", keep=ACME, merge=ACME)
    with pytest.raises(NotFound, match="There is no account"):
        await change(prepared, "account_merge", keep=ACME, merge="acc_none")
    with pytest.raises(NotFound, match="Nobody merged"):
        await change(prepared, "account_unmerge", account=TWIN)
    await change(prepared, "account_merge", keep=ACME, merge=TWIN)
    with pytest.raises(NotFound, match="Nobody merged"):
        await change(prepared, "person_unmerge", person=TWIN)
