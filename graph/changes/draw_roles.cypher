// Which roles people hold and held.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (a:Account {id: row.account})
CREATE (p)-[r:STAKEHOLDER_IN]->(a)
SET r = row.properties
