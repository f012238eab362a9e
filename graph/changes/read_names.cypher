// What each key names.
UNWIND $keys AS key
MATCH (:Identifier {key: key})-[:NAMES]->(n)
RETURN key, head(labels(n)) AS label, n.id AS id
