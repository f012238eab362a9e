// What anybody had been asked for by then as somebody of the account.
MATCH (k:Ask)-[:ABOUT]->(a)
WHERE k.invited_at <= $as_of AND k.deleted IS NULL
OPTIONAL MATCH (p:Person)-[:WAS_ASKED]->(k)
CALL (k) {
  MATCH (s:Step)-[:STEP_OF]->(k)
  RETURN collect({
    at: s.at, was: s.was, state: s.state, reserved_until: s.reserved_until
  }) AS steps
}
RETURN collect({
  id: k.id, person: p.id, act: k.act, state: k.state, invited_at: k.invited_at,
  decided_at: k.decided_at, ended_at: k.ended_at, reserved_until: k.reserved_until, steps: steps
}) AS asks_there
