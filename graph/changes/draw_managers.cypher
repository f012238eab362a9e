// To whom people report.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[:REPORTS_TO {since: row.since, until: row.until, record: row.record}]->(other)
