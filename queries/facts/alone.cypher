// How many touches each of its people carried alone: nobody else of the account took part.
MATCH (p:Person)-[there:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known AND coalesce(there.since, 0) <= $as_of
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE t.at <= $as_of AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
WITH p, t, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
  AND ('attended' IN parts OR ('wrote' IN parts AND t.direction = 'in'))
WITH t, collect(p.id) AS present
WHERE size(present) = 1
WITH present[0] AS person, count(t) AS touches
RETURN collect({person: person, touches: touches}) AS alone
