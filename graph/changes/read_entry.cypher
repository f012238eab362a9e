// What was done under an idempotency key.
MATCH (a:AuditEntry {id: $id})
RETURN a.given AS given, a.target AS target
