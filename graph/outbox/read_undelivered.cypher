// The newest notices that are not on their way to anybody.
MATCH (n:Notice)
WHERE NOT EXISTS { (:Delivery)-[:CARRIES]->(n) }
RETURN n.id AS id, n.at AS at, n.text AS text
ORDER BY at DESC, id LIMIT $most
