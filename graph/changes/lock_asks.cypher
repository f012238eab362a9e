// Every ask of these people, accounts and requests is written to, so that who decides by where they
// stand waits for whoever changes it.
UNWIND $ids AS id
CALL (id) {
  MATCH (:Person {id: id})-[:WAS_ASKED]->(k:Ask) RETURN k
  UNION
  MATCH (:Account {id: id})<-[:ABOUT]-(k:Ask) RETURN k
  UNION
  MATCH (:AdvocacyRequest {id: id})<-[:FOR]-(k:Ask) RETURN k
}
WITH DISTINCT k ORDER BY k.id
SET k.locked_by = $token
RETURN count(k) AS locked
