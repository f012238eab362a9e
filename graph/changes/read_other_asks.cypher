// What a person was asked for since a moment and is still being asked for.
MATCH (p:Person {id: $person})-[:WAS_ASKED]->(k:Ask)
WHERE k.invited_at > $since AND k.state IN ['invited', 'accepted', 'scheduled']
  AND k.deleted IS NULL
RETURN k.id AS id ORDER BY id LIMIT 1
