// With whom its people worked together at other companies that we know.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[w:WORKS_AT]->(c:Account)
WHERE c.id <> a.id AND coalesce(w.since, 0) <= $as_of
MATCH (other:Person)-[v:WORKS_AT]->(c)
WHERE other.known AND other.id <> p.id AND coalesce(v.since, 0) <= $as_of
  AND coalesce(w.since, 0) < coalesce(v.until, $as_of + 1)
  AND coalesce(v.since, 0) < coalesce(w.until, $as_of + 1)
WITH DISTINCT p.id AS person, other, c.name AS company
RETURN collect({
  person: person, other: other.id, name: other.name, company: company,
  opted_out: size([turn IN coalesce(other.opted_out_at, []) WHERE turn <= $as_of]) % 2 = 1
}) AS former
