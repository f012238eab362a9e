// For what a person is held at a moment, by whom, and until when; for the longest first.
MATCH (:Person {id: $person})-[:WAS_ASKED]->(k:Ask)
WHERE k.state IN $pending AND coalesce(k.reserved_until, $at + 1) > $at
  AND k.deleted IS NULL AND k.id <> $ask
OPTIONAL MATCH (k)-[:FOR]->(r:AdvocacyRequest)
OPTIONAL MATCH (t:Teammate)-[:REQUESTED]->(r)
OPTIONAL MATCH (s:Step {state: 'invited'})-[:STEP_OF]->(k)
OPTIONAL MATCH (key:ApiKey {id: s.actor})
WITH k, r, t, key, s
ORDER BY coalesce(k.reserved_until, 9007199254740991) DESC, k.id, s.at, t.id LIMIT 1
RETURN k.act AS act, k.reserved_until AS reserved_until, r.title AS title,
       coalesce(key.name, t.name, s.actor) AS by
