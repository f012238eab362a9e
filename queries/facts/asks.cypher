// What its people had been asked for, or were thought of for, by then, wherever they worked.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:WAS_ASKED]->(k:Ask)
WHERE coalesce(k.proposed_at, k.invited_at, k.decided_at, k.ended_at, 0) <= $as_of
  AND k.deleted IS NULL
OPTIONAL MATCH (k)-[:ABOUT]->(of:Account)
CALL (k) {
  MATCH (s:Step)-[:STEP_OF]->(k)
  RETURN collect({
    at: s.at, was: s.was, state: s.state, reserved_until: s.reserved_until
  }) AS steps
}
RETURN collect({
  id: k.id, person: p.id, account: of.id, act: k.act, state: k.state, invited_at: k.invited_at,
  decided_at: k.decided_at, ended_at: k.ended_at, reserved_until: k.reserved_until, steps: steps
}) AS asks
