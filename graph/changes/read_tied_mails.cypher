// Activities and mails that are tied to each other, where one of the two is among these.
UNWIND $ids AS id
CALL (id) {
  MATCH (mail:Touchpoint {logged_as: id})
  RETURN id AS task, mail.id AS mail
  UNION
  MATCH (task:Touchpoint {expects: id})
  RETURN task.id AS task, id AS mail
}
RETURN DISTINCT task, mail
ORDER BY mail, task
