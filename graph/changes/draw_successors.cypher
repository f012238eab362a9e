// Who took over from people who left.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[r:SUCCEEDED_BY]->(other)
SET r = row.properties
