// Open requests whose last step, or that of an ask for them, lies long back; and who asked.
MATCH (r:AdvocacyRequest)
WHERE r.deleted IS NULL AND r.state IN $moving
OPTIONAL MATCH (own:Step)-[:STEP_OF]->(r)
WHERE own.at <= $as_of
WITH r, max(own.at) AS own
OPTIONAL MATCH (r)<-[:FOR]-(:Ask)<-[:STEP_OF]-(of_ask:Step)
WHERE of_ask.at <= $as_of
WITH r, own, max(of_ask.at) AS of_ask
WITH r, CASE WHEN coalesce(of_ask, 0) > coalesce(own, r.created_at, 0) THEN of_ask
             ELSE coalesce(own, r.created_at) END AS moved_at
WHERE moved_at <= $before
OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
WHERE coalesce(t.active, true)
RETURN r.id AS request, r.title AS title, r.state AS state, moved_at, collect(t.id) AS to
ORDER BY request
