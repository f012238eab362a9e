// An address is a customer's again: what came through it is theirs.
MERGE (person:Person {id: $from}) ON CREATE SET person.known = false
WITH person
MATCH (i:Identifier {key: $key})-[naming:NAMES]->(teammate:Teammate)
DELETE naming
MERGE (i)-[:NAMES]->(person)
WITH person, teammate
CALL (person, teammate) {
  MATCH (teammate)-[old:TOOK_PART {who: $key}]->(t:Touchpoint)
  CREATE (person)-[new:TOOK_PART]->(t)
  SET new = properties(old)
  DELETE old
}
