// What was true of accounts, from when until when.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
CREATE (a)-[:HAS_STATE]->(s:AccountState)
SET s = row.properties
