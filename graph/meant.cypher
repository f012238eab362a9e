// What a text can mean: a key of an identifier, or the exact name of something.
UNWIND $texts AS wanted
CALL (wanted) {
  UNWIND wanted.keys AS key
  MATCH (:Identifier {key: key})-[:NAMES]->(n) RETURN n
  UNION
  MATCH (n:Account {name: wanted.text}) RETURN n
  UNION
  MATCH (n:Account {domain: toLower(wanted.text)}) RETURN n
  UNION
  MATCH (n:Person {name: wanted.text}) RETURN n
  UNION
  MATCH (n:Teammate {name: wanted.text}) RETURN n
}
RETURN DISTINCT wanted.text AS text, head(labels(n)) AS label, n.id AS id ORDER BY text, id
