// Who of us is acquainted with its people, and with those whom they worked with elsewhere.
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WHERE p.known
  RETURN p
  UNION
  MATCH (q:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  MATCH (q)-[:WORKS_AT]->(c:Account)
  WHERE c.id <> a.id
  MATCH (p:Person)-[:WORKS_AT]->(c)
  WHERE p.known
  RETURN p
}
MATCH (ours:Teammate)-[k:KNOWS]->(p)
WHERE coalesce(k.since, 0) <= $as_of AND coalesce(k.until, $as_of + 1) > $as_of
  AND coalesce(ours.active, true)
WITH DISTINCT p.id AS person, ours.id AS teammate, ours.name AS name, k.source AS source
RETURN collect({person: person, teammate: teammate, name: name, source: source}) AS acquainted
