// Who of us looks after accounts, as what.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
MATCH (t:Teammate {id: row.teammate})
CREATE (t)-[r:OWNS]->(a)
SET r = row.properties
