// The company that the address of somebody unknown tells.
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p.domain = row.domain
