// Which company an account belongs to.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
MATCH (parent:Account {id: row.parent})
CREATE (a)-[:PART_OF {since: row.since, until: row.until, record: row.record}]->(parent)
