// A webhook is no more, and its secrets are forgotten; what was delivered there stays on record.
MATCH (w:Webhook {id: $id})
SET w.deleted = $now
WITH w
MATCH (s:WebhookSecret)-[:SIGNS]->(w)
DETACH DELETE s
