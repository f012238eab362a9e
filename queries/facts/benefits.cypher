// What its people had got in return by then; what was only offered is nothing yet.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:RECEIVED]->(b:Benefit)
WHERE b.at <= $as_of AND b.deleted IS NULL
OPTIONAL MATCH (b)-[:IN_RETURN_FOR]->(k:Ask)
RETURN collect({id: b.id, person: p.id, at: b.at, ask: k.id}) AS benefits
