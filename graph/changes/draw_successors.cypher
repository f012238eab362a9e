// Who took over from people who left.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[:SUCCEEDED_BY {since: row.since, until: row.until, record: row.record}]->(other)
