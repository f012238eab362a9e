// Every account that some people ever belonged to.
UNWIND $people AS person_id
MATCH (p:Person {id: person_id})-[:WORKS_AT|STAKEHOLDER_IN]->(a:Account)
WHERE p.known AND a.known
RETURN DISTINCT a.id AS id
ORDER BY id
