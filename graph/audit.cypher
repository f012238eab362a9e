// The newest audit entries, newest first.
MATCH (a:AuditEntry)
RETURN
  a.id AS id, a.at AS at, a.actor AS actor, a.action AS action, a.target AS target,
  a.request AS request
ORDER BY at DESC, id
LIMIT $limit
