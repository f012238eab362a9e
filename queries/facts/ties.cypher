// What the strength of each of us with its people is made of (see strengths), over the last 365 days,
// and with those whom its people worked with elsewhere.
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  WHERE p.known
  RETURN p
  UNION
  MATCH (q:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  MATCH (q)-[:WORKS_AT]->(c:Account)
  WHERE c.id <> a.id
  MATCH (p:Person)-[:WORKS_AT]->(c)
  WHERE p.known
  RETURN p
}
CALL (p) {
  MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.at <= $as_of AND $as_of - t.at < 31622400000
    AND t.status = 'held' AND t.logs IS NULL AND t.reach <> 'automated'
  WITH t, collect(r.part) AS parts
  WHERE NOT 'declined' IN parts
  WITH t, 'attended' IN parts AS attended,
       'wrote' IN parts AND t.direction = 'in' AS wrote,
       'addressed' IN parts AND t.direction = 'out' AS tried
  WHERE attended OR wrote OR tried
  CALL (t, attended, wrote) {
    OPTIONAL MATCH (c:Person)-[part:TOOK_PART]->(t)
    WHERE (attended OR wrote) AND c.known AND part.part IN ['attended', 'wrote']
      AND NOT EXISTS { (c)-[:TOOK_PART {part: 'declined'}]->(t) }
    RETURN count(DISTINCT c) AS customers
  }
  MATCH (ours:Teammate)-[o:TOOK_PART]->(t)
  WHERE o.part IN ['attended', 'wrote', 'addressed'] AND coalesce(ours.active, true)
  WITH DISTINCT ours, t, attended, wrote, tried, customers
  WITH ours, attended OR wrote AS counts, attended, wrote, tried,
       CASE WHEN t.reach = 'scaled' THEN 0.5 ELSE CASE t.channel
         WHEN 'in_person' THEN 5.0 WHEN 'meeting' THEN 4.0 WHEN 'video' THEN 4.0
         WHEN 'call' THEN 3.0 ELSE 1.0 END END AS w,
       toFloat(($as_of - t.at) / 86400000) AS days, customers
  RETURN ours.id AS teammate, ours.name AS name,
         count(CASE WHEN counts THEN 1 END) AS touches,
         sum(CASE WHEN counts THEN w * 2.0 ^ (-days / 90.0)
             / sqrt(CASE WHEN customers < 1 THEN 1 ELSE customers END) ELSE 0.0 END) AS x,
         count(CASE WHEN attended OR wrote THEN 1 END) AS inward,
         count(CASE WHEN attended OR tried THEN 1 END) AS outward
}
RETURN collect({
  person: p.id, teammate: teammate, name: name,
  touches: touches, x: x, inward: inward, outward: outward
}) AS ties
