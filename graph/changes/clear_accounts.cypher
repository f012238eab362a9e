// Everything about accounts that follows from records, before it is drawn anew.
UNWIND $ids AS id
MATCH (a:Account {id: id})
CALL (a) {
  MATCH (a)-[:HAS_STATE]->(s:AccountState)
  DETACH DELETE s
}
CALL (a) {
  MATCH (:Teammate)-[r:OWNS]->(a)
  DELETE r
}
CALL (a) {
  MATCH (a)-[r:PART_OF]->(:Account)
  DELETE r
}
