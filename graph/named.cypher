// The names of accounts, people and teammates, and the keys by which systems know them.
UNWIND $ids AS id
CALL (id) {
  MATCH (n:Account {id: id}) RETURN n
  UNION ALL
  MATCH (n:Person {id: id}) RETURN n
  UNION ALL
  MATCH (n:Teammate {id: id}) RETURN n
}
OPTIONAL MATCH (i:Identifier)-[:NAMES]->(n)
WITH id, n.name AS name, i.key AS key ORDER BY id, key
RETURN id, name, collect(key) AS keys ORDER BY id
