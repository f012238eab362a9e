// People who ever worked or played a role at these accounts, or left them.
UNWIND $ids AS id
MATCH (a:Account {id: id})
CALL (a) {
  MATCH (p:Person)-[:WORKS_AT|STAKEHOLDER_IN]->(a)
  RETURN p
  UNION
  MATCH (p:Person)-[:SHOWS]->(:Signal)-[:ABOUT]->(a)
  RETURN p
}
RETURN DISTINCT p.id AS id
ORDER BY id
