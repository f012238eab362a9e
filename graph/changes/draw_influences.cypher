// With whom people's word counts.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[r:INFLUENCES]->(other)
SET r = row.properties
