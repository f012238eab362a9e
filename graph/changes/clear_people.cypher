// Everything about people that follows from records, before it is drawn anew.
UNWIND $ids AS id
MATCH (p:Person {id: id})
CALL (p) {
  MATCH (p)-[r:WORKS_AT|STAKEHOLDER_IN|REPORTS_TO|INFLUENCES|SUCCEEDED_BY]->()
  DELETE r
}
CALL (p) {
  MATCH (:Teammate)-[r:LOOKS_AFTER]->(p)
  DELETE r
}
CALL (p) {
  MATCH (p)-[:SHOWS]->(s:Signal {derived: true})
  DETACH DELETE s
}
