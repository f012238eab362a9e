// Where all asks of these requests stand.
UNWIND $ids AS id
MATCH (r:AdvocacyRequest {id: id})
CALL (r) {
  MATCH (k:Ask)-[:FOR]->(r)
  WHERE k.deleted IS NULL
  RETURN collect({
    state: k.state, ended_at: k.ended_at,
    heard: (k.advocate_rating IS NOT NULL OR k.advocate_feedback IS NOT NULL)
      AND (k.prospect_rating IS NOT NULL OR k.prospect_feedback IS NOT NULL)
  }) AS asks
}
RETURN r.id AS id, coalesce(r.state, 'matching') AS state, coalesce(r.how_many, 1) AS how_many,
       asks
ORDER BY id
