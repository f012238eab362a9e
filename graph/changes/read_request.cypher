// A request, who made it, and its asks that are not over.
MATCH (r:AdvocacyRequest {id: $id})
WHERE r.key IS NOT NULL AND r.deleted IS NULL
CALL (r) {
  MATCH (k:Ask)-[:FOR]->(r)
  WHERE k.state IN $open AND k.deleted IS NULL
  OPTIONAL MATCH (p:Person)-[:WAS_ASKED]->(k)
  WITH k, p ORDER BY k.id
  RETURN collect({id: k.id, state: k.state, person: p.id}) AS asks
}
CALL (r) {
  MATCH (t:Teammate)-[:REQUESTED]->(r)
  RETURN collect(DISTINCT t.id) AS requesters
}
RETURN r.id AS id, coalesce(r.state, 'matching') AS state, r.title AS title, r.act AS act,
       properties(r) AS thing, asks, requesters
