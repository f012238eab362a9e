// Who was named to follow whom of its people, and by which record.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[r:SUCCEEDED_BY]->(next:Person)
WHERE coalesce(r.since, 0) <= $as_of AND coalesce(r.until, $as_of + 1) > $as_of
RETURN collect({person: p.id, heir: next.id, name: next.name, record: r.record}) AS heirs
