// Who there may be somebody known twice: name and number, and whoever else has the same number. Four
// others are enough to tell that a number is a switchboard's.
MATCH (p:Person)-[r:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known AND coalesce(r.since, 0) <= $as_of AND coalesce(r.until, $as_of + 1) > $as_of
WITH DISTINCT p ORDER BY p.id
CALL (p) {
  WITH p WHERE p.dial IS NOT NULL
  MATCH (q:Person {dial: p.dial})
  WHERE q.known AND q.id <> p.id
  WITH q LIMIT 4
  WITH q ORDER BY q.id
  RETURN collect({id: q.id, name: q.name}) AS same_number
}
CALL (p) {
  MATCH (p)-[:TOLD_APART_BY|TOLD_APART_FROM]-(d:Distinction)
  MATCH (d)-[:TOLD_APART_BY|TOLD_APART_FROM]-(q:Person)
  WHERE q.id <> p.id AND d.at <= $as_of
  RETURN collect({other: q.id, evidence: d.evidence}) AS told_apart
}
RETURN collect({
  id: p.id, name: p.name, dial: p.dial, same_number: same_number, told_apart: told_apart
}) AS cards
