// What its people had been offered by then.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:WAS_OFFERED]->(s:Share)-[:SHARES]->(r:Resource)
WHERE s.at <= $as_of AND s.deleted IS NULL
RETURN collect({person: p.id, resource: r.id}) AS shares
