// What its people wanted to reach there then and had not reached yet.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[:WANTS]->(g:Goal)
WHERE coalesce(g.since, 0) <= $as_of AND coalesce(g.until, $as_of + 1) > $as_of
  AND coalesce(g.met_at, $as_of + 1) > $as_of AND g.deleted IS NULL
OPTIONAL MATCH (g)-[:ABOUT]->(of:Account)
WITH a, p, g, of
WHERE of IS NULL OR of = a
RETURN collect({person: p.id, text: g.text}) AS aims
