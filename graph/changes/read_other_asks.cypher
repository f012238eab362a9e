// Whether a person is being asked for something now.
MATCH (p:Person {id: $person})-[:WAS_ASKED]->(k:Ask)
WHERE k.state IN $pending AND coalesce(k.reserved_until, $now + 1) > $now AND k.deleted IS NULL
RETURN k.id AS id ORDER BY id LIMIT 1
