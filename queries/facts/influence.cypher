// Whose word counts with whom among its people.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[r:INFLUENCES]->(other:Person)
WHERE coalesce(r.since, 0) <= $as_of AND coalesce(r.until, $as_of + 1) > $as_of
RETURN collect(DISTINCT {person: p.id, influenced: other.id}) AS influence
