// Which goals its people had reached there by then, and when.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[:WANTS]->(g:Goal)
WHERE g.met_at <= $as_of AND g.deleted IS NULL
OPTIONAL MATCH (g)-[:ABOUT]->(of:Account)
WITH a, p, g, of
WHERE of IS NULL OR of = a
RETURN collect({id: g.id, person: p.id, met_at: g.met_at, text: g.text}) AS goals_met
