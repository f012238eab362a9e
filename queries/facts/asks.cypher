// What its people were ever asked for, wherever they worked then.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[:WAS_ASKED]->(k:Ask)
WHERE k.deleted IS NULL
RETURN collect({
  person: p.id, act: k.act, state: k.state, invited_at: k.invited_at, decided_at: k.decided_at,
  ended_at: k.ended_at, reserved_until: k.reserved_until
}) AS asks
