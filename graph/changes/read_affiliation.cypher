// Whether somebody works, or plays a role, at an account.
MATCH (p:Person {id: $person}), (a:Account {id: $account})
RETURN p.name AS person, a.name AS account,
       EXISTS { MATCH (p)-[:WORKS_AT|STAKEHOLDER_IN]->(a) } AS there
