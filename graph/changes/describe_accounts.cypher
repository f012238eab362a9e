// What does not change with time about accounts.
UNWIND $rows AS row
MATCH (a:Account {id: row.id})
SET a = row.properties
SET a.id = row.id
