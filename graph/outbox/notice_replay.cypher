// Dead deliveries of a notice are due again, where their receiver is still told of anything.
MATCH (d:Delivery)-[:CARRIES]->(:Notice {id: $id})
WHERE d.state = 'dead'
MATCH (d)-[:GOES_TO]->(to)
WHERE to.deleted IS NULL AND to.disabled_at IS NULL
SET d.state = 'waiting', d.due = $now, d.attempts = 0
