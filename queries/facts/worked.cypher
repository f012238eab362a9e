// Which touches and attempts each of us made within 30 days with people of the account.
MATCH (p:Person)-[there:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known AND coalesce(there.since, 0) <= $as_of
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE t.at <= $as_of AND $as_of - t.at < 2678400000
  AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
WITH p, t, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
WITH t, CASE
  WHEN 'attended' IN parts OR ('wrote' IN parts AND t.direction = 'in') THEN 2
  WHEN 'addressed' IN parts AND t.direction = 'out' THEN 1
  ELSE 0
END AS counts
WITH t, max(counts) AS counts
WHERE counts > 0
MATCH (ours:Teammate)-[o:TOOK_PART]->(t)
WHERE o.part IN ['attended', 'wrote', 'addressed']
RETURN collect(DISTINCT {teammate: ours.id, touchpoint: t.id, touch: counts = 2}) AS worked
