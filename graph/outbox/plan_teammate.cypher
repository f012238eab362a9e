// Deliveries of notices to teammates; one that is there already stays as it is.
UNWIND $rows AS row
MATCH (n:Notice {id: row.notice})
MATCH (to:Teammate {id: row.to})
MERGE (d:Delivery {id: row.id})
ON CREATE SET d.at = $now, d.due = $now, d.state = 'waiting', d.attempts = 0
MERGE (d)-[:CARRIES]->(n)
MERGE (d)-[:GOES_TO]->(to)
