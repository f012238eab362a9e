// Reporting lines among its people.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[r:REPORTS_TO]->(m:Person)
WHERE coalesce(r.since, 0) <= $as_of AND coalesce(r.until, $as_of + 1) > $as_of
RETURN collect(DISTINCT {person: p.id, manager: m.id}) AS lines
