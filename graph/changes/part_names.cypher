// A person who was merged into another is one of their own again, with the keys that name them.
CREATE (p:Person {id: $id, known: false})
WITH p
UNWIND $keys AS key
MATCH (i:Identifier {key: key})-[r:NAMES]->(holder:Person)
DELETE r
CREATE (i)-[:NAMES]->(p)
RETURN DISTINCT holder.id AS id
