// The domains of the other companies that its people ever worked at: an address there is not one here.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[w:WORKS_AT]->(other:Account)
WHERE other.id <> a.id AND other.domain IS NOT NULL AND coalesce(w.since, 0) <= $as_of
WITH DISTINCT p.id AS person, other.domain AS domain
RETURN collect({person: person, domain: domain}) AS domains_elsewhere
