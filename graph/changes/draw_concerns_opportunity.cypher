// The opportunities touchpoints concern, expected if they did not come yet.
UNWIND $rows AS row
MATCH (t:Touchpoint {id: row.touchpoint})
MERGE (other:Opportunity {id: row.other})
MERGE (t)-[:CONCERNS]->(other)
