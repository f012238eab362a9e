// What a decision about a departure goes by, and may stop or put back: the person's asks, those of
// whoever was named their successor, and the requests of these; what the person and others of the
// account allow; assets of theirs and of the account.
MATCH (p:Person {id: $person})
MATCH (a:Account {id: $account})
CALL (p) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  OPTIONAL MATCH (k)-[:FOR]->(r:AdvocacyRequest)
  RETURN collect(DISTINCT k.id) AS asks, collect(DISTINCT r.id) AS requests
}
CALL (p) {
  MATCH (p)-[:JUDGED_BY]->(:Decision)-[:HANDED_TO]->(:Person)-[:WAS_ASKED]->(k:Ask)
  OPTIONAL MATCH (k)-[:FOR]->(r:AdvocacyRequest)
  RETURN collect(DISTINCT k.id) AS handed_over, collect(DISTINCT r.id) AS served
}
CALL (p) {
  MATCH (p)-[:GAVE]->(c:Consent)
  RETURN collect(DISTINCT c.id) AS given
}
CALL (a) {
  MATCH (c:Consent)-[:ABOUT]->(a)
  RETURN collect(DISTINCT c.id) AS allowed
}
CALL (p) {
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  RETURN collect(DISTINCT s.id) AS featuring
}
CALL (a) {
  MATCH (s:Asset)-[:ABOUT]->(a)
  RETURN collect(DISTINCT s.id) AS about
}
RETURN asks + handed_over AS Ask, requests + served AS AdvocacyRequest, given + allowed AS Consent,
       featuring + about AS Asset
