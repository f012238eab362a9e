// Newer versions of touchpoints; parts with a record of their own stay.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.id})
SET t = row
WITH t
CALL (t) {
  MATCH ()-[r:TOOK_PART]->(t) WHERE r.record = t.key
  DELETE r
}
CALL (t) {
  MATCH (t)-[r:CONCERNS]->()
  DELETE r
}
