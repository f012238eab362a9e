// Tie notices to the person they concern, by the key of that person, so that a merger can be parted.
UNWIND $rows AS row
MATCH (n:Notice {id: row.id})
MATCH (m:Person {id: row.to})
MERGE (n)-[r:REGARDS]->(m)
SET r.who = 'rapport:Person:' + row.to
