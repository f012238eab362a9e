// What happened at the account: touches, readings, roles, employments and asks.
CALL (a) {
  CALL (a) {
    MATCH (t:Touchpoint)-[:CONCERNS]->(a)
    RETURN t
    UNION
    MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
    MATCH (p)-[:TOOK_PART]->(t:Touchpoint)
    RETURN t
  }
  WITH t
  WHERE t.at <= $as_of AND t.status = 'held' AND t.logs IS NULL
  CALL (t) {
    MATCH (p:Person)-[r:TOOK_PART]->(t)
    WHERE p.known AND r.part IN ['attended', 'wrote', 'addressed']
    WITH DISTINCT p ORDER BY p.id
    RETURN collect(p.id) AS people
  }
  RETURN collect({
    at: t.at, id: t.id, people: people, what: t.channel, detail: t.subject, direction: t.direction
  }) AS touchpoints
}
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WITH DISTINCT p
  MATCH (p)-[:FELT]->(s:Sentiment)
  WHERE s.at <= $as_of AND s.deleted IS NULL
  RETURN collect({
    at: s.at, id: s.id, people: [p.id], what: s.kind, detail: s.note,
    score: s.score, raw: s.raw, high: s.scale_max
  }) AS readings
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
RETURN {touchpoints: touchpoints, readings: readings, roles: roles, jobs: jobs} AS events
