// What a decision about a departure may stop or put back: the person's asks, with their requests, and
// assets of theirs and of the account.
MATCH (p:Person {id: $person})
MATCH (a:Account {id: $account})
CALL (p) {
  MATCH (p)-[:WAS_ASKED]->(k:Ask)
  RETURN collect(DISTINCT k.id) AS asks
}
CALL (p) {
  MATCH (p)-[:WAS_ASKED]->(:Ask)-[:FOR]->(r:AdvocacyRequest)
  RETURN collect(DISTINCT r.id) AS requests
}
CALL (p) {
  MATCH (p)-[:FEATURES_IN]->(s:Asset)
  RETURN collect(DISTINCT s.id) AS featuring
}
CALL (a) {
  MATCH (s:Asset)-[:ABOUT]->(a)
  RETURN collect(DISTINCT s.id) AS about
}
RETURN asks AS Ask, requests AS AdvocacyRequest, featuring + about AS Asset
