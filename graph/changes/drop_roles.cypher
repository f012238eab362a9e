// Roles outside the catalogue that nobody holds or held.
UNWIND $ids AS id
MATCH (r:Role {id: id, catalogued: false})
WHERE NOT EXISTS { MATCH ()-[held:STAKEHOLDER_IN]->() WHERE held.role = r.name }
DELETE r
