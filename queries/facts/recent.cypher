// Each touch within 90 days with anybody of the account: who of them and who of us took part.
MATCH (p:Person)-[there:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known AND coalesce(there.since, 0) <= $as_of
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE t.at <= $as_of AND $as_of - t.at < 7862400000
  AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
WITH t, p, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
  AND ('attended' IN parts OR ('wrote' IN parts AND t.direction = 'in'))
WITH t, collect(p.id) AS people
CALL (t) {
  MATCH (ours:Teammate)-[r:TOOK_PART]->(t)
  WHERE r.part IN ['attended', 'wrote', 'addressed']
  RETURN collect(DISTINCT ours.id) AS teammates
}
RETURN collect({id: t.id, at: t.at, people: people, teammates: teammates}) AS recent
