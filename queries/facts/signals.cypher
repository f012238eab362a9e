// Evidence that people left the account, in force then; refusals and silence are judged elsewhere.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WITH DISTINCT a, p
MATCH (p)-[shows:SHOWS]->(s:Signal)
WHERE s.at <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of AND s.deleted IS NULL
OPTIONAL MATCH (s)-[:ABOUT]->(of:Account)
WITH p, shows, s, of, a
WHERE of IS NULL OR of = a
RETURN collect({
  person: p.id, kind: s.kind, at: s.at, weight: s.weight, detail: s.detail,
  source: s.source, record: s.record, about: of.id, named: shows.who, note: s.note
}) AS signals
