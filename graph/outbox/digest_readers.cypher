// Teammates to whom a notice of the day was addressed, or whose account it concerned.
MATCH (n:Notice)
WHERE n.at >= $start AND n.at < $end
OPTIONAL MATCH (n)-[:TELLS]->(told:Teammate)
WITH n, collect(told) AS told
OPTIONAL MATCH (n)-[:REGARDS]->(:Account)<-[o:OWNS]-(owner:Teammate)
WHERE coalesce(o.since, 0) <= n.at AND coalesce(o.until, n.at + 1) > n.at
WITH n, told, collect(owner) AS owners
UNWIND told + owners AS t
WITH DISTINCT t
WHERE t.email IS NOT NULL AND coalesce(t.active, true) AND coalesce(t.mails, 'each') <> 'never'
RETURN t.id AS id
ORDER BY id
