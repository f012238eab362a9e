// Who is drawn by these people and accounts: whoever has a line to one of them.
UNWIND $ids AS id
CALL (id) {
  MATCH (:Person {id: id})<-[:REPORTS_TO|INFLUENCES|SUCCEEDED_BY]-(p:Person)
  RETURN p.id AS found
  UNION
  MATCH (:Account {id: id})<-[:PART_OF]-(a:Account)
  RETURN a.id AS found
  UNION
  MATCH (:Account {id: id})<-[:WORKS_AT|STAKEHOLDER_IN]-(p:Person)
  RETURN p.id AS found
  UNION
  MATCH (:Account {id: id})<-[:ABOUT]-(:Signal)<-[:SHOWS]-(p:Person)
  RETURN p.id AS found
}
RETURN DISTINCT found AS id
