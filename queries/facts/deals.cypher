// The deals of the account that had been opened by then, the acts completed for each, and what open
// requests for it still need.
MATCH (a)-[:HAS_OPPORTUNITY]->(o:Opportunity)
WHERE o.deleted IS NULL AND coalesce(o.deleted_at, $as_of + 1) > $as_of
  AND coalesce(o.opened_at, 0) <= $as_of
CALL (o) {
  OPTIONAL MATCH (o)<-[:SERVES]-(r:AdvocacyRequest)<-[:FOR]-(k:Ask)
  WHERE r.deleted IS NULL AND k.deleted IS NULL AND k.state = 'completed' AND k.ended_at <= $as_of
  RETURN [k IN collect(k) | {act: k.act, ended_at: k.ended_at}] AS references
}
RETURN collect({
  id: o.id, amount: o.amount, currency: o.currency, closes_on: o.closes_on, closed: o.closed,
  won: o.won, references: references
}) AS deals
