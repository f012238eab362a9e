// Which roles people hold and held.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (a:Account {id: row.account})
CREATE (p)-[:STAKEHOLDER_IN {
  role: row.role, attitude: row.attitude, confidence: row.confidence, source: row.source,
  since: row.since, until: row.until, record: row.record
}]->(a)
