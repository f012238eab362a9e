// Roles that a source names and no catalogue knows.
UNWIND $rows AS row
MERGE (r:Role {id: row.id})
ON CREATE SET r.name = row.name, r.catalogued = false
