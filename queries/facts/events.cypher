// What happened at the account: touches, readings, roles, employments, asks, decisions, evidence.
CALL (a) {
  MATCH (t:Touchpoint)-[:CONCERNS]->(a)
  RETURN t
  UNION
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  MATCH (p)-[:TOOK_PART]->(t:Touchpoint)
  RETURN t
}
WITH a, t
WHERE t.at <= $as_of AND t.status = 'held' AND t.logs IS NULL
CALL (t) {
  MATCH (p:Person)-[r:TOOK_PART]->(t)
  WHERE p.known AND r.part IN ['attended', 'wrote', 'addressed']
  WITH DISTINCT p ORDER BY p.id
  RETURN collect(p.id) AS people
}
WITH a, collect({
  kind: 'TOUCHPOINT', at: t.at, id: t.id, people: people, what: t.channel,
  detail: t.subject, direction: t.direction
}) AS touchpoints
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WITH DISTINCT p
  MATCH (p)-[:FELT]->(s:Sentiment)
  WHERE s.at <= $as_of AND s.deleted IS NULL
  RETURN collect({kind: 'SENTIMENT', at: s.at, id: s.id, people: [p.id], what: s.kind,
                  detail: s.note, score: s.score}) AS readings
}
CALL (a) {
  MATCH (p:Person)-[r:STAKEHOLDER_IN]->(a)
  WHERE p.known AND coalesce(r.since, 0) <= $as_of
  RETURN collect({people: [p.id], what: r.role, since: r.since, until: r.until}) AS roles
}
CALL (a) {
  MATCH (p:Person)-[r:WORKS_AT]->(a)
  WHERE p.known AND coalesce(r.since, 0) <= $as_of
  RETURN collect({people: [p.id], what: r.title, since: r.since, until: r.until}) AS jobs
}
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WITH DISTINCT p
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  WHERE k.invited_at <= $as_of AND k.deleted IS NULL
  RETURN collect({kind: 'ASK', at: k.invited_at, id: k.id, people: [p.id], what: k.act,
                  detail: k.state}) AS asks
}
RETURN {touchpoints: touchpoints, readings: readings, roles: roles, jobs: jobs, asks: asks} AS events
