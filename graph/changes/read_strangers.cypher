// People no record describes, with the keys that name them.
UNWIND $ids AS id
MATCH (p:Person {id: id})
WHERE p.known = false
OPTIONAL MATCH (i:Identifier)-[:NAMES]->(p)
WITH id, i ORDER BY i.key
RETURN id, collect(i.key) AS keys
