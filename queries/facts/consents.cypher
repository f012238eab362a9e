// What its people ever allowed us to do with their names as somebody of the account, with its steps.
//
// A consent that names no account was given where the person worked then; where nobody knows, anywhere.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[:GAVE]->(c:Consent)
WHERE coalesce(c.since, 0) <= $as_of AND c.deleted IS NULL
OPTIONAL MATCH (c)-[:ABOUT]->(of:Account)
OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(there:Account)
WHERE of IS NULL AND coalesce(w.since, 0) <= coalesce(c.since, 0)
  AND coalesce(w.until, $as_of + 1) > coalesce(c.since, 0)
WITH a, p, c, of, collect(there.id) AS worked
WHERE of = a OR (of IS NULL AND (size(worked) = 0 OR a.id IN worked))
CALL (c) {
  MATCH (s:Step)-[:STEP_OF]->(c)
  RETURN collect({at: s.at, was: s.was, state: s.state}) AS steps
}
RETURN collect({
  id: c.id, person: p.id, acts: c.acts, channels: c.channels, regions: c.regions,
  until: c.until, revoked_at: c.revoked_at, steps: steps
}) AS consents
