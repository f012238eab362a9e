"""x"""
from graph.database import Database

async def test_one(database: Database) -> None:
    await database.write("mk","CREATE (:Person {name: 'Ann'})-[:KNOWS]->(:Person {name: 'Bo'})")
    assert await database.read("q", "MATCH (p:Person) RETURN p.name AS name ORDER BY name") == [{"name":"Ann"},{"name":"Bo"}]

async def test_two(database: Database) -> None:
    assert await database.read("q", "MATCH (p) RETURN count(p) AS n") == [{"n":0}]
