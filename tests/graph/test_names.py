"""From ids to names people know, and back."""

import pytest

from graph.database import Database
from graph.errors import BadInput, NotFound
from graph.ids import id_from
from graph.names import Known, ids_meant, names_of

ACME, GLOBEX, TWIN = (id_from("Account", key) for key in ("acme", "globex", "twin"))
ANN = id_from("Person", "ann")

WORLD = """
CREATE (acme:Account {id: $acme, name: 'Acme', domain: 'acme.example'}),
       (globex:Account {id: $globex, name: 'Globex', domain: 'globex.example'}),
       (:Account {id: $twin, name: 'Globex', domain: 'globex.test'}),
       (ann:Person {id: $ann}),
       (:Identifier {key: 'salesforce:Account:001'})-[:NAMES]->(acme),
       (:Identifier {key: 'csv:Account:salesforce:Account:001'})-[:NAMES]->(acme),
       (:Identifier {key: 'csv:Account:acme'})-[:NAMES]->(acme),
       (:Identifier {key: 'email:ann@acme.example'})-[:NAMES]->(ann),
       (:Identifier {key: 'salesforce:Contact:003'})-[:NAMES]->(ann)
"""


@pytest.fixture
async def world(database: Database) -> Database:
    ids = {"acme": ACME, "globex": GLOBEX, "twin": TWIN, "ann": ANN}
    await database.write("test.world", WORLD, ids)
    return database


async def test_names_and_records_in_other_systems_in_one_statement(world: Database) -> None:
    with world.recorded() as statements:
        assert await names_of(world, [ANN, ACME, GLOBEX, "acc_nobody"]) == {
            ACME: Known("Acme", ("csv:Account:acme", "salesforce:Account:001")),
            GLOBEX: Known("Globex", ()),
            # Nobody has named her yet; her address is no record of another system.
            ANN: Known(ANN, ("salesforce:Contact:003",)),
        }
        assert await names_of(world, []) == {}
    assert statements == ["names.of"]


@pytest.mark.parametrize(
    ("label", "text", "key", "meant"),
    [
        ("Account", "Acme", None, ACME),
        ("Account", "acme.example", None, ACME),
        ("Account", "ACME.example", None, ACME),
        ("Account", "aCmE", None, ACME),
        ("Account", "001", "salesforce:Account:001", ACME),
        ("Account", "csv:Account:acme", None, ACME),
        ("Account", ACME, None, ACME),
        ("Account", "acc_unknown", None, "acc_unknown"),
        ("Person", "ann@acme.example", "email:ann@acme.example", ANN),
    ],
)
async def test_what_people_type_means_an_id(
    world: Database, label: str, text: str, key: str | None, meant: str
) -> None:
    assert await ids_meant(world, label, {text: key}) == {text: meant}


async def test_a_text_that_means_nothing_or_several_things_is_refused(world: Database) -> None:
    with pytest.raises(NotFound, match="No account here is called Initech"):
        await ids_meant(world, "Account", {"Acme": None, "Initech": None})
    with pytest.raises(NotFound, match="No account here is called ann@"):
        await ids_meant(world, "Account", {"ann@acme.example": "email:ann@acme.example"})
    both = ", ".join(sorted((GLOBEX, TWIN)))
    with pytest.raises(BadInput, match=f"say which by its id: {both}"):
        await ids_meant(world, "Account", {"globex": None})
    with pytest.raises(BadInput, match=f"say which by its id: {both}"):
        await ids_meant(world, "Account", {"Globex": None})


@pytest.mark.parametrize("text", ["Acm", "acm", "cme"])
async def test_what_may_have_been_meant_is_suggested(world: Database, text: str) -> None:
    with pytest.raises(NotFound) as caught:
        await ids_meant(world, "Account", {text: None})
    assert caught.value.message == f"No account here is called {text}. Did you mean Acme?"
