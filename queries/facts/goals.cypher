// Who of its people has a goal there.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WITH DISTINCT a, p
MATCH (p)-[:WANTS]->(g:Goal)
WHERE coalesce(g.since, 0) <= $as_of AND coalesce(g.until, $as_of + 1) > $as_of AND g.deleted IS NULL
OPTIONAL MATCH (g)-[:ABOUT]->(of:Account)
WITH a, p, g, of
WHERE of IS NULL OR of = a
RETURN collect(DISTINCT p.id) AS goals
