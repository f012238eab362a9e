// The accounts touchpoints concern.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.touchpoint})
MATCH (a:Account {id: row.account})
MERGE (t)-[:CONCERNS]->(a)
