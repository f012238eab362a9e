// A mail that came is counted itself, the activity that logs it is not. Where none of its addresses
// on the customer's side belongs to a known person, whoever the activity names stands in.
UNWIND $rows AS row
MATCH (task:Touchpoint {id: row.task})
MATCH (mail:Touchpoint {id: row.mail})
WITH task, mail, mail.hash IS NOT NULL AND mail.status <> 'deleted' AS came,
     CASE mail.direction WHEN 'in' THEN 'wrote' ELSE 'addressed' END AS part
SET task.logs = CASE WHEN came THEN mail.id ELSE null END
WITH task, mail, came, part
CALL (mail) {
  MATCH (:Person)-[old:TOOK_PART {record: 'stand-in'}]->(mail)
  DELETE old
}
WITH task, mail, came, part,
     EXISTS { (mail)<-[joined:TOOK_PART]-(p:Person {known: true}) WHERE joined.part = part } AS known
WHERE came AND NOT known
MATCH (who:Person)-[:TOOK_PART]->(task)
WITH DISTINCT mail, who, part
CREATE (who)-[r:TOOK_PART]->(mail)
SET r.part = part, r.record = 'stand-in', r.who = who.id
