// Open requests whose last step, or that of an ask for them, lies long back; and who asked.
MATCH (r:AdvocacyRequest)
WHERE r.deleted IS NULL AND r.state IN $moving
CALL (r) {
  MATCH (s:Step)-[:STEP_OF]->(r)
  WHERE s.at <= $as_of
  RETURN max(s.at) AS own
}
CALL (r) {
  MATCH (r)<-[:FOR]-(:Ask)<-[:STEP_OF]-(s:Step)
  WHERE s.at <= $as_of
  RETURN max(s.at) AS of_ask
}
CALL (r) {
  MATCH (r)<-[:FOR]-(k:Ask)
  WHERE k.deleted IS NULL
  UNWIND [k.invited_at, k.decided_at, k.ended_at] AS at
  WITH at WHERE at <= $as_of
  RETURN max(at) AS told_of_ask
}
WITH r, reduce(
  newest = coalesce(own, r.created_at), at IN [of_ask, told_of_ask] |
  CASE WHEN at > coalesce(newest, 0) THEN at ELSE newest END
) AS moved_at
WHERE moved_at <= $before
OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
WHERE coalesce(t.active, true)
RETURN r.id AS request, r.title AS title, r.state AS state, moved_at, collect(t.id) AS to
ORDER BY request
