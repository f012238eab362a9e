// What the strength of our people's own relations with those who may have left is made of, and who of
// us has them in a private network. Reckoned as `strengths`, of the touches in which both took part.
//
// Without a signal, a decision, a mail that came back or a refusal nobody is thought to have left.
MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
WHERE p.known
WITH DISTINCT p
WHERE EXISTS { (p)-[:SHOWS]->(:Signal) } OR EXISTS { (p)-[:JUDGED_BY]->(:Decision) }
  OR EXISTS { (p)-[:TOOK_PART {part: 'declined'}]->(:Touchpoint) }
  OR EXISTS { (p)-[:TOOK_PART]->(:Touchpoint {bounced: true}) }
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
  WHERE o.part IN ['attended', 'wrote', 'addressed']
  WITH DISTINCT ours, t, attended OR wrote AS counts, attended, wrote, tried,
       CASE WHEN t.reach = 'scaled' THEN 0.5 ELSE CASE t.channel
         WHEN 'in_person' THEN 5.0 WHEN 'meeting' THEN 4.0 WHEN 'video' THEN 4.0
         WHEN 'call' THEN 3.0 ELSE 1.0 END END AS w,
       toFloat(($as_of - t.at) / 86400000) AS days, customers
  WITH ours,
       count(CASE WHEN counts THEN 1 END) AS touches,
       max(CASE WHEN counts THEN t.at END) AS last,
       sum(CASE WHEN counts THEN w * 2.0 ^ (-days / 90.0)
           / sqrt(CASE WHEN customers < 1 THEN 1 ELSE customers END) ELSE 0.0 END) AS x,
       count(CASE WHEN attended OR wrote THEN 1 END) AS inward,
       count(CASE WHEN attended OR tried THEN 1 END) AS outward
  RETURN collect({
    teammate: ours.id, touches: touches, last: last, x: x, inward: inward, outward: outward
  }) AS in_touch
}
CALL (p) {
  MATCH (ours:Teammate)-[k:KNOWS]->(p)
  WHERE coalesce(k.since, 0) <= $as_of AND coalesce(k.until, $as_of + 1) > $as_of
  RETURN collect(DISTINCT ours.id) AS acquainted
}
WITH p, in_touch, acquainted
WHERE size(in_touch) > 0 OR size(acquainted) > 0
RETURN collect({person: p.id, in_touch: in_touch, acquainted: acquainted}) AS bonds
