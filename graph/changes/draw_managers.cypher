// To whom people report.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (other:Person {id: row.other})
CREATE (p)-[r:REPORTS_TO]->(other)
SET r = row.properties
