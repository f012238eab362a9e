// Evidence that people left, as their records give it.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
CREATE (p)-[:SHOWS]->(s:Signal {
  id: row.id, kind: row.kind, at: row.at, until: row.until, weight: row.weight,
  detail: row.detail, source: row.source, record: row.record, derived: true
})
WITH row, s
MATCH (a:Account {id: row.account})
CREATE (s)-[:ABOUT]->(a)
