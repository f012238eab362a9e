// What hangs on each of its people: goals, open asks, consents, assets.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
CALL (p) {
  MATCH (p)-[:WANTS]->(g:Goal)
  WHERE coalesce(g.since, 0) <= $as_of AND coalesce(g.until, $as_of + 1) > $as_of
    AND g.deleted IS NULL
  RETURN collect(g.id) AS goals
}
CALL (p) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  WHERE coalesce(k.invited_at, 0) <= $as_of AND coalesce(k.ended_at, $as_of + 1) > $as_of
    AND k.state IN ['proposed', 'owner_approval', 'invited', 'accepted', 'scheduled']
    AND k.deleted IS NULL
  RETURN collect(k.id) AS asks
}
CALL (p) {
  MATCH (p)-[:GAVE]->(c:Consent)
  WHERE coalesce(c.since, 0) <= $as_of AND coalesce(c.until, $as_of + 1) > $as_of
    AND coalesce(c.revoked_at, $as_of + 1) > $as_of AND c.deleted IS NULL
  RETURN collect(c.id) AS consents
}
CALL (p) {
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  WHERE coalesce(s.published_at, 0) <= $as_of AND coalesce(s.state, '') <> 'retired'
    AND s.deleted IS NULL
  RETURN collect(s.id) AS assets
}
RETURN collect({
  person: p.id, goals: goals, asks: asks, consents: consents, assets: assets
}) AS exposure
