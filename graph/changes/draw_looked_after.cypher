// Who of us looks after people.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (t:Teammate {id: row.teammate})
CREATE (t)-[r:LOOKS_AFTER]->(p)
SET r = row.properties
