// Deals whose request for a reference led to an act that was completed by then, act by act.
MATCH (o:Opportunity)<-[:SERVES]-(r:AdvocacyRequest)<-[:FOR]-(k:Ask)<-[:WAS_ASKED]-(p:Person)
WHERE o.deleted IS NULL AND r.deleted IS NULL AND k.deleted IS NULL
  AND coalesce(o.deleted_at, $as_of + 1) > $as_of AND coalesce(o.opened_at, 0) <= $as_of
  AND k.state = 'completed' AND k.ended_at <= $as_of
WITH o, collect({id: k.id, person: p.id, act: k.act, ended_at: k.ended_at}) AS references
CALL (o) {
  OPTIONAL MATCH (a:Account)-[:HAS_OPPORTUNITY]->(o)
  WITH a ORDER BY a.id LIMIT 1
  OPTIONAL MATCH (a)-[:HAS_STATE]->(s:AccountState)
  WHERE coalesce(s.since, 0) <= $as_of AND coalesce(s.until, $as_of + 1) > $as_of
  WITH a, s ORDER BY s.id LIMIT 1
  RETURN CASE WHEN a IS NULL THEN NULL ELSE {
    id: a.id, name: a.name, status: s.status, segment: s.segment, arr: s.arr, currency: s.currency,
    renewal_on: s.renewal_on
  } END AS account
}
CALL (o) {
  OPTIONAL MATCH (a:Account)-[:HAS_OPPORTUNITY]->(o)
  OPTIONAL MATCH (t:Teammate)-[w:OWNS]->(a)
  WHERE coalesce(w.since, 0) <= $as_of AND coalesce(w.until, $as_of + 1) > $as_of
  RETURN [id IN collect(DISTINCT t.id) | {teammate: id}] AS owners
}
RETURN {
  id: o.id, name: o.name, amount: o.amount, currency: o.currency, closes_on: o.closes_on,
  closed: o.closed, won: o.won
} AS deal, account, owners, references
ORDER BY deal.id
