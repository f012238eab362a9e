// Digests of a day; one that is there already stays as it is.
UNWIND $rows AS row
MATCH (to:Teammate {id: row.to})
MERGE (d:Delivery {id: row.id})
ON CREATE SET d.at = $now, d.due = $now, d.state = 'waiting', d.attempts = 0, d.day = $day
MERGE (d)-[:GOES_TO]->(to)
