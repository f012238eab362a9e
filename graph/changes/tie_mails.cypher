// Which activity only logs which mail.
UNWIND $rows AS row
MERGE (task:Touchpoint {id: row.task})
MERGE (mail:Touchpoint {id: row.mail})
MERGE (task)-[:LOGS]->(mail)
