// Where people work and worked, under which title.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (a:Account {id: row.account})
CREATE (p)-[r:WORKS_AT]->(a)
SET r = row.properties
