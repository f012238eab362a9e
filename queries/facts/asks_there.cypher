// What anybody had been asked for by then as somebody of the account.
MATCH (k:Ask)-[:ABOUT]->(a)
WHERE k.invited_at <= $as_of AND k.deleted IS NULL
OPTIONAL MATCH (p:Person)-[:WAS_ASKED]->(k)
RETURN collect({
  id: k.id, person: p.id, act: k.act, state: k.state, invited_at: k.invited_at, decided_at: k.decided_at,
  ended_at: k.ended_at
}) AS asks_there
