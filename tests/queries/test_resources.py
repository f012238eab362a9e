"""Resource matches, told of Ann, champion of Acme, a bank, and of what we can offer."""

from typing import Any

from graph.change import Author, make
from graph.changes.by_people import CHANGES
from graph.database import Database
from graph.ids import id_from
from graph.model import Millis
from graph.statement import Statement
from queries.catalogue import ask
from queries.relationships.resources import RESOURCE_MATCHES, ResourceMatch
from tests.queries.world import (
    NOW,
    account,
    ago,
    goal,
    key,
    names,
    person,
    resource,
    share,
    teammate,
    tell,
)

ACME = (teammate("tess"), account("acme", industry="Banking", topics=["Analytics"]))
ANN = person("ann", "acme", "champion")


async def matches(database: Database, as_of: Millis = NOW, **narrowed: Any) -> list[ResourceMatch]:
    parameters = RESOURCE_MATCHES.parameters(as_of=as_of, **narrowed)
    return (await ask(database, RESOURCE_MATCHES, parameters)).rows


async def fits(database: Database, as_of: Millis = NOW, **narrowed: Any) -> dict[str, list[str]]:
    """In what each resource fits, the best first."""
    return {row.name: row.fits for row in await matches(database, as_of, **narrowed)}


OFFERS: tuple[Statement, ...] = (
    resource("all", roles=["champion"], industries=["banking"], topics=["analytics", "grow"]),
    resource("role", roles=["champion", "admin"]),
    resource("industry", industries=["Banking"], kind="event"),
    resource("goal", topics=["GROW"]),
    resource("admins", roles=["admin"], industries=["Banking"]),
    resource("shops", roles=["champion"], industries=["Retail"]),
    resource("nothing"),
)


async def test_what_is_of_use_to_her(database: Database) -> None:
    """For her role and industry, or for no other; those that fit in most first."""
    await tell(database, *ACME, ANN, goal("ann", since=ago(5)), *OFFERS)
    assert await fits(database, each=9) == {
        "All": ["role", "industry", "topic", "goal"],
        "Goal": ["goal"],
        "Industry": ["industry"],
        "Role": ["role"],
    }
    assert list(await fits(database)) == ["All", "Goal", "Industry"]
    assert await fits(database, kinds=("event",)) == {"Industry": ["industry"]}
    assert (await matches(database))[0].because == (
        "All for Ann at Acme: fits in role, industry, topic, goal."
    )
    assert list(await fits(database, ago(5, 1), each=9)) == ["All", "Industry", "Role"]


async def test_who_is_offered_anything(database: Database) -> None:
    """People with a role there now, who did not opt out."""
    await tell(
        database,
        *ACME,
        ANN,
        person("ben", "acme"),
        person("cleo", "acme", "champion", opted_out=True),
        person("dora", "acme", "champion", left=True, modified_at=ago(3)),
        person("eve", "acme", "admin"),
        resource("role", roles=["champion", "admin"]),
    )
    who = await names(database)
    assert {who[row.person] for row in await matches(database)} == {"ann", "eve"}
    ann = next(id_ for id_, name in who.items() if name == "ann")
    assert {who[row.person] for row in await matches(database, people=(ann,))} == {"ann"}


async def test_what_she_has_is_not_offered_again(database: Database) -> None:
    """As a source tells, or as somebody of ours noted."""
    await tell(database, *ACME, ANN, *OFFERS[:3], share("all", "ann", ago(5)))
    assert list(await fits(database)) == ["Industry", "Role"]
    assert list(await fits(database, ago(5, 1))) == ["All", "Industry", "Role"]
    given = {
        "person": id_from("Person", key("Person", "ann")),
        "resource": id_from("Resource", key("Resource", "role")),
    }
    await make(database, CHANGES["resource_share"], given, Author("tess"), NOW, "fresh")
    assert list(await fits(database)) == ["Industry"]
