// Who of us looks after people.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (t:Teammate {id: row.teammate})
CREATE (t)-[:LOOKS_AFTER {since: row.since, until: row.until, record: row.record}]->(p)
