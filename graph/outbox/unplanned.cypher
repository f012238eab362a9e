// Notices whose deliveries are to be planned, and the teammates whom each is mailed to.
MATCH (n:Notice)
WHERE n.waiting = true
WITH n ORDER BY n.at, n.id LIMIT $most
OPTIONAL MATCH (n)-[:TELLS]->(t:Teammate)
WHERE t.email IS NOT NULL AND coalesce(t.active, true) AND coalesce(t.mails, 'each') = 'each'
RETURN n.id AS id, n.kind AS kind, n.at AS at, collect(t.id) AS mailed
