// A secret that signs from now on; the one before it signs for a while longer.
MATCH (w:Webhook {id: $webhook})
OPTIONAL MATCH (before:WebhookSecret)-[:SIGNS]->(w)
WHERE before.until IS NULL
SET before.until = $until
WITH DISTINCT w
CREATE (s:WebhookSecret {id: $id, secret: $secret})
CREATE (s)-[:SIGNS]->(w)
