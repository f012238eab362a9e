// Whom news of departures concerns, and whether they were told of it since it is so.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
CALL (a) {
  MATCH (ours:Teammate)-[o:OWNS]->(a)
  WHERE coalesce(o.since, 0) <= $now AND coalesce(o.until, $now + 1) > $now
    AND coalesce(ours.active, true)
  RETURN collect(DISTINCT ours.id) AS owners
}
CALL (row) {
  MATCH (n:Notice {about: row.about})
  WHERE n.kind = row.kind AND n.at >= row.since
  RETURN count(n) AS told
}
RETURN row.about AS about, owners, told
