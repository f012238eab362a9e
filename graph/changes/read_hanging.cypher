// Asks, consents and assets that hang on a person as somebody of an account, with their steps.
//
// What names no account is taken to be of this one unless the person worked elsewhere when it began.
// Beside these the assets of the account that feature nobody, and what others there allow.
MATCH (p:Person {id: $person})
MATCH (a:Account {id: $account})
CALL (p, a) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  WHERE k.deleted IS NULL
  OPTIONAL MATCH (k)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(k.invited_at, $now)
    AND coalesce(w.until, $now + 1) > coalesce(k.invited_at, $now)
  WITH a, k, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (k) {
    MATCH (s:Step)-[:STEP_OF]->(k)
    RETURN collect({at: s.at, was: s.was, state: s.state}) AS steps
  }
  CALL (k) {
    MATCH (k)-[:FOR]->(:AdvocacyRequest)<-[:REQUESTED]-(t:Teammate)
    RETURN collect(DISTINCT t.id) AS requesters
  }
  WITH k, steps, requesters ORDER BY k.id
  RETURN collect({
    id: k.id, act: k.act, state: k.state, reserved_until: k.reserved_until,
    steps: steps, requesters: requesters
  }) AS asks
}
CALL (p, a) {
  MATCH (p)-[:GAVE]->(c:Consent)
  WHERE c.deleted IS NULL
  OPTIONAL MATCH (c)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(c.since, 0)
    AND coalesce(w.until, $now + 1) > coalesce(c.since, 0)
  WITH a, c, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (c) {
    MATCH (s:Step)-[:STEP_OF]->(c)
    RETURN collect({at: s.at, was: s.was, state: s.state}) AS steps
  }
  WITH c, steps ORDER BY c.id
  RETURN collect({
    id: c.id, acts: c.acts, since: c.since, until: c.until, revoked_at: c.revoked_at, steps: steps
  }) AS consents
}
CALL (p, a) {
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  WHERE s.deleted IS NULL
  OPTIONAL MATCH (s)-[:ABOUT]->(of:Account)
  OPTIONAL MATCH (p)-[w:WORKS_AT|STAKEHOLDER_IN]->(other:Account)
  WHERE of IS NULL AND other.id <> a.id
    AND coalesce(w.since, 0) <= coalesce(s.published_at, $now)
    AND coalesce(w.until, $now + 1) > coalesce(s.published_at, $now)
  WITH a, s, of, count(w) AS elsewhere
  WHERE of = a OR (of IS NULL AND elsewhere = 0)
  CALL (s) {
    MATCH (t:Step)-[:STEP_OF]->(s)
    RETURN collect({at: t.at, was: t.was, state: t.state}) AS steps
  }
  WITH s, steps ORDER BY s.id
  RETURN collect({
    id: s.id, title: s.title, kind: s.kind, state: s.state, published_at: s.published_at,
    steps: steps
  }) AS assets
}
CALL (a) {
  MATCH (s:Asset)-[:ABOUT]->(a)
  WHERE s.deleted IS NULL AND NOT EXISTS { (:Person)-[:FEATURES_IN]->(s) }
  CALL (s) {
    MATCH (t:Step)-[:STEP_OF]->(s)
    RETURN collect({at: t.at, was: t.was, state: t.state}) AS steps
  }
  WITH s, steps ORDER BY s.id
  RETURN collect({
    id: s.id, title: s.title, kind: s.kind, state: s.state, published_at: s.published_at,
    steps: steps
  }) AS faceless
}
CALL (p, a) {
  MATCH (other:Person)-[:GAVE]->(c:Consent)-[:ABOUT]->(a)
  WHERE other.id <> p.id AND c.deleted IS NULL
  CALL (c) {
    MATCH (s:Step)-[:STEP_OF]->(c)
    RETURN collect({at: s.at, was: s.was, state: s.state}) AS steps
  }
  RETURN collect({
    acts: c.acts, since: c.since, until: c.until, revoked_at: c.revoked_at, steps: steps
  }) AS allowed
}
RETURN asks, consents, assets, faceless, allowed
