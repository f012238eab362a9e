// What the strength of our relation with each of its people is made of, over the last 365 days.
//
// x sums w * 2^(-age in whole days / 90) / sqrt(customers who took part) over touches and scaled
// touches; `inward` counts what the customer began or attended, `outward` what we began.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
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
  WITH attended OR wrote AS counts, attended, wrote, tried,
       CASE WHEN t.reach = 'scaled' THEN 0.5 ELSE CASE t.channel
         WHEN 'in_person' THEN 5.0 WHEN 'meeting' THEN 4.0 WHEN 'video' THEN 4.0
         WHEN 'call' THEN 3.0 ELSE 1.0 END END AS w,
       toFloat(($as_of - t.at) / 86400000) AS days, customers
  RETURN count(CASE WHEN counts THEN 1 END) AS touches,
         sum(CASE WHEN counts THEN w * 2.0 ^ (-days / 90.0)
             / sqrt(CASE WHEN customers < 1 THEN 1 ELSE customers END) ELSE 0.0 END) AS x,
         count(CASE WHEN attended OR wrote THEN 1 END) AS inward,
         count(CASE WHEN attended OR tried THEN 1 END) AS outward
}
WITH p, touches, x, inward, outward
WHERE touches > 0
RETURN collect({
  person: p.id, touches: touches, x: x, inward: inward, outward: outward
}) AS strengths
