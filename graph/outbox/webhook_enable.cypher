// A webhook is told again, and what died meanwhile is due again.
MATCH (w:Webhook {id: $id})
REMOVE w.disabled_at, w.disabled_because, w.held_until
WITH w
MATCH (d:Delivery)-[:GOES_TO]->(w)
WHERE d.state = 'dead'
SET d.state = 'waiting', d.due = $now, d.attempts = 0
