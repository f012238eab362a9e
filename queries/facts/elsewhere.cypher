// Where else its people worked then.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[w:WORKS_AT]->(other:Account)
WHERE other.id <> a.id
  AND coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
RETURN collect({
  person: p.id, account: other.id, name: other.name, title: w.title, since: w.since
}) AS elsewhere
