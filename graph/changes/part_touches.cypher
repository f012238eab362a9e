// What a person took part in under keys that name somebody else again.
UNWIND $holders AS holder
MATCH (:Person {id: holder})-[r:TOOK_PART]->(t:Touchpoint)
WHERE r.who IN $keys
MATCH (p:Person {id: $id})
CREATE (p)-[n:TOOK_PART]->(t)
SET n = properties(r)
DELETE r
