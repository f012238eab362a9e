// The last touch of each of its people, how it was made, and who of us took part.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
CALL (p) {
  MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.at <= $as_of AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
  WITH t, collect(r.part) AS parts
  WHERE NOT 'declined' IN parts
    AND ('attended' IN parts OR ('wrote' IN parts AND t.direction = 'in'))
  RETURN t ORDER BY t.at DESC, t.id DESC LIMIT 1
}
CALL (t) {
  MATCH (ours:Teammate)-[r:TOOK_PART]->(t)
  WHERE r.part IN ['attended', 'wrote', 'addressed']
  WITH DISTINCT ours ORDER BY ours.id
  RETURN collect(ours.id) AS teammates
}
RETURN collect({
  person: p.id, id: t.id, at: t.at, channel: t.channel, teammates: teammates
}) AS last_touches
