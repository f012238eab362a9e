// What a decision led to: each step of its, the thing it is of and whether more was said of that since,
// the steps taken since, and where the request stands that an ask serves.
MATCH (s:Step)-[:STEP_OF]->(n)
WHERE s.cause = $decision
CALL (s, n) {
  MATCH (later:Step)-[:STEP_OF]->(n)
  WHERE later.at > s.at
  WITH later ORDER BY later.at
  RETURN collect(later.state) AS since
}
CALL (n) {
  MATCH (n)-[:FOR]->(:AdvocacyRequest)<-[:REQUESTED]-(t:Teammate)
  RETURN collect(DISTINCT t.id) AS requesters
}
CALL (n) {
  MATCH (n)-[:FOR]->(r:AdvocacyRequest)
  RETURN min(r.state) AS request
}
RETURN n.id AS id, n.act AS act, n.acts AS acts, n.title AS title, n.state AS stored,
       s.was AS was, s.state AS state, since, requesters, request,
       n.reserved_until AS reserved_until,
       coalesce(n.modified_at, 0) >= s.at AS amended
ORDER BY n.id
