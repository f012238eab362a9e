// Nothing more goes to a webhook, and what waits for it dies.
MATCH (w:Webhook {id: $id})
SET w.disabled_at = coalesce(w.disabled_at, $now),
    w.disabled_because = coalesce(w.disabled_because, $because)
WITH w
MATCH (d:Delivery)-[:GOES_TO]->(w)
WHERE d.state = 'waiting'
SET d.state = 'dead', d.problem = $because
REMOVE d.due
