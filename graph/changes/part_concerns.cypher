// What touchpoints concern an account that is one of its own again.
UNWIND $touchpoints AS touchpoint
UNWIND $holders AS holder
MATCH (t:Touchpoint {id: touchpoint})-[r:CONCERNS]->(:Account {id: holder})
MATCH (a:Account {id: $id})
DELETE r
CREATE (t)-[:CONCERNS]->(a)
