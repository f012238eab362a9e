// What a successor could take over from somebody who left an account, and what the successor has.
//
// Of asks those still open, and those that a decision about the departure cancelled; not where their
// request is over, or the successor is thought of for it already.
MATCH (p:Person {id: $person})
MATCH (a:Account {id: $account})
MATCH (next:Person {id: $successor})
CALL (p, a) {
  MATCH (p)-[r:STAKEHOLDER_IN]->(a)
  WHERE coalesce(r.since, 0) <= $now
  RETURN collect(DISTINCT r.role) AS roles
}
CALL (next, a) {
  MATCH (next)-[r:STAKEHOLDER_IN]->(a)
  WHERE coalesce(r.since, 0) <= $now AND coalesce(r.until, $now + 1) > $now
  RETURN collect(DISTINCT r.role) AS held
}
CALL (p, a) {
  MATCH (p)-[:WANTS]->(g:Goal)
  WHERE coalesce(g.since, 0) <= $now AND coalesce(g.until, $now + 1) > $now AND g.deleted IS NULL
  OPTIONAL MATCH (g)-[:ABOUT]->(of:Account)
  WITH a, g, of
  WHERE of IS NULL OR of = a
  RETURN collect({id: g.id, text: g.text, due_on: g.due_on}) AS goals
}
CALL (p) {
  MATCH (ours:Teammate)-[l:LOOKS_AFTER]->(p)
  WHERE coalesce(l.since, 0) <= $now AND coalesce(l.until, $now + 1) > $now
  RETURN collect(DISTINCT ours.id) AS looked_after_by
}
CALL (p, next, a) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  WHERE k.deleted IS NULL
    AND NOT EXISTS { MATCH (k)-[:FOR]->(r:AdvocacyRequest) WHERE NOT r.state IN $askable }
    AND NOT EXISTS {
      MATCH (k)-[:FOR]->(:AdvocacyRequest)<-[:FOR]-(theirs:Ask)<-[:WAS_ASKED]-(next)
      WHERE theirs.state IN $open AND theirs.deleted IS NULL
    }
  OPTIONAL MATCH (k)-[:ABOUT]->(of:Account)
  WITH a, k, of
  WHERE of IS NULL OR of = a
  OPTIONAL MATCH (s:Step)-[:STEP_OF]->(k)
  WHERE s.cause IN $decisions AND s.state = 'cancelled'
  WITH k, count(s) AS cancelled
  WHERE k.state IN $open OR (k.state = 'cancelled' AND cancelled > 0)
  OPTIONAL MATCH (k)-[:FOR]->(q:AdvocacyRequest)
  OPTIONAL MATCH (q)<-[:REQUESTED]-(ours:Teammate)
  WITH k, q.key AS request, collect(DISTINCT ours.id) AS requesters
  RETURN collect({
    id: k.id, act: k.act, request: request, requesters: requesters
  }) AS asks
}
RETURN coalesce(next.name, 'somebody without a name') AS name,
       roles, held, goals, looked_after_by, asks
