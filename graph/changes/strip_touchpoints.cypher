// Touchpoints whose own record nobody shows; what other records say of them stays.
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
CALL (t) {
  MATCH ()-[r:TOOK_PART]->(t)
  WHERE r.record = t.key OR r.record = 'stand-in'
  DELETE r
}
CALL (t) {
  MATCH (t)-[r:CONCERNS]->()
  DELETE r
}
CALL (t) {
  MATCH (task:Touchpoint {id: t.logged_as})
  WHERE task.logs = t.id
  SET task.logs = null
}
CALL (t) {
  MATCH (task:Touchpoint {expects: t.id})
  WHERE task.logs = t.id
  SET task.logs = null
}
SET t = {id: id}
