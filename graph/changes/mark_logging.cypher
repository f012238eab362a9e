// A mail that came is counted itself, the activity that logs it is not.
UNWIND $rows AS row
MATCH (mail:Touchpoint {id: row.mail})
MATCH (task:Touchpoint {id: row.task})
SET task.logs = CASE
  WHEN mail.hash IS NOT NULL AND mail.status <> 'deleted' THEN mail.id ELSE null END
