// What hangs on each of its people as somebody of the account: goals, asks, consents and assets.
//
// What names no account is taken to be of this one unless the person worked elsewhere when it began.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT a, p
CALL (a, p) {
  MATCH (p)-[:WANTS]->(g:Goal)
  WHERE coalesce(g.since, 0) <= $as_of AND coalesce(g.until, $as_of + 1) > $as_of
    AND g.deleted IS NULL
  OPTIONAL MATCH (g)-[:ABOUT]->(of:Account)
  WITH a, g, of
  WHERE of IS NULL OR of = a
  RETURN collect(DISTINCT g.id) AS goals
}
CALL (a, p) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  WHERE coalesce(k.proposed_at, k.invited_at, 0) <= $as_of AND k.deleted IS NULL
  OPTIONAL MATCH (k)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(k.invited_at, $as_of)
    AND coalesce(w.until, $as_of + 1) > coalesce(k.invited_at, $as_of)
  WITH a, k, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (k) {
    MATCH (s:Step)-[:STEP_OF]->(k)
    RETURN collect({
      at: s.at, was: s.was, state: s.state, cause: s.cause, reserved_until: s.reserved_until
    }) AS steps
  }
  CALL (k) {
    MATCH (k)-[:FOR]->(:AdvocacyRequest)<-[:REQUESTED]-(ours:Teammate)
    RETURN min(ours.id) AS requester
  }
  RETURN collect({
    id: k.id, act: k.act, state: k.state, invited_at: k.invited_at, decided_at: k.decided_at,
    ended_at: k.ended_at, reserved_until: k.reserved_until, steps: steps, requester: requester
  }) AS asks
}
CALL (a, p) {
  MATCH (p)-[:GAVE]->(c:Consent)
  WHERE coalesce(c.since, 0) <= $as_of AND c.deleted IS NULL
  OPTIONAL MATCH (c)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(c.since, 0)
    AND coalesce(w.until, $as_of + 1) > coalesce(c.since, 0)
  WITH a, c, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (c) {
    MATCH (s:Step)-[:STEP_OF]->(c)
    RETURN collect({at: s.at, was: s.was, state: s.state, cause: s.cause}) AS steps
  }
  RETURN collect({
    id: c.id, acts: c.acts, until: c.until, revoked_at: c.revoked_at, steps: steps
  }) AS consents
}
CALL (a, p) {
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  WHERE coalesce(s.published_at, 0) <= $as_of AND s.deleted IS NULL
  OPTIONAL MATCH (s)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(s.published_at, $as_of)
    AND coalesce(w.until, $as_of + 1) > coalesce(s.published_at, $as_of)
  WITH a, s, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (s) {
    MATCH (t:Step)-[:STEP_OF]->(s)
    RETURN collect({at: t.at, was: t.was, state: t.state, cause: t.cause}) AS steps
  }
  RETURN collect({
    id: s.id, state: s.state, published_at: s.published_at, steps: steps
  }) AS assets
}
WITH p, goals, asks, consents, assets
WHERE size(goals) + size(asks) + size(consents) + size(assets) > 0
RETURN collect({
  person: p.id, goals: goals, asks: asks, consents: consents, assets: assets
}) AS exposure
