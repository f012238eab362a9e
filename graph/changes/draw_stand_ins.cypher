// Where none of a mail's addresses on the customer's side belongs to a known person, whoever its
// activity names stands in.
UNWIND $rows AS row
MATCH (mail:Touchpoint {id: row.mail})
WITH row, mail, CASE mail.direction WHEN 'in' THEN 'wrote' ELSE 'addressed' END AS part
WHERE mail.hash IS NOT NULL
OPTIONAL MATCH (mail)<-[joined:TOOK_PART]-(known:Person {known: true})
WHERE joined.part = part
WITH row, mail, part, count(known) AS known
WHERE known = 0
MATCH (task:Touchpoint {id: row.task})
MATCH (who:Person)-[:TOOK_PART]->(task)
WITH DISTINCT mail, who, part
CREATE (who)-[:TOOK_PART {part: part, record: 'stand-in', who: who.id}]->(mail)
