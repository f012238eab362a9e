// The requests that are named by their own ids or by those of asks.
UNWIND $ids AS id
OPTIONAL MATCH (itself:AdvocacyRequest {id: id})
OPTIONAL MATCH (:Ask {id: id})-[:FOR]->(of:AdvocacyRequest)
WITH DISTINCT coalesce(itself, of) AS r
WHERE r.key IS NOT NULL AND r.deleted IS NULL
RETURN r.id AS id
ORDER BY id
