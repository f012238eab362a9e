// What its people answered to surveys, about this account or about none.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
MATCH (p)-[:FELT]->(s:Sentiment)
WHERE s.at <= $as_of AND s.kind IN ['nps', 'csat'] AND s.deleted IS NULL
OPTIONAL MATCH (s)-[:ABOUT]->(of:Account)
WITH a, p, s, of
WHERE of IS NULL OR of = a
RETURN collect({
  person: p.id, id: s.id, kind: s.kind, at: s.at, score: s.score, raw: s.raw,
  low: s.scale_min, high: s.scale_max, about: of.id
}) AS answers
