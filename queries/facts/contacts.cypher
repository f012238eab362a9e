// Every contact with its people within 90 days, and what is planned for the next 90: who of them and
// who of us took part. Automated ones too; an activity that only logs a mail is not shown beside it.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
WHERE $as_of - t.at < 7862400000 AND t.at - $as_of < 7862400000 AND t.logs IS NULL
  AND (t.status = 'held' OR t.status = 'planned' AND t.at > $as_of)
WITH t, p, collect(r.part) AS parts
WHERE NOT 'declined' IN parts
WITH t, p, CASE
  WHEN 'attended' IN parts THEN 'attended'
  WHEN 'wrote' IN parts AND t.direction = 'in' THEN 'wrote'
  WHEN 'addressed' IN parts AND t.direction = 'out' THEN 'addressed'
END AS part
WHERE part IS NOT NULL
WITH t, collect({person: p.id, part: part}) AS people
CALL (t) {
  MATCH (ours:Teammate)-[r:TOOK_PART]->(t)
  WHERE r.part IN ['attended', 'wrote', 'addressed']
  WITH DISTINCT ours ORDER BY ours.id
  RETURN collect({id: ours.id, function: ours.function}) AS teammates
}
RETURN collect({
  id: t.id, at: t.at, channel: t.channel, purpose: t.purpose, reach: t.reach,
  direction: t.direction, people: people, teammates: teammates
}) AS contacts
