// Who of its people features in something of ours.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:FEATURES_IN]->(s:Asset)
WHERE coalesce(s.published_at, 0) <= $as_of AND s.deleted IS NULL
RETURN collect(DISTINCT p.id) AS featured
