// Who of us knows people.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (t:Teammate {id: row.teammate})
CREATE (t)-[:KNOWS {
  since: row.since, until: row.until, source: row.source, record: row.record
}]->(p)
