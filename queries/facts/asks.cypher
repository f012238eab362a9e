// What its people had been asked for by then, wherever they worked.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:WAS_ASKED]->(k:Ask)
WHERE k.invited_at <= $as_of AND k.deleted IS NULL
OPTIONAL MATCH (k)-[:ABOUT]->(of:Account)
RETURN collect({
  id: k.id, person: p.id, account: of.id, act: k.act, state: k.state, invited_at: k.invited_at,
  decided_at: k.decided_at, ended_at: k.ended_at, reserved_until: k.reserved_until
}) AS asks
