// What passed between us and people of the account within 90 days: touches, attempts, scaled touches
// and what machines sent, by who began it and how, each with the ids of the touchpoints.
MATCH (p:Person)-[there:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known AND coalesce(there.since, 0) <= $as_of
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE t.at <= $as_of AND $as_of - t.at < 7862400000 AND t.status = 'held' AND t.logs IS NULL
WITH p, t, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
WITH t, CASE
  WHEN 'attended' IN parts OR ('wrote' IN parts AND t.direction = 'in') THEN 2
  WHEN 'addressed' IN parts AND t.direction = 'out' THEN 1
  ELSE 0
END AS counts
WITH t, max(counts) AS counts
WITH t, CASE
  WHEN t.reach = 'human' AND counts = 2 THEN 'touch'
  WHEN t.reach = 'human' AND counts = 1 THEN 'attempt'
  WHEN t.reach = 'scaled' AND counts = 2 THEN 'scaled'
  WHEN t.reach = 'automated' AND counts = 1 THEN 'automated'
END AS kind
WHERE kind IS NOT NULL
WITH kind, t.initiation AS initiation, t.channel AS channel, collect(t.id) AS ids
RETURN collect({kind: kind, initiation: initiation, channel: channel, ids: ids}) AS mix
