// Who of us was in touch with its people within 365 days, how often, and when last.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE t.at <= $as_of AND $as_of - t.at < 31622400000
  AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
WITH p, t, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
  AND ('attended' IN parts OR ('wrote' IN parts AND t.direction = 'in'))
MATCH (ours:Teammate)-[o:TOOK_PART]->(t)
WHERE o.part IN ['attended', 'wrote', 'addressed']
WITH p, ours, count(DISTINCT t) AS touches, max(t.at) AS last
WITH p, ours, touches, last ORDER BY touches DESC, ours.id
RETURN collect({person: p.id, teammate: ours.id, touches: touches, last: last}) AS known_by
