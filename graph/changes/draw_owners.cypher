// Who of us looks after accounts, as what.
UNWIND $rows AS row
MATCH (a:Account {id: row.account})
MATCH (t:Teammate {id: row.teammate})
CREATE (t)-[:OWNS {
  function: row.function, since: row.since, until: row.until, record: row.record
}]->(a)
