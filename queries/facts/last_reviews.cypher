// When its people last took part in a business review with us.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:TOOK_PART {part: 'attended'}]->(t:Touchpoint)
WHERE t.purpose IN ['qbr', 'ebr'] AND t.at <= $as_of AND t.status = 'held' AND t.logs IS NULL
  AND NOT EXISTS { (p)-[:TOOK_PART {part: 'declined'}]->(t) }
WITH t ORDER BY t.at DESC, t.id DESC LIMIT 1
RETURN collect({id: t.id, at: t.at}) AS last_reviews
