// What people are called and how they are reached.
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p = row.properties
SET p.id = row.id
