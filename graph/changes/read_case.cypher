// A person and an account, our last touch with the person, and what was decided about them there.
MATCH (p:Person {id: $person})
MATCH (a:Account {id: $account})
CALL (p, a) {
  MATCH (p)-[r:WORKS_AT|STAKEHOLDER_IN]->(a)
  RETURN count(r) AS ties
}
CALL (p) {
  MATCH (p)-[r:TOOK_PART]->(t:Touchpoint)
  WHERE t.at <= $now AND t.status = 'held' AND t.logs IS NULL AND t.reach = 'human'
  WITH t, collect(r.part) AS parts
  WITH CASE
    WHEN 'declined' IN parts THEN null
    WHEN 'attended' IN parts OR ('wrote' IN parts AND t.direction = 'in') THEN t.at
  END AS at
  RETURN max(at) AS touched_at
}
CALL (a) {
  MATCH (ours:Teammate)-[o:OWNS]->(a)
  WHERE coalesce(o.since, 0) <= $now AND coalesce(o.until, $now + 1) > $now
    AND coalesce(ours.active, true)
  RETURN collect(DISTINCT ours.id) AS owners
}
CALL (p, a) {
  MATCH (p)-[:JUDGED_BY]->(d:Decision)-[:ABOUT]->(a)
  WHERE d.at <= $now AND d.deleted IS NULL AND d.undone_at IS NULL
  OPTIONAL MATCH (d)-[:HANDED_TO]->(next:Person)
  WITH d, min(next.id) AS successor ORDER BY d.at, d.verdict, d.id
  RETURN collect({
    id: d.id, key: d.key, verdict: d.verdict, at: d.at, reason: d.reason, by: d.by,
    successor: successor
  }) AS decisions
}
RETURN p.id AS person, coalesce(p.name, 'somebody without a name') AS name,
       a.id AS account, coalesce(a.name, 'an account without a name') AS account_name,
       ties, touched_at, owners, decisions
