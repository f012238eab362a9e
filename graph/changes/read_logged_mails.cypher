// Mails that are, or whose activity is, among these touchpoints.
UNWIND $ids AS id
MATCH (t:Touchpoint {id: id})
CALL (t) {
  MATCH (t)-[:LOGS]->(mail:Touchpoint)
  RETURN t.id AS task, mail.id AS mail
  UNION
  MATCH (task:Touchpoint)-[:LOGS]->(t)
  RETURN task.id AS task, t.id AS mail
}
RETURN DISTINCT task, mail
ORDER BY mail, task
