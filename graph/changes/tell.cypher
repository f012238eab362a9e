// Put notices into the outbox, where they wait until their deliveries are planned.
UNWIND $rows AS row
MERGE (n:Notice {id: row.id})
ON CREATE SET n.kind = row.kind, n.at = row.at, n.about = row.about, n.text = row.text,
              n.waiting = true
WITH n, row
UNWIND row.to AS id
MATCH (t:Teammate {id: id})
MERGE (n)-[:TELLS]->(t)
