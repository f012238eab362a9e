// How many accounts a source refers to and no record describes.
MATCH (a:Account)
WHERE a.known = false
MATCH (i:Identifier)-[:NAMES]->(a)
WHERE i.key STARTS WITH $source
RETURN count(DISTINCT a) AS accounts
