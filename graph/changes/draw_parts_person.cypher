// Who took part, and how.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.touchpoint})
MATCH (who:Person {id: row.who})
CREATE (who)-[r:TOOK_PART]->(t)
SET r = row.properties
