// Meetings its people declined, each dated by their answer, else by its start; future ones too.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART {part: 'declined'}]->(t:Touchpoint)
WHERE t.status IN ['held', 'planned'] AND t.reach = 'human'
WITH p, t, min(coalesce(r.responded_at, t.at)) AS at
WHERE at <= $as_of
RETURN collect({person: p.id, at: at}) AS refusals
