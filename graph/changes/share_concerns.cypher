// What touchpoints concern an account that is one of its own again, beside the one it was part of.
UNWIND $touchpoints AS touchpoint
MATCH (t:Touchpoint {id: touchpoint}), (a:Account {id: $id})
CREATE (t)-[:CONCERNS]->(a)
