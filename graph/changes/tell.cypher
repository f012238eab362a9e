// Put notices into the outbox.
UNWIND $rows AS row
MERGE (n:Notice {id: row.id})
ON CREATE SET n.kind = row.kind, n.at = row.at, n.about = row.about, n.text = row.text
WITH n, row
UNWIND row.to AS id
MATCH (t:Teammate {id: id})
MERGE (n)-[:TELLS]->(t)
