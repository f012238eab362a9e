// Who took part in a touchpoint, as its own record says, and which accounts it concerns.
MATCH (t:Touchpoint {id: $id})
CALL (t) {
  MATCH (who)-[r:TOOK_PART]->(t)
  WHERE r.record = t.key
  WITH who, r ORDER BY r.who, r.part
  RETURN collect({
    who: r.who, part: r.part, label: head(labels(who)), responded_at: r.responded_at
  }) AS participants
}
CALL (t) {
  MATCH (t)-[:CONCERNS]->(a:Account)
  WITH a ORDER BY a.id
  RETURN collect(a.id) AS accounts
}
RETURN participants, accounts
