// Evidence that people left, as their records give it.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
CREATE (p)-[:SHOWS]->(s:Signal)
SET s = row.properties
SET s.derived = true
WITH row, s
MATCH (a:Account {id: row.account})
CREATE (s)-[:ABOUT]->(a)
