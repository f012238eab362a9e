// What we made of the account that features nobody: logos, as a rule.
MATCH (s:Asset)-[:ABOUT]->(a)
WHERE coalesce(s.published_at, 0) <= $as_of AND s.deleted IS NULL
  AND NOT EXISTS { (:Person)-[:FEATURES_IN]->(s) }
CALL (s) {
  MATCH (t:Step)-[:STEP_OF]->(s)
  RETURN collect({at: t.at, was: t.was, state: t.state, cause: t.cause}) AS steps
}
RETURN collect({
  id: s.id, kind: s.kind, state: s.state, published_at: s.published_at, steps: steps
}) AS faceless
