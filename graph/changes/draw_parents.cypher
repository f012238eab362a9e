// Which company an account belongs to.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
MATCH (parent:Account {id: row.parent})
CREATE (a)-[r:PART_OF]->(parent)
SET r = row.properties
