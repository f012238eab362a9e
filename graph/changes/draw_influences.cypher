// With whom people's word counts.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[:INFLUENCES {since: row.since, until: row.until, record: row.record}]->(other)
