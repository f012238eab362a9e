// Every request made by then: its state and steps, whom it serves, and its asks.
MATCH (r:AdvocacyRequest)
WHERE r.deleted IS NULL AND coalesce(r.created_at, 0) <= $as_of
CALL (r) {
  MATCH (step:Step)-[:STEP_OF]->(r)
  RETURN collect({at: step.at, was: step.was, state: step.state}) AS steps
}
CALL (r) {
  MATCH (r)<-[:FOR]-(:Ask)<-[:STEP_OF]-(s:Step)
  WHERE s.at <= $as_of
  RETURN max(s.at) AS asks_moved_at
}
CALL (r) {
  OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
  WITH t ORDER BY t.id LIMIT 1
  RETURN t.id AS requester
}
CALL (r) {
  OPTIONAL MATCH (r)-[:SERVES]->(o:Opportunity)
  WITH o ORDER BY o.id LIMIT 1
  OPTIONAL MATCH (a:Account)-[:HAS_OPPORTUNITY]->(o)
  WITH o, a ORDER BY a.id LIMIT 1
  OPTIONAL MATCH (a)-[:HAS_STATE]->(s:AccountState)
  WHERE coalesce(s.since, 0) <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of
  WITH o, a, s ORDER BY s.id LIMIT 1
  RETURN o.id AS opportunity, CASE WHEN a IS NULL THEN NULL ELSE {
    id: a.id, name: a.name, status: s.status, segment: s.segment, arr: s.arr, currency: s.currency,
    renewal_on: s.renewal_on
  } END AS account
}
CALL (r) {
  OPTIONAL MATCH (r)-[:SERVES]->(:Opportunity)<-[:HAS_OPPORTUNITY]-(a:Account)<-[w:OWNS]-(t:Teammate)
  WHERE coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
  RETURN [id IN collect(DISTINCT t.id) | {teammate: id}] AS owners
}
CALL (r) {
  MATCH (k:Ask)-[:FOR]->(r)
  WHERE k.invited_at <= $as_of AND k.deleted IS NULL
  CALL (k) {
    MATCH (s:Step)-[:STEP_OF]->(k)
    RETURN collect({
      at: s.at, was: s.was, state: s.state, reserved_until: s.reserved_until
    }) AS taken
  }
  WITH k, taken ORDER BY k.id
  RETURN collect({
    id: k.id, act: k.act, state: k.state, invited_at: k.invited_at, decided_at: k.decided_at,
    ended_at: k.ended_at, reserved_until: k.reserved_until, steps: taken
  }) AS asks
}
RETURN {
  id: r.id, title: r.title, act: r.act, state: r.state, steps: steps,
  asks_moved_at: asks_moved_at, campaign: r.campaign, how_many: r.how_many, created_at: r.created_at, needed_on: r.needed_on,
  requester: requester, opportunity: opportunity
} AS request, account, owners, asks
ORDER BY request.id
