// Tie notices to the account they concern.
UNWIND $rows AS row
MATCH (n:Notice {id: row.id})
MATCH (m:Account {id: row.to})
MERGE (n)-[:REGARDS]->(m)
