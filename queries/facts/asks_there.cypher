// What anybody had been asked for by then as somebody of the account.
MATCH (k:Ask)-[:ABOUT]->(a)
WHERE k.invited_at <= $as_of AND k.deleted IS NULL
RETURN collect({
  id: k.id, state: k.state, invited_at: k.invited_at, decided_at: k.decided_at,
  ended_at: k.ended_at
}) AS asks_there
