// Where else its people worked then.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[w:WORKS_AT]->(other:Account)
WHERE other.id <> a.id
  AND coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
CALL (other) {
  MATCH (other)-[:HAS_STATE]->(s:AccountState)
  WHERE coalesce(s.since, 0) <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of
  RETURN min(s.status) AS status
}
RETURN collect({
  person: p.id, account: other.id, name: other.name, title: w.title, since: w.since,
  status: coalesce(status, CASE WHEN other.known THEN 'customer' ELSE 'prospect' END)
}) AS elsewhere
