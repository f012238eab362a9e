// Touchpoints with everything their own records tie them to.
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
CALL (t) {
  MATCH (p:Person)-[r:TOOK_PART]->(t)
  WHERE r.record = t.key
  WITH t, p, r ORDER BY p.id, r.part
  RETURN collect({
    touchpoint: t.id, id: p.id, part: r.part, who: r.who, record: r.record,
    responded_at: r.responded_at
  }) AS people
}
CALL (t) {
  MATCH (p:Teammate)-[r:TOOK_PART]->(t)
  WHERE r.record = t.key
  WITH t, p, r ORDER BY p.id, r.part
  RETURN collect({
    touchpoint: t.id, id: p.id, part: r.part, who: r.who, record: r.record,
    responded_at: r.responded_at
  }) AS teammates
}
CALL (t) {
  MATCH (t)-[:CONCERNS]->(a:Account)
  WITH a ORDER BY a.id
  RETURN collect(a.id) AS accounts
}
CALL (t) {
  MATCH (t)-[:CONCERNS]->(o:Opportunity)
  WITH o ORDER BY o.id
  RETURN collect(o.id) AS opportunities
}
CALL (t) {
  MATCH (t)-[:CONCERNS]->(e:Escalation)
  WITH e ORDER BY e.id
  RETURN collect(e.id) AS escalations
}
RETURN properties(t) AS touchpoint, people, teammates, accounts, opportunities, escalations
