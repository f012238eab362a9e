// How its people felt, reading by reading.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:FELT]->(s:Sentiment)
WHERE s.at <= $as_of AND s.deleted IS NULL
RETURN collect({
  person: p.id, kind: s.kind, at: s.at, score: s.score, raw: s.raw,
  low: s.scale_min, high: s.scale_max, id: s.id
}) AS readings
