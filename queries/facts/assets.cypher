// What of ours is about the account, or features its people and is about no other, with the steps
// of its state and who features in it.
CALL (a) {
  MATCH (s:Asset)-[:ABOUT]->(a)
  RETURN s
  UNION
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  WHERE NOT EXISTS { (s)-[:ABOUT]->(:Account) }
  RETURN s
}
WITH DISTINCT a, s
WHERE coalesce(s.published_at, 0) <= $as_of AND s.deleted IS NULL
CALL (s) {
  MATCH (step:Step)-[:STEP_OF]->(s)
  RETURN collect({at: step.at, was: step.was, state: step.state}) AS steps
}
CALL (s) {
  OPTIONAL MATCH (p:Person)-[:FEATURES_IN]->(s)
  WHERE p.known
  WITH DISTINCT p ORDER BY p.id
  RETURN collect({id: p.id, name: p.name}) AS people
}
WITH s, steps, [p IN people WHERE p.id IS NOT NULL] AS people,
     EXISTS { (s)-[:ABOUT]->(a) } AS about
ORDER BY s.id
RETURN collect({
  id: s.id, title: s.title, kind: s.kind, state: s.state, steps: steps,
  published_at: s.published_at, about: about, people: people
}) AS assets
