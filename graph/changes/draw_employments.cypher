// Where people work and worked, under which title.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (a:Account {id: row.account})
CREATE (p)-[:WORKS_AT {
  title: row.title, department: row.department, seniority: row.seniority,
  since: row.since, until: row.until, record: row.record
}]->(a)
