// How many lines lead to what each key names by that very key.
UNWIND $keys AS key
MATCH (:Identifier {key: key})-[:NAMES]->(n)
CALL (n, key) {
  MATCH (n)-[r]-()
  WHERE r.who = key
  RETURN count(r) AS lines
}
RETURN key, lines
