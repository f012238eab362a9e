// Everybody whose lines lead to one of these.
UNWIND $ids AS id
MATCH (:Person {id: id})<-[:REPORTS_TO|INFLUENCES|SUCCEEDED_BY]-(p:Person)
RETURN DISTINCT p.id AS id
