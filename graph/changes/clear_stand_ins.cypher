// Whoever stood in for unknown addresses, before it is decided anew.
UNWIND $rows AS row
MATCH (mail:Touchpoint {id: row.mail})
MATCH (:Person)-[old:TOOK_PART {record: 'stand-in'}]->(mail)
DELETE old
