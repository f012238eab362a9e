// Mails tied to an activity, in which these people took part or for which they stand in.
UNWIND $ids AS id
MATCH (:Person {id: id})-[:TOOK_PART]->(t:Touchpoint {channel: 'email'})
CALL (t) {
  WITH t WHERE t.logged_as IS NOT NULL
  RETURN t.logged_as AS task, t.id AS mail
  UNION
  MATCH (task:Touchpoint {expects: t.id})
  RETURN task.id AS task, t.id AS mail
  UNION
  WITH t WHERE t.logs IS NOT NULL
  RETURN t.id AS task, t.logs AS mail
}
RETURN DISTINCT task, mail
ORDER BY mail, task
