// A teammate's address was taken for a customer's: what came through it is the teammate's.
// A person known by nothing else goes.
MATCH (i:Identifier {key: $key})-[naming:NAMES]->(person:Person {id: $from})
DELETE naming
MERGE (teammate:Teammate {id: $to}) ON CREATE SET teammate.known = false
WITH i, person, teammate
MERGE (i)-[:NAMES]->(teammate)
WITH person, teammate
CALL (person, teammate) {
  MATCH (person)-[old:TOOK_PART {who: $key}]->(t:Touchpoint)
  CREATE (teammate)-[new:TOOK_PART]->(t)
  SET new = properties(old)
  DELETE old
}
WITH DISTINCT person
WHERE coalesce(person.known, false) = false AND NOT EXISTS { (:Identifier)-[:NAMES]->(person) }
DETACH DELETE person
